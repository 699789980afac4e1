"""The way in: a national id, then the code that was sent, in plain words and without scripts."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import (
    CodesSpent,
    TooManyTries,
    end_visit,
    enter_own_code,
    waits_for_code,
)
from sayeban.design.forms import CodeField
from sayeban.design.jinja import render
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.address import address_of
from sayeban.runtime.doors import Visit, door
from sayeban.sites.banners import back_to
from sayeban.sites.citizen import visit
from sayeban.sites.citizen.sending import ask

_BOTH: Final = ("GET", "POST")
_WRONG: Final = 422
_TOO_MANY: Final = 429


class IdForm(forms.Form):
    """Who comes."""

    national_id = CodeField(
        label="کد ملی شما",
        length=10,
        help_text="ده رقم روی کارت ملی یا صفحهٔ اول شناسنامه",
        error_messages={"required": "کد ملی خود را بنویسید."},
    )


class OwnCodeForm(forms.Form):
    """What was sent to him."""

    code = CodeField(
        label="کد پیامک",
        length=6,
        help_text="شش رقم",
        error_messages={"required": "کد شش‌رقمی پیامک را بنویسید."},
    )


@dataclass(frozen=True, slots=True)
class EnterPage:
    """The first step."""

    form: IdForm


@dataclass(frozen=True, slots=True)
class OwnCodePage:
    """The second step; it says the same whether a message is on its way or not."""

    form: OwnCodeForm


@door("anyone", methods=_BOTH)
def enter(request: Visit) -> HttpResponseBase:
    """ورود مددجو."""
    if visit.has_entered(request):
        return redirect("own")
    form = IdForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            source, at = address_of(request.META), timezone.now()
            token = ask(at, form.cleaned_data["national_id"], source)
        except Refusal as refusal:
            form.add_error("national_id", _said(refusal))
        else:
            answer = redirect("own_code")
            visit.mark(answer, token)
            return answer
    return render(request, "sites/own_enter.jinja", EnterPage(form), status=_status(form))


@door("anyone", methods=_BOTH)
def code(request: Visit) -> HttpResponseBase:
    """کد پیامک."""
    if visit.has_entered(request):
        return redirect("own")
    token = visit.token_of(request)
    if not waits_for_code(token, timezone.now()):
        return redirect("own_enter")
    form = OwnCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            entered = enter_own_code(
                at=timezone.now(),
                token=token,
                code=form.cleaned_data["code"],
                source=address_of(request.META),
            )
        except Refusal as refusal:
            form.add_error("code", _said(refusal))
        else:
            answer = redirect("own")
            visit.mark(answer, entered)
            return answer
    return render(request, "sites/own_code.jinja", OwnCodePage(form), status=_status(form))


@door("anyone", methods=("POST",))
def leave(request: Visit) -> HttpResponseBase:
    """خروج."""
    end_visit(actor=SYSTEM, at=timezone.now(), token=visit.token_of(request))
    answer = back_to(reverse("own_enter"), "own_left")
    visit.wipe(answer)
    return answer


def _said(refusal: Refusal) -> forms.ValidationError:
    return forms.ValidationError(refusal.message, code=refusal.code)


def _status(form: forms.Form) -> int:
    many = (TooManyTries.code, CodesSpent.code)
    if any(form.has_error(field, each) for field in form.errors for each in many):
        return _TOO_MANY
    return _WRONG if form.errors else 200
