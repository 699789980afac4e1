"""Typed makers of facts for tests."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from sayeban.facts.public import FactValue, NewValue, Row, put_values, row_of, seed_facts
from sayeban.people.tests.makers import NOW, person, register, rows_of, source_row
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking

TODAY = date(2026, 11, 24)


def household(serial: int = 1, *members: int, **known: Any) -> int:
    """A household of a head and members of these serials; the key of the household."""
    head = source_row(serial, **known)
    others = [source_row(n, head_national_id=head["national_id"]) for n in members]
    register(head, *others)
    found = person(serial).household_id
    assert found is not None
    return found


def seeded() -> None:
    with acting(OPERATOR, NOW):
        seed_facts()


Subject = tuple[Literal["person", "household"], int]


def value(
    subject: Subject,
    fact: str,
    told: FactValue | None,
    *,
    origin: Literal["declared", "received", "verified"] = "declared",
    as_of: date = TODAY,
    register: str = "",
) -> NewValue:
    return NewValue(*subject, fact, told, origin, as_of, register)


def put(*values: NewValue, actor: Actor = OPERATOR) -> int:
    with acting(actor, NOW):
        return put_values(actor=actor, at=NOW, values=values)


def row(person_id: int, actor: Actor = OPERATOR) -> Row:
    with looking(actor):
        return row_of(person_id)


def facts_of(person_id: int, keys: Sequence[str]) -> list[object]:
    known = row(person_id)
    return [known[key] for key in keys]


def standing(person_id: int, fact: str) -> int:
    """The id of the standing value of a fact of this person."""
    sql = "SELECT id FROM facts_value WHERE superseded_at IS NULL AND subject_kind = 'person'"
    (found,) = rows_of(f"{sql} AND subject_id = {person_id} AND fact = '{fact}'")
    return int(found[0])
