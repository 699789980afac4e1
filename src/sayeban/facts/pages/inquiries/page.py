"""استعلام‌های یک فرد: who asked which register what for, what became of it, and asking."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.routes import of_bus
from sayeban.facts.inquiring import inquire
from sayeban.facts.inquiry_rules import ASKERS, STATUS_LABELS, problem_words
from sayeban.facts.pages.inquiries.form import AskForm
from sayeban.facts.reads.inquiries import InquiryLine, inquiries_of, inquiry
from sayeban.facts.reads.registers import purposes, registers_now
from sayeban.facts.rights import may_ask
from sayeban.people.public import PersonFile, seen_file
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_TONES: Final[dict[str, Tone]] = {
    "waiting": "info",
    "ok": "ok",
    "not_found": "warn",
    "mismatch": "bad",
    "error": "bad",
    "unavailable": "warn",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One inquiry. `again`: when it is asked again, None where it is not; `fresh`: it holds."""

    title: str
    purpose: str
    legal_basis: str
    by: str
    at: datetime
    status: str
    tone: Tone
    again: datetime | None
    valid_until: datetime | None
    fresh: bool
    reference: str


@dataclass(frozen=True, slots=True)
class InquiriesPage:
    """Inquiries of one person. `may_ask`: any register is on and has a purpose."""

    name: str
    file_href: str
    lines: tuple[Line, ...]
    form: AskForm
    may_ask: bool
    wrong: bool


@door(ASKERS, methods=("GET", "POST"))
def person_inquiries(request: Visit, person_id: int) -> HttpResponseBase:
    """استعلام‌های یک فرد."""
    with looking(request.actor):
        file = seen_file(request.actor, person_id, "inquiries")
        form = _form(request, file)
    if form.is_bound and form.is_valid():
        number = attempt(form, lambda: _ask(request, person_id, form))
        if number is not None:
            with looking(request.actor):
                answered = inquiry(number, timezone.now())
            return done(reverse("person_inquiries", args=[person_id]), _told(answered))
    with looking(request.actor):
        return _answer(request, file, form)


def _told(answered: InquiryLine | None) -> str:
    if answered is None or answered.received_at is None:
        return "inquiry_waits"
    return "inquiry_answered" if answered.status == "ok" else f"inquiry_{answered.status}"


def _ask(request: Visit, person_id: int, form: AskForm) -> int:
    purpose, register = form.cleaned_data["what"].split(".")
    return inquire(
        actor=request.actor,
        clock=timezone.now,
        person_id=person_id,
        register=register,
        purpose=purpose,
        request_id=form.cleaned_data["request_id"],
    )


def _form(request: Visit, file: PersonFile) -> AskForm:
    sent = request.POST if request.method == "POST" else None
    titles = [
        (each.key, each.title)
        for each in registers_now(timezone.now())
        # What is asked of many at once is no question about one.
        if each.is_on and PORTS[each.key].many == 1 and may_ask(request.actor, file.unit, each.key)
    ]
    return AskForm(sent, purposes=purposes(), titles=titles)


def _answer(request: Visit, file: PersonFile, form: AskForm) -> HttpResponse:
    found = inquiries_of(file.person_id, timezone.now())
    names = user_names({each.asked_by for each in found if each.asked_by})
    page = InquiriesPage(
        name=file.full_name or "بدون نام",
        file_href=reverse("welfare_file", args=[file.person_id]),
        lines=tuple(_line(each, names.get(each.asked_by or 0, "سامانه")) for each in found),
        form=form,
        may_ask=len(form.fields["what"].choices) > 1,  # type: ignore[attr-defined]  # a ChoiceField
        wrong=bool(form.errors),
    )
    return render(request, "facts/inquiries.jinja", page, status=422 if form.errors else 200)


def _said(each: InquiryLine) -> str:
    """A bus that is down is not a register that is down."""
    if each.status == "unavailable" and of_bus(each.problem):
        return problem_words(each.problem)
    return STATUS_LABELS[each.status]


def _line(each: InquiryLine, by: str) -> Line:
    return Line(
        each.title,
        each.purpose,
        each.legal_basis,
        by,
        each.requested_at,
        _said(each),
        _TONES[each.status],
        each.next_try_at,
        each.valid_until,
        each.lasts,
        each.reference,
    )
