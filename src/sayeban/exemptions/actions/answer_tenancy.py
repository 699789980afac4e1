"""«تمدید شد؟» is answered: by the household's unit, or by the client with one key (A-060)."""

from datetime import date, datetime
from typing import Any

from django.db import connection

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions import tenancy_sql as sql
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.feed_log import append_changes, lock_feeds, stage_changes
from sayeban.exemptions.actions.report_move import begin_move
from sayeban.exemptions.models import Row, Tenancy
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.refusals_move import (
    MoveOpen,
    TenancyAnswered,
    TenancyEndWrong,
    TenancyUnknown,
)
from sayeban.exemptions.rules_move import a_year_later
from sayeban.kit.units import Unit
from sayeban.people.public import correct_in_bulk
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

YES, NO = frozenset({"1", "بله", "بلی"}), frozenset({"2", "نه", "خیر"})


@action("exemptions.prolong_tenancy", posts=rights.COLLECTORS, about=("number", "new_end"))
def prolong_tenancy(*, actor: Actor, at: datetime, number: int, new_end: date) -> int:
    """It was prolonged: companies are told until when; how many changes.

    Refuses tenancy.unknown, tenancy.answered, access.denied, tenancy.end_wrong.
    """
    tenancy = _asked(actor, number)
    if new_end <= max(tenancy.ends_on, today_of(at)):
        raise TenancyEndWrong
    with nationwide():
        _answered(tenancy, "prolonged", actor, at, new_end)
        return _prolonged(tenancy.row_id, new_end, actor.user_id, at)


@action("exemptions.leave_tenancy", posts=rights.COLLECTORS, about=("number", "to"))
def leave_tenancy(*, actor: Actor, at: datetime, number: int, to: Unit, on: date) -> int:
    """It was not: the household moved to the place of `to`, where a move begins; its number.

    Refuses tenancy.unknown, tenancy.answered, access.denied and what report_move refuses.
    """
    tenancy = _asked(actor, number)
    with nationwide():
        _answered(tenancy, "moved", actor, at)
        said_by = "client" if actor.kind == "system" else "worker"
        row = Row.objects.get(pk=tenancy.row_id)
        return begin_move(row, to, on, at, by=actor.user_id, said_by=said_by)


@action("exemptions.answer_tenancy")
def answer_tenancy(*, actor: Actor, at: datetime, mobile: str, words: str) -> str:
    """What one key of a client's SMS did: "prolonged", "moved" or "" where it answers nothing.

    Yes means a year more. Who moved is asked by his unit where to.
    """
    del actor
    said = text.normalize(text.ascii_digits(words)).strip(" .،!")
    with connection.cursor() as cursor:
        cursor.execute(sql.ASKED_OF, {"mobile": mobile})
        found = cursor.fetchone()
    if found is None or said not in YES | NO:
        return ""
    tenancy = Tenancy.objects.get(pk=found[0])
    if said in YES:
        later = a_year_later(tenancy.ends_on)
        prolong_tenancy(actor=SYSTEM, at=at, number=tenancy.pk, new_end=later)
        return "prolonged"
    on = min(tenancy.ends_on, today_of(at))
    try:
        leave_tenancy(actor=SYSTEM, at=at, number=tenancy.pk, to=unit_of(tenancy), on=on)
    except MoveOpen:
        return ""
    return "moved"


def _asked(actor: Actor, number: int) -> Tenancy:
    tenancy = Tenancy.objects.select_for_update().filter(pk=number).first()
    if tenancy is None:
        raise TenancyUnknown
    if actor.kind == "user" and not may_collect(actor, unit_of(tenancy)):
        raise AccessDenied
    if tenancy.state != "asked":
        raise TenancyAnswered
    return tenancy


def _answered(
    tenancy: Tenancy, state: str, actor: Actor, at: datetime, new_end: date | None = None
) -> None:
    tenancy.state, tenancy.new_end = state, new_end
    tenancy.answered_at, tenancy.answered_by = at, actor.user_id
    tenancy.save()


def _prolonged(row_id: int, new_end: date, me: int | None, at: datetime) -> int:
    given: dict[str, Any] = {
        **{"row": row_id, "new_end": new_end, "me": me},
        **{"today": today_of(at), "at": at},
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.ROW, given)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.corrections")
        cursor.execute(sql.CORRECTION, given)
        correct_in_bulk(source="corrections")
        cursor.execute(sql.STANDING_FEEDS, given)
        lock_feeds([feed for (feed,) in cursor.fetchall()])
        stage_changes()
        cursor.execute(sql.PROLONG, given)
    return append_changes()
