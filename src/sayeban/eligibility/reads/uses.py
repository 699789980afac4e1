"""What stands on a parameter: versions that read it, and the last run that was made with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sayeban.eligibility.models import RuleRun, RuleVersion
from sayeban.eligibility.reads.versions import in_force_on


@dataclass(frozen=True, slots=True)
class Use:
    """One version that reads it. `state` "in_force" | "approved" (from a day to come) | "draft"."""

    code: str
    number: int
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class LastRun:
    """The newest day on which a rule was run over people with the value of then."""

    title: str
    day: date


def uses_of(name: str, day: date) -> list[Use]:
    """Versions that hold on the day or later, and drafts, that name the parameter."""
    held = {each.pk for each in in_force_on(day)}
    return [
        Use(
            *(each.rule.code, each.number, each.title),
            "in_force" if each.pk in held else each.state,
        )
        for each in _living(day, held)
        if name in set(_named(each.tree))
    ]


def rules_by_parameter(day: date) -> dict[str, set[str]]:
    """Codes of the rules of which such a version names it, by the name of each parameter."""
    found: dict[str, set[str]] = {}
    for each in _living(day, {held.pk for held in in_force_on(day)}):
        for name in _named(each.tree):
            found.setdefault(name, set()).add(each.rule.code)
    return found


def _living(day: date, held: set[int]) -> "QuerySet[RuleVersion]":
    later = Q(state="approved", valid_from__gt=day)
    found = RuleVersion.objects.filter(Q(pk__in=held) | later | Q(state="draft"))
    return found.select_related("rule").order_by("rule__code", "number")


def last_run(name: str) -> LastRun | None:
    """None where no run has read the parameter."""
    found = RuleRun.objects.filter(params__has_key=name).select_related("version")
    newest = found.order_by("-day", "-id").first()
    return LastRun(newest.version.title, newest.day) if newest else None


def _named(node: Any) -> Iterator[str]:  # noqa: ANN401 - a part of a tree as JSON
    """Parameters in a tree as it is kept, also where the catalogue has lost one of its facts."""
    if isinstance(node, dict):
        if isinstance(node.get("param"), str):
            yield node["param"]
        for each in node.values():
            yield from _named(each)
    elif isinstance(node, list):
        for each in node:
            yield from _named(each)
