"""A head approves a household's new dwelling: the old companies hear of an end, the new ones of a
beginning, in one transaction (A-030)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
from django.conf import settings
from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions import moving_sql as sql
from sayeban.exemptions.actions.collect_move import fields_of, refuse_taken
from sayeban.exemptions.actions.feed_log import append_changes, lock_feeds, stage_changes
from sayeban.exemptions.actions.rejudge import rejudge, touch
from sayeban.exemptions.actions.report_move import open_move
from sayeban.exemptions.models import Campaign, Move, Row
from sayeban.exemptions.package import records
from sayeban.exemptions.package.signing import households_key
from sayeban.exemptions.reads.release import LINE_COLUMNS
from sayeban.exemptions.reads.required import required_fields
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.refusals_move import (
    MoveCoverEnded,
    MoveIncomplete,
    MoveNotCollected,
    MoveSameEyes,
)
from sayeban.exemptions.rules import UTILITIES
from sayeban.exemptions.signing_person import person
from sayeban.exemptions.stored import FACTS
from sayeban.organisations.public import feed_id
from sayeban.people.public import Dwelling, move_household, settle_stay
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied


@action("exemptions.approve_move", posts=rights.HEADS, about=("number",))
def approve_move(*, actor: Actor, at: datetime, number: int) -> int:
    """Move the household, its rows and its exemptions; how many changes companies are told.

    A meter of the new dwelling that is shared, missing or of no known company ends the old
    exemption alone. Refuses move.unknown, move.decided, move.not_collected, access.denied,
    move.four_eyes, move.meter_taken, move.incomplete, move.cover_ended and what people refuse.
    """
    move = open_move(number)
    if not actor.reaches(rights.HEADS, unit_of(move)):
        raise AccessDenied
    if move.state != "collected" or move.collected_at is None:
        raise MoveNotCollected
    if actor.eyes(unit_of(move)).saw(move.collected_by, move.collected_at):
        raise MoveSameEyes
    campaign = Campaign.objects.get(pk=move.campaign_id)
    companies = [move.dwelling[f"{u}_bill"][8:11] for u in campaign.utilities]
    with connection.cursor() as cursor:
        cursor.execute(sql.LOCK_COMPANIES, {"companies": [each for each in companies if each]})
    refuse_taken(campaign, move, move.dwelling)
    with nationwide():
        told = _settled(campaign, move, person(actor), at)
        move.state, move.decided_at, move.decided_by = "approved", at, actor.user_id
        move.save()
    return told


def _settled(campaign: Campaign, move: Move, me: int, at: datetime) -> int:
    given = _parameters(campaign, move, me, at)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.moving")
        cursor.execute(sql.MOVING, given)
        cursor.execute(sql.COVERED, given)
        if cursor.fetchone() != (True,):
            raise MoveCoverEnded
        move.stay_id = _stay(move, at)
        cursor.execute(sql.ROWS, given)
        cursor.execute(sql.CONNECTIONS, given)
        touch("SELECT id FROM moving", {})
        rejudge(campaign=campaign, today=today_of(at))
        lacking = Row.objects.values_list("missing", flat=True).get(pk=move.row_id)
        if lacking:
            raise MoveIncomplete(fields_of(lacking))
        told = _told(campaign, move, given)
        cursor.execute(sql.RELEASED)
    return told


def _parameters(campaign: Campaign, move: Move, me: int, at: datetime) -> dict[str, Any]:
    none = {f"{u}_{fact}": "" for u in UTILITIES for fact in FACTS}
    return {
        **none,
        **move.dwelling,
        "row": move.row_id,
        "province": move.province,
        "county": move.county,
        "centre": move.centre,
        "author": move.collected_by,
        "collected_at": move.collected_at,
        "on": move.moved_on,
        "today": today_of(at),
        "me": me,
        "at": at,
        "utilities": campaign.utilities,
        "required": required_fields(campaign),
    }


def _stay(move: Move, at: datetime) -> int:
    """The household's stay in package people: the one that told of the move, else a new one."""
    end = move.dwelling["tenancy_end"]
    to = Dwelling(
        place=unit_of(move),
        postal_code=move.dwelling["postal_code"],
        address=move.dwelling["address"],
        tenure=move.dwelling["tenure"],
        tenancy_end=date.fromisoformat(end) if end else None,
    )
    if move.stay_id is not None and settle_stay(stay_id=move.stay_id, to=to):
        return move.stay_id
    return move_household(person_id=move.row.person_id, at=at, to=to, on=move.moved_on)


def _told(campaign: Campaign, move: Move, given: Mapping[str, Any]) -> int:
    """Ends and beginnings in the feeds, which are all locked first and in one order."""
    with connection.cursor() as cursor:
        cursor.execute(sql.LINES, given)
        lines = [dict(zip(LINE_COLUMNS, line, strict=True)) for line in cursor.fetchall()]
        for line in lines:
            line["feed"] = feed_id(
                campaign.publisher, line["utility"], move.province, line["company"]
            )
        cursor.execute(sql.STANDING_FEEDS)
        lock_feeds([*(feed for (feed,) in cursor.fetchall()), *(line["feed"] for line in lines)])
        stage_changes()
        cursor.execute(sql.ENDS, given)
        cursor.execute(sql.FROM_DAY, given)
        (day,) = cursor.fetchone() or (given["today"],)
        for line in lines:
            record = _record(campaign, line, day)
            cursor.execute(sql.BEGINS, {**given, **line, "day": day, "record": record})
    return append_changes()


def _record(campaign: Campaign, line: Mapping[str, str], day: date) -> str:
    frame = records.Frame(
        company=f"{line['utility']}-{line['company']}",
        effective_from=day.isoformat(),
        programme={
            "id": campaign.code,
            "legal_basis": campaign.legal_basis,
            "fiscal_year": records.fiscal_year(day),
        },
        key=households_key(settings.HOME),
        number_field="meter_serial" if line["utility"] == "electricity" else "subscription_no",
    )
    one = pl.DataFrame([{name: line[name] for name in LINE_COLUMNS}])
    return str(records.rendered(one.with_columns(version=pl.lit(1)), frame).item())
