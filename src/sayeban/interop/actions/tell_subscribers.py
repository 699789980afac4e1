"""Subscribers are told of events: a death, another head, exemptions that begin or end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.db import connection

from sayeban.interop.actions.answer_message import queue
from sayeban.interop.answering import header_of, note_looks, view_of
from sayeban.interop.attributes import Entity
from sayeban.interop.criteria import Asked, Condition, condition_of
from sayeban.interop.faults import Faulty
from sayeban.interop.models import Subscription
from sayeban.interop.reads.partners import Known, partners_by_id
from sayeban.interop.reads.records import records_of
from sayeban.interop.reads.searching import page_of
from sayeban.interop.rules import MOST_ITEMS, MOST_RECORDS, REG_TYPE, VERSION
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking

_BATCH: Final = 500
"""Changes of a feed that are told at a time."""

# Feeds whose changes were not told yet. Of one that began anew the numbers begin anew.
_BEHIND = """
SELECT f.feed_id, f.epoch, f.last_seq,
  CASE WHEN s.epoch = f.epoch THEN s.seq ELSE f.first_retained_seq - 1 END
FROM exemptions_feed f LEFT JOIN interop_feedseen s ON s.feed_id = f.feed_id
WHERE s.feed_id IS NULL OR s.epoch <> f.epoch OR s.seq < f.last_seq
ORDER BY f.feed_id LIMIT 1
"""
_CHANGED = """
SELECT CASE c.op WHEN 'grant' THEN 'enrollement' ELSE 'enrollement_status_change' END,
  array_agg(DISTINCT e.household_id ORDER BY e.household_id)
FROM exemptions_feedchange c JOIN exemptions_exemption e ON e.exemption_id = c.exemption_id
WHERE c.feed_id = %s AND c.seq > %s AND c.seq <= %s AND c.op <> 'amend' GROUP BY 1 ORDER BY 1
"""
_SEEN = """
INSERT INTO interop_feedseen (feed_id, epoch, seq) VALUES (%s, %s, %s)
ON CONFLICT (feed_id) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq
"""
_ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('interop.follow_feeds', 0))"
_HOUSEHOLD = "SELECT household_id FROM people_person WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Happened:
    """An event and whom it is about: households, or one person of a household."""

    event: str
    households: Sequence[int]
    person: int | None = None

    def condition(self, entity: Entity) -> Condition:
        """Those of them whom a record is made of."""
        if entity == "Group":
            return Condition("g.id = ANY (%s)", (list(self.households),))
        if self.person is not None:
            return Condition("p.id = %s", (self.person,))
        return Condition("p.household_id = ANY (%s)", (list(self.households),))


@action("interop.tell_of_person", about=("event", "person_id"))
def tell_of_person(*, actor: Actor, at: datetime, event: str, person_id: int) -> int:
    """Queue what subscribers are told of a person; how many messages."""
    del actor
    with connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLD, [person_id])
        row = cursor.fetchone()
    households = [row[0]] if row and row[0] is not None else []
    return _tell(Happened(event, households, person_id), at)


@action("interop.follow_feeds")
def follow_feeds(*, actor: Actor, at: datetime) -> bool:
    """Tell subscribers what one feed of the companies says since the last time; False where none
    says anything.

    The numbers of a feed have no hole, so that nothing is left out or told twice. Where nobody
    subscribes, feeds are only passed by: who comes later is told what follows.
    """
    del actor
    events = Subscription.objects.filter(ended_at=None).values_list("event", flat=True)
    wanted = not {"enrollement", "enrollement_status_change"}.isdisjoint(set(events))
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        if cursor.fetchone() != (True,):
            return False
        cursor.execute(_BEHIND)
        row = cursor.fetchone()
        if row is None:
            return False
        feed, epoch, last, seen = row
        until = min(last, seen + _BATCH) if wanted else last
        if wanted:
            cursor.execute(_CHANGED, [feed, seen, until])
            for event, households in cursor.fetchall():
                _tell(Happened(event, households), at)
        cursor.execute(_SEEN, [feed, epoch, until])
    return True


def _tell(happened: Happened, at: datetime) -> int:
    partners = partners_by_id()
    open_ones = Subscription.objects.filter(event=happened.event, ended_at=None)
    told = 0
    for each in open_ones.order_by("began_at", "code"):
        if partner := partners.get(each.partner_id):
            records = _records(partner, each, happened)
            for place in range(0, len(records), MOST_ITEMS):
                some = records[place : place + MOST_ITEMS]
                queue(partner, each.uri, _message(partner, each, some, at), at)
                told += 1
    return told


def _records(partner: Known, wanted: Subscription, happened: Happened) -> list[dict[str, Any]]:
    """The records of those whom the subscription asks for and the partner may see."""
    asked = Asked("Group" if wanted.record_type == "Group" else "Member", partner.attributes)
    try:
        own = condition_of(wanted.filter_type, wanted.filter, asked)
    except Faulty:
        return []  # an attribute was taken from the partner since
    those = happened.condition(asked.entity)
    both = Condition(f"({own.sql}) AND ({those.sql})", own.values + those.values)
    with looking(partner.actor):
        page = page_of(asked.entity, both, "", MOST_RECORDS, 1)
        found = records_of(asked.entity, page.ids, view_of(partner))
        note_looks(partner, found.persons)
    return found.records


def _message(
    partner: Known, wanted: Subscription, records: Sequence[dict[str, Any]], at: datetime
) -> dict[str, Any]:
    events = [
        {
            "reference_id": str(uuid4()),
            "timestamp": at.isoformat(),
            "data": {
                "version": VERSION,
                "reg_type": REG_TYPE,
                "reg_event_type": wanted.event,
                "reg_record_type": wanted.record_type,
                "reg_records": each,
            },
            "locale": "fas",
        }
        for each in records
    ]
    header = header_of("notify", partner.client_id, at, status="succ", total_count=len(events))
    message = {"transaction_id": str(wanted.code), "notify_event": events}
    return {"header": header, "message": message}
