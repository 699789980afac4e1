"""Each evening: who is late is told, clients get new days in time, and durations are measured."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.accounts.public import Post
from sayeban.cases.actions import late_sql as sql
from sayeban.cases.actions.moving import run, said, tell_promises
from sayeban.cases.actions.telling_staff import HEADS, Held, posts_held, tell_counts
from sayeban.cases.reads.places import unit_at
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_REMINDED, _SUPERVISED, _HEADED, _PROVINCE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class LateRun:
    """How many steps reached a stage of lateness, and how many clients got a new day."""

    raised: int
    promised: int
    told: int

    def as_json(self) -> dict[str, int]:
        """What the operator's command shows."""
        return {"raised": self.raised, "promised": self.promised, "told": self.told}


@action("cases.tell_late", operator=True)
def tell_late(*, actor: Actor, at: datetime) -> LateRun:
    """Raise open steps to the lateness that they have reached and tell who is to hear of it.

    Two working days before: the worker. On the day: who supervises. Three days after: liaison and
    head. From then on when 30 % over: the province. Nothing is decided; again it tells nothing.
    """
    rows = run(sql.LATE, said(actor, at))
    moved = run(sql.NEW_DAYS, said(actor, at, reason="late"))
    tell_promises(at, [(case, day) for case, day, new in moved if new])
    return LateRun(sum(row[7] for row in rows), len(moved), _tell(rows, at))


@action("cases.measure", operator=True)
def measure(*, actor: Actor, at: datetime) -> int:
    """Measure how long each service takes per province and in the country; rows kept."""
    del actor
    with connection.cursor() as cursor:
        cursor.execute(sql.MEASURE, {"today": today_of(at)})
        measured = int(cursor.rowcount)
        cursor.execute(sql.FORGET, {"today": today_of(at)})
    return measured


def _tell(rows: Sequence[tuple[Any, ...]], at: datetime) -> int:
    """One notice a person, day and stage, with how many steps it is about."""
    if not rows:
        return 0
    held = posts_held(at)
    counts: Counter[tuple[int, int]] = Counter()
    for stage, level, province, county, centre, role, assignee, many in rows:
        unit = unit_at(level, province, county, centre)
        for user in set(_receivers(stage, unit, role, assignee, held)):
            counts[user, stage] += many
    return tell_counts("cases.late", counts, held, at)


def _receivers(
    stage: int,
    unit: Unit,
    role: str,
    assignee: int | None,
    held: Held,
) -> Iterator[int]:
    if stage == _REMINDED and assignee is not None:
        yield assignee
        return
    head = HEADS[unit.level]
    posts: Mapping[int, tuple[str, ...]] = {
        _REMINDED: (role,),
        _SUPERVISED: (Post.DESK_HEAD.value, head.value),
        _HEADED: (Post.LIAISON_EXPERT.value, head.value),
        _PROVINCE: (Post.DIRECTOR_GENERAL.value,),
    }
    where = Unit.of_province(unit.province) if stage == _PROVINCE else unit
    for post in posts[stage]:
        yield from (holder.user_id for holder in held.get((post, where), ()))
