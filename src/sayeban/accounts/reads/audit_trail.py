"""What the staff did and saw, as whoever may audit reads it: by person, user, command and time."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from django.db import connection

from sayeban.accounts.audit_sql import AUDITING

Source = Literal["", "event", "look"]
AUDITORS: Final = frozenset(AUDITING)
"""Who may ask, each for his own place; the database asks it again."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One command ("event") or one look. `posts` as the audit keeps them: "county_head@0701".

    Of a command: `action`, `outcome` ("done" or the code of its refusal) and `detail`. Of a look:
    `purpose`, `subject` (kind of page), `subject_id` and `rows`, how many persons were on it.
    """

    source: str
    id: int
    at: datetime
    actor_kind: str
    user_id: int | None
    posts: tuple[str, ...]
    action: str
    outcome: str
    detail: Mapping[str, str]
    purpose: str
    subject: str
    subject_id: str
    rows: int


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked for. `about` None is anything, else pairs of subject and id of one person.

    With it, `commands` are ids of commands that concern him too, and `moments` the times and users
    of commands that wrote something of his: a command may have written a whole list. `lists` are
    the subject and id of lists that held him, from when until when (None: still).
    """

    since: datetime
    until: datetime
    source: Source = ""
    user_id: int | None = None
    action: str = ""
    about: Collection[tuple[str, str]] | None = None
    commands: Collection[str] = ()
    moments: Collection[tuple[datetime, int]] = ()
    lists: Collection[tuple[str, str, datetime, datetime | None]] = ()


_TRAIL = """
SELECT * FROM accounts_audit_trail(%(now)s, %(since)s, %(until)s, %(source)s, %(user)s, %(action)s,
  %(ids)s, %(about)s, %(before_at)s, %(before_source)s, %(before_id)s, %(most)s,
  %(commands)s::uuid[], %(written_at)s, %(written_by)s, %(lists)s, %(listed_since)s::timestamptz[],
  %(listed_until)s::timestamptz[])
"""


def audit_trail(
    at: datetime, sought: Sought, *, before: tuple[datetime, str, int] | None = None, most: int
) -> list[Trace]:
    """The newest traces within the reader's scope, behind `before` (its at, source and id).

    Runs inside a look and reads as its user; nobody without an auditing post gets anything. The
    caller records that he has looked, with his purpose.
    """
    about = None if sought.about is None else [f"{kind} {key}" for kind, key in sought.about]
    before_at, before_source, before_id = before or (None, "", 0)
    values: dict[str, Any] = {
        "now": at,
        "since": sought.since,
        "until": sought.until,
        "source": sought.source,
        "user": sought.user_id,
        "action": sought.action,
        "ids": [key for _, key in sought.about or ()] + [key for _, key, *_ in sought.lists],
        "about": about,
        "before_at": before_at,
        "before_source": before_source,
        "before_id": before_id,
        "most": most,
        "commands": list(sought.commands),
        "written_at": [moment for moment, _ in sought.moments],
        "written_by": [by for _, by in sought.moments],
        "lists": [f"{kind} {key}" for kind, key, *_ in sought.lists],
        "listed_since": [since for *_, since, _ in sought.lists],
        "listed_until": [until for *_, until in sought.lists],
    }
    with connection.cursor() as cursor:
        cursor.execute(_TRAIL, values)
        return [_trace(line) for line in cursor.fetchall()]


def _trace(line: tuple[Any, ...]) -> Trace:
    source, number, at, kind, user_id, posts, action, outcome, detail, *seen = line
    held, about = tuple(json.loads(posts)), json.loads(detail)
    return Trace(source, number, at, kind, user_id, held, action, outcome, about, *seen)
