"""What the visitor recorded just now: looked over case by case, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.actions.take_back import take_back
from sayeban.cases.reads.acts import Act, ActCase, act_of, acts_of, is_over
from sayeban.cases.rules import STAFF, TAKE_BACK_MINUTES
from sayeban.design.filters import number
from sayeban.design.forms import TextField
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.people.public import person_names
from sayeban.runtime.actor import Actor
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TINY: Final = timedelta(microseconds=1)
_LATEST: Final = 4_102_444_800_000_000
HELD: Final[Mapping[str, str]] = {
    "": "پس گرفته می‌شود",
    "taken_back": "پس گرفته شد",
    "gone_on": "پس گرفته نمی‌شود: کار پرونده پس از آن پیش رفته است",
    "beside": "پس گرفته نمی‌شود: گام متوقفی با بسته شدن پرونده پایان یافت",
    "anew": "پس گرفته نمی‌شود: متقاضی همین خدمت را دوباره درخواست کرده است",
}


class TakeBackForm(forms.Form):
    """Why."""

    reason = TextField(
        label="دلیل", required=False, max_length=2000, help_text="در تاریخچهٔ پرونده می‌ماند."
    )


@dataclass(frozen=True, slots=True)
class Recent:
    """One outcome of the last minutes on the worklist."""

    href: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One case of it."""

    href: str
    tracking_no: str
    person: str
    step: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ActPage:
    """`free`: how many can be taken back; `over`: the time for it has run out."""

    done_at: datetime
    until: datetime
    lines: tuple[Line, ...]
    free: int
    back: int
    over: bool
    form: TakeBackForm


def recent(actor: Actor, at: datetime) -> tuple[Recent, ...]:
    """What the visitor may still take back, the newest first."""
    return tuple(
        Recent(
            reverse("work_act", args=[(each.done_at - _BEGIN) // _TINY]), _said(each), each.done_at
        )
        for each in acts_of(actor, at)
    )


def _said(act: Act) -> str:
    what = f"«{act.label}» در گام «{act.step}»" if act.alike and act.label else f"گام «{act.step}»"
    return f"{what}: {number(act.count)} پرونده"


@door(STAFF, methods=("GET", "POST"))
def act(request: Visit, when: int) -> HttpResponseBase:
    """آنچه تازه ثبت کرده‌اید: نگاه و پس گرفتن."""
    done_at = _BEGIN + _TINY * min(when, _LATEST)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _back(request, done_at, form)):
        return done(reverse("work_act", args=[when]), "work_taken_back")
    with looking(request.actor):
        found = act_of(request.actor, done_at)
        if not found:
            return done(reverse("work"), "work_not_yours")
        return _show(request, found, done_at, form)


def _back(request: Visit, done_at: datetime, form: TakeBackForm) -> bool:
    reason = form.cleaned_data["reason"]
    take_back(actor=request.actor, at=timezone.now(), done_at=done_at, reason=reason)
    return True


def _show(
    request: Visit, found: list[ActCase], done_at: datetime, form: TakeBackForm
) -> HttpResponseBase:
    look(
        user_id=request.actor.user_id,
        purpose="work",
        subject="cases.work",
        subject_id="",
        rows=len(found),
    )
    persons = person_names({each.person_id for each in found})
    page = ActPage(
        done_at,
        done_at + timedelta(minutes=TAKE_BACK_MINUTES),
        tuple(_line(each, persons) for each in found),
        sum(not each.held for each in found),
        sum(each.held == "taken_back" for each in found),
        is_over(done_at, timezone.now()),
        form,
    )
    return render(request, "cases/work_act.jinja", page, status=422 if form.errors else 200)


def _line(each: ActCase, persons: Mapping[int, str]) -> Line:
    tones: Mapping[str, Tone] = {"": "info", "taken_back": "ok"}
    return Line(
        reverse("case", args=[each.case_id]),
        each.tracking_no,
        persons.get(each.person_id) or "بدون نام",
        f"{each.service}: {each.step}",
        HELD[each.held],
        tones.get(each.held, "warn"),
    )
