"""Typed makers of rules and kept rows for tests."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection

from sayeban.eligibility.actions.approve_rule import approve_rule
from sayeban.eligibility.actions.keep_parameters import (
    ParameterTerms,
    approve_parameter,
    set_parameter,
)
from sayeban.eligibility.actions.keep_rules import draft_rule
from sayeban.eligibility.actions.preview_impact import preview_impact
from sayeban.facts.public import seed_facts
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting

NOW: Final = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TODAY: Final = NOW.date()


def hq(user_id: int, post: str = "hq_expert") -> Actor:
    return Actor("user", f"hq{user_id}", user_id, (Appointment(post, Unit.hq()),))


AUTHOR: Final = hq(9_001)
SECOND: Final = hq(9_002, "hq_deputy")
_TEXTS: Final = {"yes": "بله", "no": "خیر", "ask": "نامعلوم", "basis": "آیین‌نامه، ماده ۳"}


def leaf(id_: str, fact: str, op: str, **right: Any) -> dict[str, Any]:
    return {"id": id_, "fact": fact, "op": op, **right, **_TEXTS}


OLD: Final = leaf("old", "age", ">=", value=60)
POOR: Final = leaf("poor", "income_pc", "<", param="poverty_line") | {
    "no": "درآمد سرانه {fact} است و از {rhs} کمتر نیست"
}


def document(tree: Mapping[str, Any] = OLD, **changed: Any) -> dict[str, Any]:
    """A rule about persons from the first day of this Iranian year."""
    return {
        "code": "aged_support",
        "title": "حمایت از سالمندان",
        "subject": "person",
        "institution": "behzisti",
        "service": None,
        "applies_to": "application",
        "legal_basis": "قانون حمایت، ماده ۱",
        "valid_from": "2026-03-21",
        "tree": dict(tree),
    } | changed


def facts_seeded() -> None:
    with acting(OPERATOR, NOW):
        seed_facts()


def row(table: str, subject: int, place: str = "0701", **known: Any) -> None:
    """One kept row as it would be made of values."""
    columns: dict[str, Any] = {
        "subject_id": subject,
        "province": place[:2],
        "county": place,
        "centre": "",
    } | known
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO facts_{table}row ({names}) VALUES ({marks})", list(columns.values())
        )


def person(subject: int, household: int, place: str = "0701", **known: Any) -> None:
    row("person", subject, place, household_id=household, **known)


def household(subject: int, place: str = "0701", **known: Any) -> None:
    row("household", subject, place, **known)


def poverty_line(value: int, day: str = "2026-03-21") -> None:
    terms = ParameterTerms(
        *("poverty_line", "خط فقر", "money", value),
        datetime.fromisoformat(day).date(),
        "مصوبهٔ شورا",
    )
    number = set_parameter(actor=AUTHOR, at=NOW, terms=terms)
    approve_parameter(actor=SECOND, at=NOW, number=number)


def in_force(given: Mapping[str, Any]) -> int:
    """The number of the version that was drafted, seen and approved."""
    drafted = draft_rule(actor=AUTHOR, at=NOW, document=given)
    preview_impact(actor=AUTHOR, at=NOW, code=drafted.code, number=drafted.number)
    draft = {"number": drafted.number, "revision": drafted.revision}
    approve_rule(actor=SECOND, at=NOW, code=drafted.code, **draft)
    return drafted.number
