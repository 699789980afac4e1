"""A death that a register told is recorded: there is one way, whoever tells of it (A-133)."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.models import Inquiry
from sayeban.kit.refusals import Refusal
from sayeban.people.public import record_death
from sayeban.runtime.actor import SYSTEM


def bury(at: datetime, register: str, written: Sequence[tuple[Any, ...]]) -> None:
    """Record the deaths among the answers that were written just now.

    Who is recorded as dead already is left alone. One that cannot be recorded, as with a day to
    come, holds up no other: the inquiry keeps why.
    """
    port = PORTS[register]
    told = {
        number: (person, json.loads(result)) for number, person, _, result, _ in written if result
    }
    days = {number: port.died_on(result) for number, (_, result) in told.items()}
    dead = {number: day for number, day in days.items() if day is not None}
    alive = _alive([told[number][0] for number in dead])
    for number, day in dead.items():
        person = told[number][0]
        if person in alive:
            _record(at, number, person, day, f"{port.provider}، استعلام {number}")


def _alive(persons: Sequence[int]) -> set[int]:
    if not persons:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_person WHERE id = ANY(%s) AND status <> 'deceased'",
            [list(persons)],
        )
        return {number for (number,) in cursor.fetchall()}


def _record(at: datetime, number: int, person: int, day: date, evidence: str) -> None:
    try:
        with transaction.atomic():
            record_death(actor=SYSTEM, at=at, person_id=person, on=day, evidence=evidence)
    except Refusal as refusal:
        Inquiry.objects.filter(pk=number).update(problem=refusal.code)
