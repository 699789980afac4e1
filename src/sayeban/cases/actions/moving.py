"""What commands on sets of cases share: open steps, close cases, move promises."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.recalling import tell_days
from sayeban.cases.actions.telling import tell
from sayeban.country.today import today_of
from sayeban.runtime.actor import Actor


def said(actor: Actor, at: datetime, **more: Any) -> dict[str, Any]:
    """The parameters that every statement has."""
    return {"at": at, "today": today_of(at), "actor": actor.user_id, "reason": "", **more}


def run(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What the statement gives; nothing of one that gives no rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def open_steps(actor: Actor, at: datetime, cases: Sequence[int], keys: Sequence[str]) -> None:
    """Open the step `keys[i]` of the case `cases[i]` and tell clients of stages."""
    rows = run(sql.OPEN_STEPS, said(actor, at, cases=list(cases), keys=list(keys)))
    # That a case was opened is told with its opening, with the promised day.
    for stage in sorted({stage for _, _, stage in rows} - {"opened"}):
        told = [(case, str(step), None) for step, case, its in rows if its == stage]
        tell(at, f"cases.{stage}", told)


def close_cases(
    actor: Actor, at: datetime, cases: Sequence[int], results: Sequence[str], reason: str
) -> None:
    """Close the case `cases[i]` with `results[i]`, end its other steps and tell the client."""
    if not cases:
        return
    run(
        sql.CLOSE_CASES,
        said(actor, at, cases=list(cases), results=list(results), reason=reason),
    )
    tell(at, "cases.closed", [(case, f"{case}/{at.isoformat()}", None) for case in cases])


def keep_promises(actor: Actor, at: datetime, cases: Sequence[int], reason: str) -> int:
    """Move the promised days of `cases` to where their working days lie now; how many moved.

    Each client is told of his new day.
    """
    which = "c.id = ANY(%(cases)s)"
    return _promise(at, which, said(actor, at, cases=list(cases), reason=reason))


def keep_all_promises(actor: Actor, at: datetime, reason: str) -> int:
    """The same for every open case that the actor sees."""
    return _promise(at, "true", said(actor, at, reason=reason))


def _promise(at: datetime, which: str, parameters: dict[str, Any]) -> int:
    moved = run(sql.PROMISE.format(which=which), parameters)
    tell_days(at, [(case, day) for case, day in moved], parameters["reason"])
    return len(moved)


def tell_promises(at: datetime, moved: Sequence[tuple[Any, ...]]) -> None:
    """Tell each client of these (case, day) his new day."""
    tell(at, "cases.promised", [(case, f"{case}/{day.isoformat()}", day) for case, day in moved])


def redate_steps(steps: Sequence[int] | None = None) -> int:
    """Move due days to where their working days lie now, of `steps` or of all that are seen."""
    which = "true" if steps is None else "s.id = ANY(%(steps)s)"
    with connection.cursor() as cursor:
        cursor.execute(sql.REDATE.format(which=which), {"steps": list(steps or ())})
        return int(cursor.rowcount)
