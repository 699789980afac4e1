"""قاعده‌ها: which rules there are, which version holds, and the numbers of the law they read."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.eligibility.actions.keep_parameters import approve_parameter
from sayeban.eligibility.pages.words import state_of
from sayeban.eligibility.reads.parameters import ParameterRow, parameter_rows, type_of_row
from sayeban.eligibility.reads.rules import VersionRow, rule_versions
from sayeban.eligibility.rights import AUTHORS, READERS
from sayeban.eligibility.rules import SUBJECTS
from sayeban.facts.public import in_words, read_value
from sayeban.kit.refusals import Refusal
from sayeban.runtime.answers import done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One version; the newest of a rule first."""

    title: str
    code: str
    number: int
    subject: str
    state: str
    tone: Tone
    valid_from: date
    legal_basis: str


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One value. `may_approve`: the visitor may let it count, as far as the page can tell."""

    id: int
    label: str
    name: str
    value: str
    valid_from: date
    legal_basis: str
    waits: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Every version and every value; `problem` is why something was not done."""

    lines: tuple[RuleLine, ...]
    parameters: tuple[ParameterLine, ...]
    may_write: bool
    problem: str


@door(READERS)
def rules(request: Visit) -> HttpResponse:
    """قاعده‌ها."""
    return _shown(request)


@door(AUTHORS, methods=("POST",))
def approve(request: Visit, number: int) -> HttpResponseBase:
    """تأیید مقدار یک پارامتر."""
    try:
        approve_parameter(actor=request.actor, at=timezone.now(), number=number)
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            return _shown(request, refusal.message, status=refusal.http_status)
    return done(reverse("rules"), "parameter_approved")


def _shown(request: Visit, problem: str = "", *, status: int = 200) -> HttpResponse:
    today = today_of(timezone.now())
    page = RulesPage(
        tuple(_line(each) for each in rule_versions(today)),
        tuple(_parameter(each, request) for each in parameter_rows()),
        bool(request.actor.posts & AUTHORS),
        problem,
    )
    return render(request, "eligibility/rules.jinja", page, status=status)


def _line(row: VersionRow) -> RuleLine:
    return RuleLine(
        *(row.title, row.code, row.number, SUBJECTS[row.subject], *state_of(row)),
        *(row.valid_from, row.legal_basis),
    )


def _parameter(row: ParameterRow, request: Visit) -> ParameterLine:
    actor = request.actor
    saw = actor.eyes().saw(row.entered_by, row.entered_at)
    typed = type_of_row(row)
    return ParameterLine(
        *(row.id, row.label, row.name, in_words(typed, read_value(typed, row.value))),
        *(row.valid_from, row.legal_basis, row.waits),
        row.waits and bool(actor.posts & AUTHORS) and not saw,
    )
