"""Take questions that are due, and write what was answered; between the two somebody calls."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from sayeban.country.today import today_of
from sayeban.facts.actions.ask_register import KNOWN
from sayeban.facts.actions.bury import bury
from sayeban.facts.actions.put_values import NewValue, put_values
from sayeban.facts.actions.register_states import (
    granted_both,
    learn,
    route_of,
    state_of,
    take_both,
)
from sayeban.facts.inquiries.calling import Line
from sayeban.facts.inquiries.envelope import ANSWERED, Answer, Request
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.limits import LEASE
from sayeban.facts.inquiries.routes import BUS
from sayeban.facts.inquiry_rules import DOUBTFUL_HOLDS
from sayeban.facts.models import Inquiry, Register
from sayeban.facts.refusals import FactValueOutside
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.retrying import MOST_TRIES, jittered

# Chosen once and kept: within IN (…) a plan may choose again for each row, and take too many.
_TAKE: Final = """
WITH due AS MATERIALIZED (
  SELECT id FROM facts_inquiry
  WHERE register_id = %(register)s AND next_try_at <= %(at)s
    AND (%(only)s::bigint IS NULL OR id = %(only)s)
  ORDER BY next_try_at, id LIMIT %(most)s FOR UPDATE SKIP LOCKED
), taken AS (
  UPDATE facts_inquiry i SET attempts = attempts + 1, next_try_at = %(until)s
  FROM due WHERE i.id = due.id
  RETURNING i.*
)
SELECT t.request_id, t.purpose_id, t.legal_basis, coalesce(t.asked_by::text, 'system'), t.unit,
  p.identifier_type, p.identifier, t.requested_at, t.asked, t.attempts
FROM taken t JOIN people_person p ON p.id = t.person_id ORDER BY t.id
"""
_WRITE: Final = """
WITH said AS (
  SELECT * FROM jsonb_to_recordset(%(answers)s) AS s(request_id uuid, status text, provider text,
    reference text, valid_until timestamptz, raw_hash text, result jsonb, problem text,
    received_at timestamptz, next_try_at timestamptz)
)
UPDATE facts_inquiry i SET status = s.status, provider = s.provider, reference = s.reference,
  valid_until = s.valid_until, raw_hash = s.raw_hash, result = s.result, problem = s.problem,
  received_at = s.received_at, next_try_at = s.next_try_at
