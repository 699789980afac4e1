"""قاعده‌ها: which rules there are, and which version holds."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.eligibility.pages.words import state_of
from sayeban.eligibility.reads.rules import VersionRow, rule_versions
from sayeban.eligibility.rights import AUTHORS, DECIDERS, READERS
from sayeban.eligibility.rules import SUBJECTS
from sayeban.runtime.doors import Visit, door


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
class RulesPage:
    """Every version of every rule."""

    lines: tuple[RuleLine, ...]
    may_write: bool
    may_decide: bool


@door(READERS)
def rules(request: Visit) -> HttpResponse:
    """قاعده‌ها."""
    lines = tuple(_line(each) for each in rule_versions(today_of(timezone.now())))
    page = RulesPage(
        lines, bool(request.actor.posts & AUTHORS), bool(request.actor.posts & DECIDERS)
    )
    return render(request, "eligibility/rules.jinja", page)


def _line(row: VersionRow) -> RuleLine:
    return RuleLine(
        *(row.title, row.code, row.number, SUBJECTS[row.subject], *state_of(row)),
        *(row.valid_from, row.legal_basis),
    )
