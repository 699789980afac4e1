"""نشست‌ها: where one is signed in, and how each of it is ended."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import (
    APPOINTING_POSTS,
    SessionRow,
    SessionUnknown,
    UnknownUser,
    end_session,
    end_sessions,
    sessions,
    user_page,
)
from sayeban.design.jinja import render
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites import visitors
from sayeban.sites.banners import back_to
from sayeban.sites.staff.asking import SurePage, asked_first


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The visitor's sessions, the newest first."""

    rows: tuple[SessionRow, ...]


@door("signed_in")
def session_list(request: Visit) -> HttpResponse:
    """نشست‌های من."""
    found = sessions(request.actor, timezone.now(), visitors.session_of(request))
    return render(request, "sites/sessions.jinja", SessionsPage(tuple(found)))


@door("signed_in", methods=("POST",))
def end_one(request: Visit, session_id: UUID) -> HttpResponseBase:
    """بستن یک نشست."""
    try:
        end_session(actor=request.actor, at=timezone.now(), session_id=session_id)
    except SessionUnknown as unknown:
        raise Http404 from unknown
    return back_to(reverse("sessions"), "session_ended")


@door("signed_in", methods=("POST",))
def end_others(request: Visit) -> HttpResponseBase:
    """بستن نشست‌های دیگر."""
    epoch = end_sessions(
        actor=request.actor,
        at=timezone.now(),
        user_id=request.actor.user_id or 0,
        present=visitors.session_of(request),
    )
    request.session["epoch"] = epoch
    return back_to(reverse("sessions"), "sessions_ended")


@door(APPOINTING_POSTS, methods=("POST",))
def end_of_user(request: Visit, user_id: int) -> HttpResponseBase:
    """بستن همهٔ نشست‌های یک همکار."""
    with looking(request.actor):
        try:
            user = user_page(request.actor, timezone.now(), user_id)
        except UnknownUser as unknown:
            raise Http404 from unknown
    question = SurePage(
        "بستن نشست‌های یک همکار",
        f"{user.full_name} ({user.username})",
        "همهٔ نشست‌های او همین حالا بسته می‌شود و چیزی که نوشته و هنوز ثبت نکرده است از دست می‌رود.",
        "بستن نشست‌ها",
        reverse("user", args=[user_id]),
    )
    if user.may_manage and (asking := asked_first(request, question)):
        return asking
    end_sessions(actor=request.actor, at=timezone.now(), user_id=user_id)
    return back_to(reverse("user", args=[user_id]), "sessions_ended")
