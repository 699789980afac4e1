"""Make the kept rows anew: of some persons, of whoever is out of step, of everybody by parts."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import connection

from sayeban.country.today import today_of
from sayeban.facts.actions import keeping, rows_sql
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

PART: Final = 50_000
"""Households of one transaction: a row is not locked for long, and a killed run goes on."""


@action("facts.refresh", operator=True, about=("after",))
def refresh_part(*, actor: Actor, at: datetime, after: int, size: int = PART) -> int:
    """Refresh the households behind the one with id `after`, with their members; the last one's id,
    0 when there is none. Persons without a household belong to the part after the last."""
    del actor
    known = keeping.known()
    if not known.is_seeded:
        return 0
    with nationwide(), connection.cursor() as cursor:
        keeping.touch()
        cursor.execute(rows_sql.NEXT_HOUSEHOLDS, [after, size])
        cursor.execute("SELECT coalesce(max(subject_id), 0) FROM facts_households")
        last = int(cursor.fetchone()[0])
        if not last:
            cursor.execute(rows_sql.WITHOUT_HOUSEHOLD)
        keeping.keep_everything(known, today_of(at))
    return last


def refresh_all(*, actor: Actor, at: datetime, size: int = PART) -> int:
    """Refresh everybody, part by part; how many parts. Values that grew too old become unknown."""
    parts, last = 1, refresh_part(actor=actor, at=at, after=0, size=size)
    while last:
        parts, last = parts + 1, refresh_part(actor=actor, at=at, after=last, size=size)
    return parts


@action("facts.follow_people")
def follow_people(*, actor: Actor, at: datetime, person_id: int | None = None) -> None:
    """Let rows follow a change in people: of this person and his household, or of everybody whose
    row is out of step."""
    del actor
    known = keeping.known()
    if not known.is_seeded:
        return
    with nationwide(), connection.cursor() as cursor:
        keeping.touch([] if person_id is None else [person_id])
        if person_id is None:
            for step in rows_sql.OUT_OF_STEP:
                cursor.execute(step)
        keeping.keep_everything(known, today_of(at))


def refresh_persons(*, at: datetime, persons: Collection[int]) -> None:
    """The same for these persons, inside a running command."""
    with nationwide():
        keeping.touch(persons)
        keeping.keep_everything(keeping.known(), today_of(at))
