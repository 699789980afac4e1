"""One place on a waiting list: what is told to him, and what became of it."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.people.public import person_names
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied
from sayeban.support.actions.wait import leave_list, serve_waiting
from sayeban.support.pages.lists import titles
from sayeban.support.reads.lists import Ended, Place, ended_place, place_of, terms_of
from sayeban.support.refusals import WaitingOver, WaitingUnknown
from sayeban.support.rules import EXPERTS, HEADS, KEEPERS, READERS
from sayeban.support.told import sentences, standing

DONE: Final = {
    "waiting_served": "ثبت شد که نوبت این فرد رسید.",
    "waiting_left": "این فرد از فهرست انتظار رفت.",
}


class ServeForm(forms.Form):
    """It is not taken back, so it is said twice; who is not the first has a reason."""

    prefix = "serve"
    reason = TextField(label="چرا پیش از نفرهای جلوتر؟", max_length=200)
    sure = forms.BooleanField(
        label="جا به او داده شد و او خبر دارد",
        error_messages={"required": "نشان بزنید که جا به او داده شده است."},
    )

    def __init__(self, data: QueryDict | None, *, is_first: bool) -> None:
        super().__init__(data)
        if is_first:
            del self.fields["reason"]
        else:
            self.fields["reason"].error_messages["required"] = "دلیل پیش انداختن او را بنویسید."


class LeaveForm(forms.Form):
    """Why he leaves."""

    prefix = "leave"
    reason = TextField(
        label="اگر از فهرست می‌رود، چرا؟",
        max_length=200,
        error_messages={"required": "دلیل رفتن از فهرست را بنویسید."},
    )


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place and what is told to him, or how it ended; the forms that this visitor may send.

    `waits_first`: the place is given to others before, and this visitor may not change that.
    """

    title: str
    name: str
    place: Place | None
    told: tuple[str, ...]
    ended: Ended | None
    serve: ServeForm | None
    leave: LeaveForm | None
    waits_first: bool
    number: int
    problem: str = ""


@never_cache
@door(READERS)
def place(request: Visit, number: int) -> HttpResponse:
    """جای یک نفر در فهرست انتظار."""
    return _show(request, number)


@door(KEEPERS, methods=("POST",))
def end(request: Visit, number: int) -> HttpResponseBase:
    """پایان انتظار: نوبتش رسید یا از فهرست رفت."""
    serves = request.POST.get("act") == "serve"
    form: ServeForm | LeaveForm
    if serves:
        with looking(request.actor):
            found = place_of(number, today_of(timezone.now()))
        form = ServeForm(request.POST, is_first=found is None or found.place == 1)
    else:
        form = LeaveForm(request.POST)
    try:
        if form.is_valid():
            _end(request, number, form.cleaned_data.get("reason", ""), serves=serves)
            return done(reverse("waiting"), "waiting_served" if serves else "waiting_left")
    except AccessDenied:
        raise
    except WaitingUnknown as unknown:
        raise Http404 from unknown
    except WaitingOver as over:
        with looking(request.actor):
            return _show(request, number, problem=over.message)
    except Refusal as refusal:
        form.add_error("reason" if "reason" in form.fields else None, refusal.message)
    with looking(request.actor):
        return _show(request, number, form)


def _end(request: Visit, number: int, reason: str, *, serves: bool) -> None:
    act = serve_waiting if serves else leave_list
    act(actor=request.actor, at=timezone.now(), waiting_id=number, reason=reason)


def _show(
    request: Visit, number: int, sent: forms.Form | None = None, problem: str = ""
) -> HttpResponse:
    found = place_of(number, today_of(timezone.now()))
    ended = ended_place(number) if found is None else None
    about = found or ended
    if about is None:
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose="file",
        subject="support.waiting",
        subject_id=str(number),
        rows=1,
    )
    posts, is_first = request.actor.posts, found is not None and found.place == 1
    serves = found is not None and bool(posts & (EXPERTS if is_first else HEADS))
    serve = ServeForm(None, is_first=is_first) if serves else None
    leave = LeaveForm(None) if found and posts & KEEPERS else None
    page = PlacePage(
        titles().get(about.service, about.service),
        person_names([about.person_id]).get(about.person_id, ""),
        found,
        (standing(found), *sentences(found, *terms_of(found.service))) if found else (),
        ended,
        sent if isinstance(sent, ServeForm) else serve,
        sent if isinstance(sent, LeaveForm) else leave,
        bool(found and not serves and posts & EXPERTS),
        number,
        problem,
    )
    return render(request, "support/place.jinja", page, status=422 if sent or problem else 200)
