"""Note a question to a register: of one person, or of very many at once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection

from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.facts.formats import is_malformed
from sayeban.facts.inquiries.every import PORTS
from sayeban.facts.inquiries.ports import Port
from sayeban.facts.inquiry_refusals import (
    AnotherQuestion,
    PurposeUnknown,
    QuestionIncomplete,
    RegisterOff,
    RegisterUnknown,
    SubjectUnfit,
)
from sayeban.facts.inquiry_rules import ASKED_LABELS, ASKERS, HEADQUARTERS
from sayeban.facts.models import Inquiry, Purpose, Register
from sayeban.facts.reads.strongest import COUNTS, RANK
from sayeban.facts.rights import may_ask
from sayeban.people.public import UnknownPerson, person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied, Busy

KNOWN: Final = f"""
SELECT p.id AS person_id, p.household_id, p.identifier_type, p.identifier,
  p.province, p.county, p.centre,
  jsonb_strip_nulls(jsonb_build_object('birth_date', p.birth_date, 'mobile', nullif(p.mobile, ''),
    'postal_code', nullif(r.postal_code, ''), 'iban', (
      SELECT CASE WHEN iban_valid(v.value #>> '{{}}') THEN v.value #>> '{{}}' END
      FROM facts_value v JOIN facts_fact f ON f.key = v.fact
      WHERE v.subject_kind = 'person' AND v.subject_id = p.id AND v.fact = 'iban' AND {COUNTS}
      ORDER BY {RANK} LIMIT 1
    ))) AS known
FROM people_person p
LEFT JOIN people_residence r ON r.household_id = p.household_id AND r.until IS NULL
"""
"""What can go with a question, as it is known on day `today`."""

_WANTED: Final = f"""
WITH known AS ({KNOWN} WHERE p.id = ANY(%(persons)s)),
wanted AS (
  SELECT k.*, %(about)s::jsonb || coalesce((SELECT jsonb_object_agg(n, k.known -> n)
    FROM unnest(%(names)s::text[]) n WHERE k.known ? n AND NOT %(about)s::jsonb ? n), '{{}}')
    AS asked
  FROM known k
), asked AS (
  SELECT *, encode(sha256(convert_to(asked::text, 'UTF8')), 'hex') AS question FROM wanted
),
held AS (
  SELECT a.person_id, i.id, i.next_try_at IS NOT NULL AS is_open
  FROM asked a JOIN facts_inquiry i ON i.person_id = a.person_id AND i.question = a.question
    AND i.register_id = %(register)s
  WHERE i.valid_until > %(at)s OR i.next_try_at IS NOT NULL
)
"""
# One statement for one person and for a million: who can be asked about, whose answer still holds,
# who is asked about already; the rest becomes rows.
_NOTE: Final = f"""{_WANTED}, judged AS (
  SELECT a.*, CASE
    WHEN NOT identifier_type = ANY(%(identifiers)s) THEN 'unfit'
    WHEN NOT asked ?& %(needs)s::text[] THEN 'lacking'
    WHEN EXISTS (SELECT FROM held h WHERE h.person_id = a.person_id AND NOT is_open) THEN 'fresh'
    WHEN EXISTS (SELECT FROM held h WHERE h.person_id = a.person_id) THEN 'open'
    ELSE 'new' END AS verdict
  FROM asked a
), noted AS (
  INSERT INTO facts_inquiry (request_id, register_id, person_id, purpose_id, legal_basis, asked_by,
    unit, batch, asked, question, requested_at, next_try_at, province, county, centre)
  SELECT coalesce(%(request_id)s, gen_random_uuid()), %(register)s, person_id, %(purpose)s,
    %(legal_basis)s, %(asked_by)s, %(unit)s, %(batch)s, asked, question, %(at)s, %(at)s,
    province, county, centre
  FROM judged WHERE verdict = 'new'
  ON CONFLICT DO NOTHING
)
SELECT verdict, count(*) FROM judged GROUP BY verdict
"""
_HELD: Final = f"{_WANTED} SELECT id FROM held ORDER BY is_open, id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a batch: `new` questions wait for the worker in `batch`.

    `fresh` have an answer that still holds, `open` were asked before and wait; `unfit` have another
    kind of identifier, of `lacking` something that must go with the question is not known.
    """

    batch: UUID
    new: int = 0
    fresh: int = 0
    open: int = 0
    unfit: int = 0
    lacking: int = 0


@action(
    "facts.ask_register", posts=ASKERS, operator=True, about=("person_id", "register", "purpose")
)
def ask_register(
    *,
    actor: Actor,
    at: datetime,
    person_id: int,
    register: str,
    purpose: str,
    request_id: UUID,
    about: Mapping[str, str] | None = None,
) -> int:
    """The id of the inquiry that answers: a new one that waits, an open one, or one whose answer
    still holds. `about` is what to ask instead of what is known, as {"iban": "IR…"}.

    The same `request_id` is the same question, also when it is sent again. Refuses
    register.unknown, register.off, inquiry.purpose, person.unknown, inquiry.subject,
    inquiry.incomplete, inquiry.another, and access.denied for a register of those who keep files.
    """
    if not _visible([person_id]):
        raise UnknownPerson
    if not may_ask(actor, person_file(person_id).unit, register):
        raise AccessDenied
    port, basis = _may_be_asked(register, purpose)
    told = {"person_id": person_id, "register_id": register, "purpose_id": purpose}
    with nationwide():
        sent = Inquiry.objects.filter(request_id=request_id).first()
        if sent is not None:
            if any(getattr(sent, name) != value for name, value in told.items()):
                raise AnotherQuestion
            return int(sent.pk)
        given = _given(actor, at, port, purpose, basis, [person_id], request_id, about or {})
        _judge(_noted(given), port, about or {})
        found = _found(given)
    _looked(actor, str(person_id), 1)
    return found


@action("facts.ask_for", posts=HEADQUARTERS, operator=True, about=("register", "purpose"))
def ask_for(
    *, actor: Actor, at: datetime, persons: Sequence[int], register: str, purpose: str
) -> Asked:
    """Queue one question about each of these persons; the worker asks as the register's limits let
    it. Who is not in the actor's places is left out.

    Refuses register.unknown, register.off, inquiry.purpose.
    """
    return note_for(actor, at, persons, register, purpose)


def note_for(
    actor: Actor, at: datetime, persons: Sequence[int], register: str, purpose: str
) -> Asked:
    """The same inside a running command."""
    port, basis = _may_be_asked(register, purpose)
    seen = _visible(persons)
    given = _given(actor, at, port, purpose, basis, seen, None, {}) | {"batch": uuid4()}
    with nationwide():
        counts = _noted(given)
    _looked(actor, "", len(seen))
    return Asked(given["batch"], **counts)


def _may_be_asked(register: str, purpose: str) -> tuple[Port[Any], str]:
    """The adapter, and the legal basis as it stands; both are needed for every call."""
    row = Register.objects.filter(key=register).first()
    if row is None or register not in PORTS:
        raise RegisterUnknown
    allowed = Purpose.objects.filter(
        key=purpose, ended_at=None, registers__contains=[register]
    ).first()
    if allowed is None:
        raise PurposeUnknown
    if not row.is_on:
        raise RegisterOff
    return PORTS[register], allowed.legal_basis


def _visible(persons: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person WHERE id = ANY(%s)", [list(persons)])
        return [number for (number,) in cursor.fetchall()]


def _given(
    actor: Actor,
    at: datetime,
    port: Port[Any],
    purpose: str,
    basis: str,
    persons: Sequence[int],
    request_id: UUID | None,
    about: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "persons": list(persons),
        "register": port.key,
        "purpose": purpose,
        "legal_basis": basis,
        "asked_by": actor.user_id,
        "unit": next((str(a.unit) for a in actor.appointments), actor.kind),
        "at": at,
        "today": today_of(at),
        "request_id": request_id,
        "batch": None,
        "about": json.dumps(_usable(port, about)),
        "names": [*port.needs, *port.may],
        "needs": list(port.needs),
        "identifiers": sorted(port.identifiers),
    }


def _usable(port: Port[Any], about: Mapping[str, str]) -> dict[str, str]:
    """What a register can be asked with: never with a text that nobody can have."""
    given = {name: about[name] for name in port.needs if name in about}
    return {name: each for name, each in given.items() if not is_malformed(name, each)}


def _noted(given: Mapping[str, Any]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, given)
        return dict(cursor.fetchall())


def _judge(verdicts: Mapping[str, int], port: Port[Any], about: Mapping[str, str]) -> None:
    if "unfit" in verdicts:
        raise SubjectUnfit
    if "lacking" in verdicts:
        given = _usable(port, about)
        names = [ASKED_LABELS[each] for each in port.needs if each not in given]
        raise QuestionIncomplete(lacking="، ".join(names))


def _found(given: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HELD, given)
        row = cursor.fetchone()
    if row is None:
        raise Busy
    return int(row[0])


def _looked(actor: Actor, person: str, rows: int) -> None:
    """Whoever asks sees what is answered; the person sees that he did."""
    if rows:
        look(
            user_id=actor.user_id,
            purpose="inquiry",
            subject="people.person",
            subject_id=person,
            rows=rows,
        )
