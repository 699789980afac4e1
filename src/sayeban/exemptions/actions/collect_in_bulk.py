"""Collection of many rows at once: workbook, page and command line all end here (A-108).

One staged batch is judged, written, followed by household members and searched for violation
candidates in one transaction: good rows land, bad ones come back with their reason.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection

from sayeban.exemptions.actions import collect_sql as sql
from sayeban.exemptions.actions.follow_heads import follow_heads
from sayeban.exemptions.actions.suspect import suspect
from sayeban.exemptions.judging import IN_TARGET
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.required import required_fields
from sayeban.exemptions.reads.target import in_target
from sayeban.exemptions.rules import UTILITIES
from sayeban.kit.units import Unit
from sayeban.people.public import correct_in_bulk
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import nationwide

_ROW_COLUMNS = {
    "ord": "integer",
    "key": "uuid",
    "sheet_version": "integer",
    "sheet_digest": "text",
    "national_id": "text",
    "reject": "text",
    "typed_flags": "text",
    "postal_code": "text",
    "mobile": "text",
    "tenure": "text",
    "status": "text",
    "tenancy_end": "date",
    "location": "text",
    "remarks": "text",
    "no_data_reason": "text",
}
TYPED = _ROW_COLUMNS | {
    f"{utility}_{fact}": "text"
    for utility in UTILITIES
    for fact in ("type", "bill", "number", "channel", "source", "method")
}
"""The staged batch. postal_code, mobile, tenure and status are null where nothing was typed;
`reject` and `typed_flags` (joined by |) are what the file alone shows."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one batch is judged by: its worklist, the day, the worklist's last day, and the gate.

    A row of another worklist is unknown, also where the collector could see it. `closed`: the
    collector's training is not recorded, so nothing he typed is taken (note 10).
    """

    unit: Unit
    today: date
    due: date
    closed: bool


@dataclass(frozen=True, slots=True)
class Collected:
    """The account of one batch: rows = accepted + unchanged + rejected.

    `verdicts` maps the `ord` of each rejected row to its code.
    """

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    verdicts: dict[int, str] = field(default_factory=dict)


def collect_in_bulk(
    *,
    campaign: Campaign,
    me: int | None,
    at: datetime,
    typed: pl.DataFrame,
    terms: Terms,
    confirming: bool = False,
) -> Collected:
    """Take a batch inside a running command. `typed` has the columns of TYPED.

    `confirming`: what is sent unchanged is said to be right, so a returned row is handed in again
    and another's row taken over. A whole worksheet says nothing of its untouched rows.
    """
    target = in_target(campaign)
    parameters = _parameters(campaign, me, at, terms) | {"confirming": confirming, **target.given}
    hold(campaign=campaign, typed=typed, terms=terms)
    with connection.cursor() as cursor:
        # Only rows of the collector's own places are matched; the rest follows from those.
        cursor.execute(sql.MATCH, parameters)
        with nationwide():
            for step in sql.WRITE:
                cursor.execute(step.replace(IN_TARGET, target.sql), parameters)
            correct_in_bulk(source="corrections")
            follow_heads(campaign_id=campaign.pk, me=me, at=at)
            suspect(campaign_id=campaign.pk, at=at)
            return _account()


def judge_in_bulk(
    *, campaign: Campaign, me: int | None, at: datetime, typed: pl.DataFrame, terms: Terms
) -> None:
    """Judge a batch into the temp table `judged`; nothing is locked or written."""
    target = in_target(campaign)
    parameters = _parameters(campaign, me, at, terms) | {"confirming": False, **target.given}
    _stage(typed)
    with connection.cursor() as cursor:
        cursor.execute(sql.INDEX_TYPED)
        cursor.execute(sql.MATCH, parameters)
        with nationwide():
            for step in sql.LOOK:
                cursor.execute(step.replace(IN_TARGET, target.sql), parameters)


def hold(*, campaign: Campaign, typed: pl.DataFrame, terms: Terms) -> None:
    """Stage a batch and lock its companies and its rows, in this order, until the command ends.

    A command that locks rows of its own as well, such as for documents, calls this first.
    """
    _stage(typed)
    with connection.cursor() as cursor:
        for step in (sql.INDEX_TYPED, sql.LOCK_COMPANIES, sql.LOCK_ROWS):
            cursor.execute(step, _place(campaign, terms))


def _stage(typed: pl.DataFrame) -> None:
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(sql.FORGET)
        cursor.execute(sql.PLAN)
    # A row that stands twice in a batch is taken once, as it stands first.
    repeated = (pl.col("ord") != pl.col("ord").min().over("key")).alias("is_repeated")
    columns = {"is_repeated": "boolean"} | TYPED
    stage("typed", columns, typed.with_columns(repeated), joined=("key", "ord"))


def _place(campaign: Campaign, terms: Terms) -> dict[str, Any]:
    unit = terms.unit
    return {
        "campaign": campaign.pk,
        **unit.columns,
    }


def _parameters(campaign: Campaign, me: int | None, at: datetime, terms: Terms) -> dict[str, Any]:
    return {
        **_place(campaign, terms),
        "utilities": campaign.utilities,
        "required": required_fields(campaign),
        "me": me,
        "at": at,
        "today": terms.today,
        "due": terms.due,
        "closed": terms.closed,
    }


def _account() -> Collected:
    with connection.cursor() as cursor:
        cursor.execute("SELECT verdict, count(*) FROM judged GROUP BY verdict")
        verdicts: Counter[str] = Counter(dict(cursor.fetchall()))
        cursor.execute(
            "SELECT r.flags, count(*) FROM exemptions_row r WHERE r.id IN"
            " (SELECT row_id FROM judged WHERE verdict IN ('', 'unchanged')) GROUP BY r.flags"
        )
        flagged: Counter[str] = Counter()
        for flags, rows in cursor.fetchall():
            flagged.update(dict.fromkeys(flags, rows))
        cursor.execute("SELECT ord, verdict FROM judged WHERE verdict NOT IN ('', 'unchanged')")
        rejected = dict(cursor.fetchall())
    accepted, unchanged = verdicts.pop("", 0), verdicts.pop("unchanged", 0)
    return Collected(
        rows=accepted + unchanged + verdicts.total(),
        accepted=accepted,
        unchanged=unchanged,
        rejected=verdicts.total(),
        reasons=verdicts,
        flagged=flagged,
        verdicts=rejected,
    )
