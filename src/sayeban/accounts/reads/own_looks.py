"""Who saw a client's file, as he himself may read it (P1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.accounts.reads.audit_trail import Sought
from sayeban.country.today import today_of


@dataclass(frozen=True, slots=True)
class OwnLook:
    """One look at a client's file or at a list that he stood in. `user_id` None: no user's."""

    at: datetime
    user_id: int | None
    purpose: str
    subject: str


_LOOKS = """
SELECT * FROM accounts_own_looks(%(about)s, %(ids)s, %(lists)s, %(since)s::timestamptz[],
  %(until)s::timestamptz[], %(most)s)
"""


_TIMES_A_DAY = 50
"""How often a company reads a feed again on one day, before older days are not found."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A company took what it was told of a client, from this feed."""

    at: datetime
    feed_id: str


def own_deliveries(changes: Collection[tuple[str, int, str]], most: int) -> list[Delivery]:
    """The newest deliveries of these changes: feed, number in it and id of the exemption.

    A company that reads the same feed again on one day is named once for that day. Runs in the
    look of a client at himself, and answers in no other.
    """
    feeds, seqs, exemptions = zip(*changes, strict=True) if changes else ((), (), ())
    given: list[Any] = [list(feeds), list(seqs), list(exemptions), most * _TIMES_A_DAY]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_own_deliveries(%s, %s::bigint[], %s, %s)", given)
        found = [Delivery(*line) for line in cursor.fetchall()]
    days = {(each.feed_id, today_of(each.at)): each for each in reversed(found)}
    return sorted(days.values(), key=lambda each: each.at, reverse=True)[:most]


def own_looks(sought: Sought, most: int) -> list[OwnLook]:
    """The newest looks at what `sought` names; none where that is not the person of the look."""
    values: dict[str, Any] = {
        "about": [f"{kind} {key}" for kind, key in sought.about or ()],
        "ids": [key for _, key in sought.about or ()] + [key for _, key, *_ in sought.lists],
        "lists": [f"{kind} {key}" for kind, key, *_ in sought.lists],
        "since": [since for *_, since, _ in sought.lists],
        "until": [until for *_, until in sought.lists],
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOKS, values)
        return [OwnLook(*line) for line in cursor.fetchall()]
