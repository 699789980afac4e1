"""Sign-in: user name and password, then a code of the TOTP, enrolled at the first sign-in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import segno
from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from markupsafe import Markup

from sayeban.accounts.public import (
    SignedIn,
    TooManyTries,
    device_of,
    enrol_totp,
    enrolment_of,
    enter_code,
    own_device,
    revoke_device,
    sign_in,
    wipe_device,
)
from sayeban.design.forms import CodeField
from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.runtime.address import address_of
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites import visitors
from sayeban.sites.banners import back_to

_WRONG: Final = 422
_TOO_MANY: Final = 429
_BOTH: Final = ("GET", "POST")


class SignInForm(forms.Form):
    """The first step. The password is taken as typed: it is never normalised."""

    username = forms.CharField(
        label="نام کاربری",
        widget=forms.TextInput(
            {"dir": "ltr", "autocomplete": "username", "autocapitalize": "none"}
        ),
        error_messages={"required": "نام کاربری را بنویسید."},
    )
    password = forms.CharField(
        label="گذرواژه",
        strip=False,
        widget=forms.PasswordInput({"dir": "ltr", "autocomplete": "current-password"}),
        error_messages={"required": "گذرواژه را بنویسید."},
    )


class CodeForm(forms.Form):
    """The second step."""

    code = CodeField(
        label="کد شش‌رقمی رمزساز",
        length=6,
        error_messages={"required": "کد شش‌رقمی را بنویسید."},
    )


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The page of the first step."""

    form: SignInForm


@dataclass(frozen=True, slots=True)
class CodePage:
    """The page of the second step."""

    form: CodeForm


@dataclass(frozen=True, slots=True)
class EnrolPage:
    """The page of enrolment. `picture` is drawn in the page itself: a picture with an address of
    its own would be a request that may be answered after the session has changed its key.
    """

    form: CodeForm
    secret: str
    picture: Markup


@never_cache
@door("anyone", methods=_BOTH)
def enter(request: Visit) -> HttpResponseBase:
    """User name and password."""
    if visitors.visitor(request):
        return redirect("home")
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            passed = sign_in(
                at=timezone.now(), source=address_of(request.META), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, forms.ValidationError(refusal.message, code=refusal.code))
        else:
            visitors.begin_half_way(request, passed.user_id, _next(request))
            return redirect("sign_in_code" if passed.enrolled else "sign_in_enrol")
    return render(request, "sites/sign_in.jinja", SignInPage(form), status=_status(form))


@never_cache
@door("anyone", methods=_BOTH)
def code(request: Visit) -> HttpResponseBase:
    """A code of the enrolled TOTP."""
    user_id = visitors.half_way(request)
    if user_id is None:
        return redirect("sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    return _second_step(request, user_id, form, enter_code) or render(
        request, "sites/sign_in_code.jinja", CodePage(form), status=_status(form)
    )


@never_cache
@door("anyone", methods=_BOTH)
def enrol(request: Visit) -> HttpResponseBase:
    """The TOTP is enrolled with its first code; a visitor who is enrolled enters a code."""
    user_id = visitors.half_way(request)
    if user_id is None:
        return redirect("sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if done := _second_step(request, user_id, form, enrol_totp):
        return done
    pending = enrolment_of(user_id)
    if pending is None:
        return redirect("sign_in_code")
    page = EnrolPage(form, pending.secret, _drawn(pending.address))
    return render(request, "sites/sign_in_enrol.jinja", page, status=_status(form))


@door("anyone", methods=("POST",))
def leave(request: Visit) -> HttpResponseBase:
    """Sign out and wipe the phone; he is asked first where something may wait on it."""
    device = device_of(request)
    if device is None or request.actor is None:
        request.session.flush()
        return back_to(reverse("sign_in"), "signed_out")
    if "sure" not in request.POST:
        return redirect(f"{reverse('field_queue')}?leaving=1")
    with looking(request.actor):
        own = own_device(request.actor, device)
    if own:
        revoke_device(actor=request.actor, at=timezone.now(), device_id=own, lost=False)
    request.session.flush()
    answer = back_to(reverse("sign_in"), "signed_out")
    wipe_device(answer)
    return answer


def _second_step(
    request: Visit, user_id: int, form: CodeForm, judge: Callable[..., SignedIn]
) -> HttpResponseBase | None:
    """The redirect of a finished sign-in; None while the form has to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    at: datetime = timezone.now()
    try:
        signed_in = judge(
            at=at,
            user_id=user_id,
            code=form.cleaned_data["code"],
            source=address_of(request.META),
        )
    except Refusal as refusal:
        form.add_error("code", forms.ValidationError(refusal.message, code=refusal.code))
        return None
    path = request.session["next"]
    visitors.begin(request, signed_in)
    return redirect(path)


def _drawn(address: str) -> Markup:
    """The QR picture as SVG to stand in a page."""
    return Markup(segno.make_qr(address).svg_inline(scale=6, light="white"))  # noqa: S704 - drawn here


def _status(form: forms.Form) -> int:
    if any(form.has_error(field, TooManyTries.code) for field in form.errors):
        return _TOO_MANY
    return _WRONG if form.errors else 200


def _next(request: HttpRequest) -> str:
    """The page that the visitor wanted, never one of another site."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("home")
