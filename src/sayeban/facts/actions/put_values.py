"""Write values of facts: one and a hundred thousand are one thing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import polars as pl
from django.db import connection

from sayeban.country.today import today_of
from sayeban.facts.actions import keeping, put_sql, rows_sql
from sayeban.facts.limits import malformed, outside
from sayeban.facts.reads.catalogue import catalogue
from sayeban.facts.refusals import FactNotKept, FactSubjectUnknown, FactUnknown, FactValueInvalid
from sayeban.people.public import DateInFuture
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import nationwide

FactValue = bool | int | Decimal | date | str
_TYPES = {"n": pl.Int64, "subject_id": pl.Int64, "inquiry_id": pl.Int64, "as_of": pl.Date}


@dataclass(frozen=True, slots=True)
class NewValue:
    """What one source says about one fact of one subject on day `as_of`.

    `value` None: the source knows that it knows nothing. Money is whole rials.
    """

    subject_kind: Literal["person", "household"]
    subject_id: int
    fact: str
    value: FactValue | None
    origin: Literal["declared", "received", "verified"]
    as_of: date
    register: str = ""
    inquiry_id: int | None = None


def put_values(*, actor: Actor, at: datetime, values: Sequence[NewValue]) -> int:
    """Keep these values and let the kept rows follow, inside a running command; how many were new.

    Of one origin the value of the latest day stands, of one day the one that came last; the others
    stay as history. Refuses the whole of it: fact.unknown, fact.not_kept, fact.value_invalid,
    fact.value_malformed, fact.value_outside, fact.subject_unknown, date.in_future. Whether the
    actor may write about these subjects at all is for his command to say; outside his places they
    are unknown.
    """
    if not values:
        return 0
    _within_reach(actor, values)
    with nationwide():
        stage("facts_given", put_sql.GIVEN, _frame(values), joined=("subject_id", "fact"))
        return put_staged(actor=actor, at=at)


def put_staged(*, actor: Actor, at: datetime) -> int:
    """The same for values that stand in the temp table facts_given (put_sql.GIVEN) already.

    For commands that see the whole country.
    """
    today = today_of(at)
    _judge(today)
    with connection.cursor() as cursor:
        for step in rows_sql.TOUCHED:
            cursor.execute(step)
        for step in put_sql.TOUCH:
            cursor.execute(step)
        made = 0
        # Whoever has a kept row is known to people: most days nobody is looked for there.
        if not keeping.lock_rows():
            if absent := keeping.missing():
                raise FactSubjectUnknown(count=absent)
            made = keeping.make_rows()
        cursor.execute(put_sql.PLAN)
        cursor.execute("ANALYZE facts_plan (subject_id, fact, origin, stands, standing)")
        cursor.execute(put_sql.SUPERSEDE, {"at": at})
        cursor.execute(put_sql.INSERT, {"at": at, "by": actor.user_id})
        count = int(cursor.rowcount)
        cursor.execute(put_sql.CHANGED)
        keys = [key for (key,) in cursor.fetchall()]
        _follow(keys, today, made=made)
        for table in ("facts_plan", "facts_given"):
            cursor.execute(f"DROP TABLE {table}")
    return count


def _follow(keys: list[str], today: date, *, made: int) -> None:
    """Let the kept rows follow the changed facts; new rows, or facts that people's files know as
    well, need the whole."""
    known = keeping.known()
    if made or keeping.depends_on_files(keys):
        keeping.keep_everything(known, today)
    elif keys:
        keeping.keep_values(known, keys, today)
        with connection.cursor() as cursor:
            for step in rows_sql.WITH_HOUSEHOLDS:
                cursor.execute(step)
        keeping.keep_templates(known, today, keys)


def _within_reach(actor: Actor, values: Sequence[NewValue]) -> None:
    for kind, own in (("person", actor.person_id), ("household", actor.household_id)):
        asked = {each.subject_id for each in values if each.subject_kind == kind}
        if actor.kind == "citizen":
            absent = len(asked - {own})
        else:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT count(*) FROM people_{kind} WHERE id = ANY(%s)",
                    [list(asked)],
                )
                absent = len(asked) - cursor.fetchone()[0]
        if absent:
            raise FactSubjectUnknown(count=absent)


def _judge(today: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(put_sql.PROBLEM, {"today": today})
        found = cursor.fetchone()
    if found is None:
        return
    problem, key, count = found
    match problem:
        case "unknown":
            raise FactUnknown(key=key)
        case "not_kept":
            raise FactNotKept(key=key)
        case "future":
            raise DateInFuture
        case "malformed":
            raise malformed(key)
        case "outside":
            raise outside(catalogue()[key])
        case _:
            raise FactValueInvalid(key=key, count=count)


def _frame(values: Sequence[NewValue]) -> pl.DataFrame:
    columns = {
        name: [getattr(each, name) for each in values] for name in put_sql.GIVEN if name != "n"
    }
    columns["value"] = [None if v is None else written(v) for v in columns["value"]]
    columns["n"] = list(range(len(values)))
    schema = {name: _TYPES.get(name, pl.String) for name in put_sql.GIVEN}
    return pl.DataFrame({name: columns[name] for name in put_sql.GIVEN}, schema=schema)


def written(value: FactValue) -> str:
    """A value as JSON text; a decimal keeps its digits."""
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)
