"""Everybody who got a value that was wrong is known, and hears of it (engines.md 1)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from sayeban.country.today import today_of
from sayeban.facts.models import Contest, Disclosure, Receiver
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

# The last time for each purpose; the day is that of Tehran, as everywhere.
_GOT: Final = """
INSERT INTO facts_receiver (contest_id, kind, receiver, title, purpose, received_on, corrected_on,
  province, county, centre)
SELECT c.id, 'institution', d.receiver, max(d.title), d.purpose,
  max((d.at AT TIME ZONE 'Asia/Tehran')::date), %(today)s, c.province, c.county, c.centre
FROM facts_contest c JOIN facts_disclosure d ON d.values @> ARRAY[c.contested_id]
WHERE c.id = %(contest)s AND d.at <= %(at)s
GROUP BY c.id, d.receiver, d.purpose
ON CONFLICT (contest_id, kind, receiver, purpose) DO NOTHING
"""
_DECIDED: Final = """
INSERT INTO facts_receiver (contest_id, kind, receiver, title, purpose, received_on, corrected_on,
  told_at, province, county, centre)
SELECT c.id, 'decision', n.receiver, n.title, '', n.day, greatest(n.day, %(today)s), %(at)s,
  c.province, c.county, c.centre
FROM facts_contest c, unnest(%(receivers)s::text[], %(titles)s::text[], %(days)s::date[])
  AS n(receiver, title, day)
WHERE c.id = %(contest)s
ON CONFLICT (contest_id, kind, receiver, purpose) DO NOTHING
"""


@action("facts.disclose", clients=True, about=("receiver", "purpose"))
def disclose(
    *,
    actor: Actor,
    at: datetime,
    person_id: int,
    receiver: str,
    title: str,
    purpose: str,
    values: Sequence[int],
) -> None:
    """Note that an institution is told these values of a person for a purpose.

    That the person is open to it its own package has asked; a program's role writes nothing.
    Refuses person.unknown.
    """
    del actor
    with nationwide():
        file = person_file(person_id)
        Disclosure.objects.create(
            person_id=person_id,
            receiver=receiver,
            title=title,
            purpose=purpose,
            values=sorted(set(values)),
            at=at,
            **file.unit.columns,
        )


def note_receivers(contest: Contest, at: datetime) -> None:
    """Inside the decision for the person: institutions that were told the contested value."""
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_GOT, {"contest": contest.pk, "today": today_of(at), "at": at})


def note_decisions(at: datetime, contest: int, used: Sequence[tuple[str, str, date]]) -> None:
    """Inside a command of the system: rules and cases (key, title, last day) in which something
    was decided by the value, and which are looked at again now."""
    told: dict[str, Any] = {
        "contest": contest,
        "at": at,
        "today": today_of(at),
        "receivers": [receiver for receiver, _, _ in used],
        "titles": [title for _, title, _ in used],
        "days": [day for _, _, day in used],
    }
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED, told)


@action("facts.tell_receiver", clients=True, about=("receiver",))
def tell_receiver(*, actor: Actor, at: datetime, receiver: str, contests: Sequence[int]) -> None:
    """Note that a receiver got the right values: those of these contests that wait for it."""
    del actor
    with nationwide():
        waiting = Receiver.objects.filter(receiver=receiver, contest__in=contests, told_at=None)
        waiting.update(told_at=at)
