"""How content people are: per desk, service and way of asking, with how sure that is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q

from sayeban.desk.models import Survey
from sayeban.kit.shares import wilson
from sayeban.kit.units import Unit
from sayeban.people.public import person_names

_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Content:
    """One line of results. `asked` and `satisfied` are shares; `satisfied` is None of nobody.

    Satisfied is who pressed the happy face; `low` and `high` bound it with 95 %.
    """

    label: str
    closed: int
    asked: float
    answered: int
    good: int
    so_so: int
    bad: int
    satisfied: float | None
    low: float
    high: float

    def called(self, label: str) -> Self:
        """The same line with other words before it."""
        return replace(self, label=label)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A closed case that nobody answered for; `key` is its page for a tablet.

    `name` and `mobile` are those of its person: whom the clerk calls. `asked`: the question went
    out to him; `by_sms`: the operator has it.
    """

    id: int
    key: UUID
    case_id: int
    service: str
    closed_on: date
    asked: bool
    by_sms: bool
    name: str
    mobile: str


def results(by: str, since: date) -> list[Content]:
    """Lines per `by` ("desk__title", "service", "mode") of cases closed since a day, most first.

    By mode those who did not answer have a line of their own: they are part of what is known.
    """
    counted = (
        Survey.objects.filter(closed_on__gte=since)
        .values(label=F(by))
        .annotate(
            closed=Count("id"),
            asked=Count("asked_at"),
            answered=Count("face"),
            **{name: Count("id", filter=Q(face=face)) for name, face in _FACES},
        )
        .order_by("-closed", "label")
    )
    return [_line(dict(row)) for row in counted]


_FACES: Final = (("bad", 1), ("so_so", 2), ("good", 3))


def overall(lines: Iterable[Content]) -> Content:
    """All lines in one."""
    kept = list(lines)
    total = {
        name: sum(getattr(line, name) for line in kept)
        for name in ("closed", "answered", "good", "so_so", "bad")
    }
    asked = round(sum(line.asked * line.closed for line in kept))
    return _line({**total, "asked": asked, "label": ""})


def to_ask(unit: Unit) -> list[ToAsk]:
    """Closed cases of a unit that have no answer yet, those that nobody asked first.

    Names clients: the caller records the look.
    """
    place = {"province": unit.province} | ({"county": unit.county} if unit.county else {})
    found = Survey.objects.filter(face=None, **place).order_by(
        F("asked_at").asc(nulls_first=True), "-closed_on"
    )
    first = list(found[: 2 * _MOST])
    # Whose request is open again is asked after its end.
    open_again = open_cases(each.case_id for each in first)
    kept = [each for each in first if each.case_id not in open_again][:_MOST]
    persons = _persons([each.case_id for each in kept])
    names = person_names(list(persons.values()))
    return [
        ToAsk(
            s.pk,
            s.key,
            s.case_id,
            s.service,
            s.closed_on,
            s.asked_at is not None,
            s.told_at is not None,
            names.get(persons.get(s.case_id, 0), ""),
            s.mobile,
        )
        for s in kept
    ]


def open_cases(cases: Iterable[int]) -> set[int]:
    """Those that are open: of one that was closed, its closing was taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM cases_case WHERE id = ANY(%s) AND closed_at IS NULL", [list(cases)]
        )
        return {case for (case,) in cursor.fetchall()}


def _persons(cases: list[int]) -> dict[int, int]:
    """Whose cases these are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, person_id FROM cases_case WHERE id = ANY(%s)", [cases])
        return dict(cursor.fetchall())


def survey_state(key: UUID) -> bool | None:
    """Whether the question of this key is answered; None where there is none."""
    found = Survey.objects.filter(key=key).only("face").first()
    return None if found is None else found.face is not None


def _line(row: dict[str, Any]) -> Content:
    answered, closed = row["answered"], row["closed"]
    low, high = wilson(row["good"], answered)
    return Content(
        label=row["label"] or "",
        closed=closed,
        asked=row["asked"] / closed if closed else 0.0,
        answered=answered,
        good=row["good"],
        so_so=row["so_so"],
        bad=row["bad"],
        satisfied=row["good"] / answered if answered else None,
        low=low,
        high=high,
    )
