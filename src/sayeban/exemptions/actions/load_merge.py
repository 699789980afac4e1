"""Merge one chunk of headquarters' rows: one transaction with its entry in the chunk ledger."""

from collections import Counter
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection

from sayeban.country.today import today_of
from sayeban.eligibility.public import Expressed
from sayeban.exemptions import rights
from sayeban.exemptions.actions import load_sql as sql
from sayeban.exemptions.actions.follow_heads import follow_heads
from sayeban.exemptions.actions.rejudge import rejudge
from sayeban.exemptions.actions.suspect import suspect
from sayeban.exemptions.judging import IN_TARGET
from sayeban.exemptions.models import Campaign, Load, LoadChunk
from sayeban.exemptions.reads.target import in_target
from sayeban.facts.public import refresh_persons
from sayeban.people.public import SOURCE_COLUMNS, register_in_bulk
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage
from sayeban.runtime.room import check_room

INCOMING = {"ord": "integer"} | SOURCE_COLUMNS | {"name_sort": "text", "flags": "text"}
"""The staged chunk: people's source columns, the row's order, its sort key and its flags."""

_FORGET = (
    "DROP TABLE IF EXISTS pg_temp.incoming, pg_temp.fresh, pg_temp.loaded_people,"
    " pg_temp.touched, pg_temp.reused"
)


@action("campaign.load_chunk", posts=rights.HEADQUARTERS, operator=True, about=("number",))
def merge_chunk(
    *, actor: Actor, at: datetime, load: Load, number: int, frame: pl.DataFrame
) -> None:
    """Merge chunk `number`; a chunk that the ledger already has changes nothing.

    `frame` has the columns of INCOMING. One load of a campaign merges at a time.
    """
    campaign = load.campaign
    target = in_target(campaign)
    parameters: dict[str, Any] = {
        **target.given,
        "campaign": campaign.pk,
        "load": load.pk,
        "me": actor.user_id,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOAD_LOCK, campaign.pk])
        if LoadChunk.objects.filter(load=load, number=number).exists():
            return
        cursor.execute(_FORGET)
        check_room()
        stage("incoming", INCOMING, frame, joined=("national_id",))
        for step in (sql.FRESH, sql.LOCK_KNOWN, sql.LEAVE_LOCKED):
            cursor.execute(step, parameters)
        cursor.execute("SELECT count(*) FROM fresh")
        accepted = cursor.fetchone()[0]
        if accepted:
            _merge(campaign, actor, at, target, parameters)
        cursor.execute(sql.COUNT_FLAGS.replace(IN_TARGET, target.sql), parameters)
        flagged = dict(cursor.fetchall())
    result = {"accepted": accepted, "unchanged": frame.height - accepted, "flagged": flagged}
    LoadChunk.objects.create(load=load, number=number, result=result)


_LOAD_LOCK = 1405
"""First key of the advisory lock of loads; the second is the campaign."""


def _merge(
    campaign: Campaign, actor: Actor, at: datetime, target: Expressed, parameters: dict[str, Any]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.PEOPLE)
        register_in_bulk(source="loaded_people")
        for step in (sql.MERGE, sql.TOUCHED):
            cursor.execute(step, parameters)
        if target.kept:  # they would follow this load, and the rule is to judge it now
            cursor.execute(sql.PERSONS)
            refresh_persons(at=at, persons=[person for (person,) in cursor.fetchall()])
        cursor.execute(sql.STAND_ASIDE.replace(IN_TARGET, target.sql), parameters)
        if campaign.continues_id:
            for step in (sql.REUSE_ROWS, sql.LOCK_REUSED, sql.REUSE):
                cursor.execute(step, {"continues": campaign.continues_id, "at": at})
        # Only rows with something collected or with a changed standing are judged again.
        cursor.execute(sql.UNTOUCH_NEW)
        rejudge(campaign=campaign, today=today_of(at))
        follow_heads(campaign_id=campaign.pk, me=actor.user_id, at=at)
        suspect(campaign_id=campaign.pk, at=at)


def summed(load: Load) -> dict[str, object]:
    """Accepted, unchanged and flag counts over all chunks of a load."""
    counts: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for chunk in LoadChunk.objects.filter(load=load).order_by("number"):
        counts.update(accepted=chunk.result["accepted"], unchanged=chunk.result["unchanged"])
        flagged.update(chunk.result["flagged"])
    return {**{n: counts[n] for n in ("accepted", "unchanged")}, "flagged": dict(flagged)}
