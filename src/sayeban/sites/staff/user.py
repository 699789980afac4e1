"""One user: posts, disabling, a new password, another post."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import (
    APPOINTING_POSTS,
    ASSIGNING_POSTS,
    HQ_POSTS,
    Post,
    UnknownUser,
    UserPage,
    appoint,
    disable_user,
    enable_user,
    end_appointment,
    posts_to_give,
    reset_password,
    reset_totp,
    user_page,
)
from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import unit_named
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.banners import back_to
from sayeban.sites.staff.asking import SurePage, asked_first
from sayeban.sites.staff.unit_field import near_units, said, unit_choices
from sayeban.sites.staff.users import PasswordShownPage, PostForm

_MANAGERS = APPOINTING_POSTS | ASSIGNING_POSTS
_DISABLE = (
    "غیرفعال کردن کاربر",
    "نشست‌های او همین حالا بسته می‌شود و تا دوباره فعال نشود، نمی‌تواند وارد شود.",
    "غیرفعال کردن",
)
_FORGET = (
    "پاک کردن رمزساز",
    "رمزساز کنونی او دیگر پذیرفته نمی‌شود، نشست‌هایش بسته می‌شود و در ورود بعدی رمزساز تازه‌ای"
    " ثبت می‌کند.",
    "پاک کردن رمزساز",
)
_PASSWORD = (
    "گذرواژهٔ یک‌بارمصرف تازه",
    "گذرواژهٔ کنونی او دیگر پذیرفته نمی‌شود و نشست‌هایش بسته می‌شود. گذرواژهٔ تازه فقط یک بار نشان"
    " داده می‌شود.",
    "ساختن گذرواژه",
)


@dataclass(frozen=True, slots=True)
class OneUserPage:
    """A user as the visitor may see and change him; `units` are suggested for another post."""

    user: UserPage
    form: PostForm
    may_appoint: bool
    may_reset_totp: bool
    units: tuple[str, ...]


@door(_MANAGERS)
def one_user(request: Visit, user_id: int) -> HttpResponse:
    """The page of a user."""
    return _show(request, user_id, PostForm())


@door(APPOINTING_POSTS, methods=("POST",))
def give_post(request: Visit, user_id: int) -> HttpResponseBase:
    """Give him another post."""
    form, status = PostForm(request.POST), 422
    if form.is_valid():
        try:
            appoint(
                actor=request.actor,
                at=timezone.now(),
                username=_username(request, user_id),
                post=Post(form.cleaned_data["post"]),
                unit=unit_named(form.cleaned_data["unit"]),
            )
        except Refusal as refusal:
            near = near_units(request.actor, refusal, form.cleaned_data["unit"])
            form.add_error(None, said(refusal, near))
            status = refusal.http_status
        else:
            return back_to(reverse("user", args=[user_id]), "appointed")
    with looking(request.actor):
        return _show(request, user_id, form, status)


@door(_MANAGERS, methods=("POST",))
def end_post(request: Visit, appointment_id: int) -> HttpResponseBase:
    """End one of his posts at once."""
    end_appointment(actor=request.actor, at=timezone.now(), appointment_id=appointment_id)
    return back_to(reverse("users"), "appointment_ended")


@door(APPOINTING_POSTS, methods=("POST",))
def disable(request: Visit, user_id: int) -> HttpResponseBase:
    """He cannot work from now on."""
    if question := _asked(request, user_id, _DISABLE):
        return question
    return _change(request, user_id, disable_user, "user_disabled")


@door(APPOINTING_POSTS, methods=("POST",))
def enable(request: Visit, user_id: int) -> HttpResponseBase:
    """He can sign in again."""
    return _change(request, user_id, enable_user, "user_enabled")


@door(HQ_POSTS, methods=("POST",))
def forget_totp(request: Visit, user_id: int) -> HttpResponseBase:
    """His phone is lost: he enrols a new TOTP at his next sign-in."""
    if question := _asked(request, user_id, _FORGET):
        return question
    return _change(request, user_id, reset_totp, "totp_reset")


@never_cache
@door(APPOINTING_POSTS, methods=("POST",))
def new_password(request: Visit, user_id: int) -> HttpResponse:
    """A new one-time password, shown in this answer alone."""
    if question := _asked(request, user_id, _PASSWORD):
        return question
    username = _username(request, user_id)
    drawn = reset_password(actor=request.actor, at=timezone.now(), username=username)
    return render(request, "sites/password_shown.jinja", PasswordShownPage(username, drawn))


def _change(
    request: Visit, user_id: int, change: Callable[..., None], done: str
) -> HttpResponseBase:
    username = _username(request, user_id)
    change(actor=request.actor, at=timezone.now(), username=username)
    return back_to(reverse("user", args=[user_id]), done)


def _asked(request: Visit, user_id: int, words: tuple[str, str, str]) -> HttpResponse | None:
    """The question about one user, in `words`: title, warning and button. Who may not gets none."""
    with looking(request.actor):
        user = _user(request, user_id)
    if not user.may_manage:
        return None
    title, warning, button = words
    whom = f"{user.full_name} ({user.username})"
    page = SurePage(title, whom, warning, button, reverse("user", args=[user_id]))
    return asked_first(request, page)


def _username(request: Visit, user_id: int) -> str:
    with looking(request.actor):
        return _user(request, user_id).username


def _user(request: Visit, user_id: int) -> UserPage:
    """404 for a user outside the visitor's units."""
    try:
        return user_page(request.actor, timezone.now(), user_id)
    except UnknownUser as unknown:
        raise Http404 from unknown


def _show(request: Visit, user_id: int, form: PostForm, status: int = 200) -> HttpResponse:
    posts = request.actor.posts
    page = OneUserPage(
        _user(request, user_id),
        form.show_posts(posts_to_give(request.actor, APPOINTING_POSTS, Post)),
        bool(posts & APPOINTING_POSTS),
        bool(posts & HQ_POSTS),
        unit_choices(request.actor, timezone.now()),
    )
    return render(request, "sites/user.jinja", page, status=status)
