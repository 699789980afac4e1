"""An office gives rows to its public counter and reads what the clerk answered (A-107)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.exemptions import rights
from sayeban.exemptions.actions.counter import MOST, give_counter, switch_counter
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.campaigns.form import NumberField
from sayeban.exemptions.pages.counter.said import answer_words
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.counter import CounterAnswer, given_by
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

_READERS: Final = rights.EXPERTS | rights.HEADS
_TONES: Final[dict[str, Tone]] = {"right": "ok", "wrong": "bad", "cannot_say": "warn"}


class GiveForm(forms.Form):
    """How many rows."""

    amount = NumberField(
        most=MOST,
        label="شمار ردیف‌ها",
        initial=20,
        help_text="به قرعه از ردیف‌هایی که شناسهٔ قبض دارند و به پیشخوان سپرده نشده‌اند.",
        error_messages={"required": "شمار ردیف‌ها را بنویسید."},
    )


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One row that was given. `answer` in words."""

    href: str
    full_name: str
    answer: str
    tone: Tone
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class OfficePage:
    """What one unit gave. `is_on`: headquarters has switched the check on."""

    head: UnitHead
    is_on: bool
    may_give: bool
    form: GiveForm
    lines: tuple[GivenLine, ...]


@door(_READERS, methods=("GET", "POST"))
def office(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """بررسی پیشخوان در یک واحد."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
    if not request.actor.reaches(_READERS, head.unit):
        raise AccessDenied
    form = GiveForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _give(request, head, form)):
        return done(reverse("campaign_counter", args=[code, head.text]), "counter_given")
    with looking(request.actor):
        campaign = campaign_by_code(code)
        found = given_by(campaign, head.unit)
        look(
            user_id=request.actor.user_id,
            purpose="check",
            subject="exemptions.counter",
            subject_id=f"{head.code}/{head.text}",
            rows=len(found),
        )
        page = OfficePage(
            head=head,
            is_on=campaign.counter_check,
            may_give=request.actor.holds(rights.EXPERTS, head.unit),
            form=form,
            lines=tuple(_line(code, each) for each in found),
        )
        status = 422 if form.errors else 200
        return render(request, "exemptions/counter_office.jinja", page, status=status)


@door(rights.HEADQUARTERS, methods=("POST",))
def switch(request: Visit, code: str) -> HttpResponseBase:
    """روشن و خاموش کردن بررسی پیشخوان در یک کارزار."""
    on = request.POST.get("on") == "1"
    switch_counter(actor=request.actor, at=timezone.now(), code=code, on=on)
    return done(reverse("campaign_settings", args=[code]), "counter_on" if on else "counter_off")


def _give(request: Visit, head: UnitHead, form: GiveForm) -> bool:
    give_counter(
        actor=request.actor,
        at=timezone.now(),
        code=head.code,
        unit=head.unit,
        amount=form.cleaned_data["amount"],
    )
    return True


def _line(code: str, each: CounterAnswer) -> GivenLine:
    return GivenLine(
        reverse("campaign_row", args=[code, each.key]),
        each.full_name or "بدون نام",
        answer_words(each) if each.answer else _waits(each),
        _TONES.get(each.answer, "info"),
        each.reason,
        each.by,
        each.at,
    )


def _waits(each: CounterAnswer) -> str:
    if each.is_again:
        return "دوباره در انتظار پیشخوان؛ قبض اصلاح شده است"
    return "در انتظار پیشخوان"
