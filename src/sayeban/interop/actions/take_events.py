"""Events that a civil registry notifies: a death ends or changes exemptions by itself (A-133)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sayeban.country import text
from sayeban.interop.envelope import NotifiedEvent
from sayeban.interop.faults import Faulty
from sayeban.interop.models import CivilEvent
from sayeban.interop.reads.partners import Known
from sayeban.interop.reads.persons import Person, person_with
from sayeban.interop.rules import NATIONAL_ID, event_of
from sayeban.kit.refusals import Refusal
from sayeban.people.public import record_death
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import nationwide

_OWN_NAMES = (NATIONAL_ID, "NationalID", "NID")


@dataclass(frozen=True, slots=True)
class _Became:
    """What an event led to: states of CivilEvent, with the code of a refusal."""

    state: str
    problem: str = ""


@action("interop.take_events", clients=True)
def take_events(
    *, actor: Actor, at: datetime, partner: Known, events: Sequence[NotifiedEvent]
) -> int:
    """Take each event once by its reference_id; how many were new.

    Refuses rjct.notify_types.invalid for an event that the partner's record does not name, before
    anything is taken.
    """
    del actor
    kinds = [event_of(each.data.reg_event_type) for each in events]
    for place, kind in enumerate(kinds):
        if kind not in partner.tells:
            raise Faulty("rjct.notify_types.invalid", f"/message/notify_event/{place}")
    return sum(_taken(partner, kind, each, at) for kind, each in zip(kinds, events, strict=True))


def _taken(partner: Known, kind: str, event: NotifiedEvent, at: datetime) -> bool:
    record = event.data.reg_records
    # Whoever the register speaks of may live anywhere.
    with nationwide():
        person = person_with(_identifier(record))
        row, is_new = CivilEvent.objects.get_or_create(
            partner_id=partner.id,
            reference_id=event.reference_id,
            defaults={
                "event": kind,
                "record": record,
                "person_id": person.id if person else None,
                "state": "kept" if person else "stranger",
                "received_at": at,
            },
        )
    if is_new and person and kind == "death":
        became = _died(partner, person, event, at)
        row.state, row.problem = became.state, became.problem
        with nationwide():
            row.save(update_fields=["state", "problem"])
    return is_new


def _died(partner: Known, person: Person, event: NotifiedEvent, at: datetime) -> _Became:
    if person.is_dead:
        return _Became("known")
    on = _day(event.data.reg_records.get("death_date"))
    if on is None:
        return _Became("refused", "death_date")
    evidence = f"{partner.title}، رویداد {event.reference_id}"
    try:
        record_death(actor=SYSTEM, at=at, person_id=person.id, on=on, evidence=evidence)
    except Refusal as refusal:
        return _Became("refused", refusal.code)
    return _Became("taken")


def _identifier(record: Mapping[str, Any]) -> str:
    """The national id in a record; registries write one identifier or a list of them."""
    told = record.get("identifier")
    for each in told if isinstance(told, list) else [told]:
        if isinstance(each, Mapping) and each.get("identifier_type") in _OWN_NAMES:
            return text.identifier(str(each.get("identifier_value", ""))[:20])
    return ""


def _day(told: object) -> date | None:
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError:
        return None