FROM said s WHERE i.request_id = s.request_id AND i.next_try_at IS NOT NULL
RETURNING i.id, i.person_id, i.status, i.result, i.asked
"""
_GIVE_BACK: Final = """
UPDATE facts_inquiry SET attempts = attempts - 1, next_try_at = %(at)s
WHERE request_id = ANY(%(requests)s) AND next_try_at IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Questions of one register that this process asks now, and how. `tries` counts each."""

    register: str
    line: Line
    requests: tuple[Request, ...]
    tries: tuple[int, ...]


@action("facts.take_questions")
def take_questions(
    *, actor: Actor, at: datetime, register: str, most: int, only: int | None = None
) -> Taken | None:
    """Questions that are due, as many as the limits of the register and of its route grant; None
    where there are none.

    They belong to whoever took them for a while; what a killed process took is due again after
    it, under the same request_id.
    """
    del actor
    settings = Register.objects.filter(key=register, is_on=True).first()
    state = state_of(register)
    if settings is None or state is None:
        return None
    route = route_of(settings.route)
    many = PORTS[register].many
    calls = granted_both(settings, state, route, at, -(-most // many))
    rows = _due(register, at, min(calls * many, most), only) if calls else []
    if not rows:
        return None
    take_both(settings, state, route, at, -(-len(rows) // many))
    requests = tuple(Request(row[0], register, *row[1:9]) for row in rows)
    return Taken(register, _line(settings), requests, tuple(row[9] for row in rows))


def _line(settings: Register) -> Line:
    by_bus = settings.route == BUS
    return Line(
        settings.bus_path if by_bus else f"{settings.url.rstrip('/')}/{settings.pk}",
        settings.seconds,
        settings.at_once,
        settings.breaker_after,
        settings.route,
    )


@action("facts.write_answers")
def write_answers(*, actor: Actor, at: datetime, taken: Taken, answers: Sequence[Answer]) -> None:
    """Write the answers of a batch and the facts in them, and learn how the register is.

    Fewer answers than questions: the rest was not asked and is due again. What nobody answered
    waits longer each time, for days; it is never a no. A death is recorded as if a clerk had done
    it, and what hangs on it ends. Twice the same changes nothing.
    """
    settings = Register.objects.get(key=taken.register)
    learn(settings, taken.line.route, answers, PORTS[taken.register].many, at)
    written = _written(taken, answers, at, settings.valid_days)
    _give_back(taken.requests[len(answers) :], at)
    _put(actor, at, taken.register, written)
    bury(at, taken.register, written)


def _due(register: str, at: datetime, most: int, only: int | None) -> list[tuple[Any, ...]]:
    given: dict[str, Any] = {
        "register": register,
        "at": at,
        "until": at + LEASE,
        "most": most,
        "only": only,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, given)
        return [(*row[:8], _object(row[8]), row[9]) for row in cursor.fetchall()]


def _written(
    taken: Taken, answers: Sequence[Answer], at: datetime, valid_days: int
) -> list[tuple[Any, ...]]:
    tries = dict(zip((each.request_id for each in taken.requests), taken.tries, strict=True))
    rows = [_row(each, tries[each.request_id], at, valid_days) for each in answers]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {"answers": json.dumps(rows, default=str)})
        return list(cursor.fetchall())


def _row(answer: Answer, tries: int, at: datetime, valid_days: int) -> dict[str, Any]:
    is_answered = answer.status in ANSWERED
    again = None if is_answered or tries >= MOST_TRIES else at + jittered(tries)
    return {
        "request_id": answer.request_id,
        "status": answer.status,
        "provider": answer.provider,
        "reference": answer.reference,
        "valid_until": _until(answer, at, valid_days),
        "raw_hash": answer.raw_hash,
        "result": answer.result,
        "problem": answer.problem,
        "received_at": at if is_answered else None,
        "next_try_at": again,
    }


def _until(answer: Answer, at: datetime, valid_days: int) -> datetime | None:
    """Until when the answer is not asked for again: the register may shorten it, never prolong."""
    if answer.status not in ("ok", "not_found", "mismatch"):
        return None
    ours = at + timedelta(days=valid_days)
    if answer.status != "ok":
        ours = min(ours, at + DOUBTFUL_HOLDS)
    return max(min(answer.valid_until or ours, ours), at)


def _give_back(requests: Sequence[Request], at: datetime) -> None:
    if requests:
        given: dict[str, Any] = {"at": at, "requests": [each.request_id for each in requests]}
        with connection.cursor() as cursor:
            cursor.execute(_GIVE_BACK, given)


def _put(actor: Actor, at: datetime, register: str, written: Sequence[tuple[Any, ...]]) -> None:
    """Put the facts of all answers; where the catalogue does not take one, of each by itself."""
    told = _values(register, written, today_of(at))
    try:
        with transaction.atomic():
            put_values(actor=actor, at=at, values=[each for own in told.values() for each in own])
    except Refusal:
        for number, own in told.items():
            _put_one(actor, at, number, own)


def _put_one(actor: Actor, at: datetime, number: int, values: list[NewValue]) -> None:
    """One answer that the catalogue does not take holds up no other; it says why."""
    try:
        with transaction.atomic():
            put_values(actor=actor, at=at, values=values)
    except FactValueOutside as refusal:
        # The register is wrong: its answer holds for nobody, and may be asked for again at once.
        Inquiry.objects.filter(pk=number).update(
            status="error", problem=refusal.code, result=None, valid_until=None
        )
    except Refusal as refusal:
        Inquiry.objects.filter(pk=number).update(problem=refusal.code)


def _values(
    register: str, written: Sequence[tuple[Any, ...]], day: date
) -> dict[int, list[NewValue]]:
    """The facts by inquiry; of a question about what is no longer so there are none."""
    port = PORTS[register]
    people = _people([row[1] for row in written], day)
    values: dict[int, list[NewValue]] = {}
    for inquiry_id, person_id, status, result, asked in written:
        household, known = people[person_id]
        was, subjects = _object(asked), {"person": person_id, "household": household}
        # Whatever went with the question is still so, also what need not have gone with it.
        if any(known.get(name) != told for name, told in was.items()):
            continue
        values[inquiry_id] = [
            NewValue(kind, number, fact, value, "received", day, register, inquiry_id)
            for kind, fact, value in port.facts(status, _object(result))
            if (number := subjects[kind]) is not None
        ]
    return values


def _people(persons: Sequence[int], today: date) -> dict[int, tuple[int | None, dict[str, Any]]]:
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"persons": list(persons), "today": today}
        cursor.execute(f"{KNOWN} WHERE p.id = ANY(%(persons)s)", given)
        return {row[0]: (row[1], _object(row[7])) for row in cursor.fetchall()}


def _object(column: str | None) -> dict[str, Any]:
    """A column of JSON as a cursor gives it; of an answer without a result nothing is read."""
    found: dict[str, Any] = json.loads(column) if column else {}
    return found
