"""نیازیابی: whom a rule in force says yes of and who has not applied; names only with a purpose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.cases.reads.needs import NeedCount, Needy, need_counts, services_of, without_case
from sayeban.cases.rules import NEED_FINDERS
from sayeban.country.today import today_of
from sayeban.design.forms import PurposeField
from sayeban.design.jinja import render
from sayeban.eligibility.public import FoundByRule, found_by_rule, found_by_rules, open_facts
from sayeban.facts.public import registers_now
from sayeban.organisations.public import unit_labels
from sayeban.people.public import person_names
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook, write_tables

_SHOWN: Final = 200
_TAKEN: Final = 20_000
PURPOSES: Final = (
    ("contact", "تماس برای آگاه کردن از خدمت"),
    ("visit", "بازدید"),
    ("control", "کنترل درستی قاعده یا داده"),
)


class PurposeForm(forms.Form):
    """Why somebody wants to see names (S5)."""

    purpose = PurposeField(PURPOSES, "دیدن نام‌ها")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule with what its newest run found in the country."""

    found: FoundByRule
    href: str


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """Every rule in force."""

    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit below the visitor's own."""

    label: str
    count: NeedCount


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One fact that could still settle answers. `register`: who knows it, "" for nobody outside."""

    label: str
    register: str
    subjects: int


@dataclass(frozen=True, slots=True)
class NeedyLine:
    """One who has not applied."""

    href: str
    name: str
    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class NeedPage:
    """Counts first. `names` is absent until they are asked for with a purpose; `more`: there are
    more than a page shows."""

    found: FoundByRule
    services: tuple[str, ...]
    day: date | None
    whole: NeedCount | None
    lines: tuple[UnitLine, ...]
    open: tuple[OpenLine, ...]
    form: PurposeForm
    names: tuple[NeedyLine, ...] | None
    more: bool


@door(NEED_FINDERS)
def needs(request: Visit) -> HttpResponse:
    """نیازیابی."""
    found = found_by_rules(today_of(timezone.now()))
    lines = tuple(RuleLine(each, reverse("need", args=[each.code])) for each in found)
    return render(request, "cases/needs.jinja", NeedsPage(lines))


@never_cache
@door(NEED_FINDERS, methods=("GET", "POST"))
def need(request: Visit, code: str) -> HttpResponseBase:
    """نیازیابی با یک قاعده."""
    if request.method == "GET":
        return _shown(request, code, PurposeForm())
    form = PurposeForm(request.POST)
    with looking(request.actor):
        if not form.is_valid():
            return _shown(request, code, form, status=422)
        found = _found(code)
        if "file" in request.POST:
            return _file(request, found, form.cleaned_data["purpose"])
        named = without_case(found, _SHOWN + 1) if found.run_id else []
        _record(request, found, form.cleaned_data["purpose"], len(named[:_SHOWN]))
        return _shown(request, code, form, named=named)


def _file(request: Visit, found: FoundByRule, purpose: str) -> HttpResponseBase:
    named = without_case(found, _TAKEN) if found.run_id else []
    _record(request, found, purpose, len(named))
    cells = [(each.number, each.name, each.unit) for each in _names(found, named)]

    def write(path: Path) -> None:
        write_tables({"نیازیابی": (("شمارهٔ پرونده", "نام", "واحد"), cells)}, path)

    answer, _ = answer_workbook(f"need-{found.code}.xlsx", write)
    return answer


def _record(request: Visit, found: FoundByRule, purpose: str, rows: int) -> None:
    look(
        user_id=request.actor.user_id,
        purpose=f"need.{purpose}",
        subject="cases.need",
        subject_id=found.code,
        rows=rows,
    )


def _found(code: str) -> FoundByRule:
    found = found_by_rule(code, today_of(timezone.now()))
    if found is None:
        raise Http404
    return found


def _shown(
    request: Visit,
    code: str,
    form: PurposeForm,
    named: list[Needy] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    found = _found(code)
    counts = need_counts(found, _level(request)) if found.run_id else []
    labels = unit_labels({each.unit for each in counts})
    page = NeedPage(
        found,
        tuple(sorted(services_of(found).values())),
        found.day,
        _whole(counts),
        tuple(UnitLine(labels.get(each.unit, ""), each) for each in counts),
        _open(found) if found.run_id else (),
        form,
        None if named is None else tuple(_names(found, named[:_SHOWN])),
        named is not None and len(named) > _SHOWN,
    )
    return render(request, "cases/need.jinja", page, status=status)


def _level(request: Visit) -> str:
    levels = {each.unit.level for each in request.actor.appointments}
    return next((level for level in ("hq", "province") if level in levels), "county")


def _whole(counts: Sequence[NeedCount]) -> NeedCount | None:
    if not counts:
        return None
    yes, without = sum(each.yes for each in counts), sum(each.without for each in counts)
    return NeedCount(counts[0].unit, yes, without, sum(each.unknown for each in counts))


def _open(found: FoundByRule) -> tuple[OpenLine, ...]:
    registers = {each.key: each.title for each in registers_now(timezone.now())}
    return tuple(
        OpenLine(each.label, registers.get(each.register, ""), each.subjects)
        for each in open_facts(found.run_id)
    )


def _names(found: FoundByRule, named: Sequence[Needy]) -> list[NeedyLine]:
    persons = person_names({each.person_id for each in named if each.person_id})
    units = unit_labels({each.unit for each in named})
    prefix = "" if found.subject == "person" else "خانوار "
    return [
        NeedyLine(
            reverse("person", args=[each.person_id]) if each.person_id in persons else "",
            persons.get(each.person_id or 0, "") or "بدون نام",
            f"{prefix}{each.subject_id}",
            units.get(each.unit, ""),
        )
        for each in named
    ]
