"""Headquarters loads a workbook: judged whole, merged chunk by chunk, resumed after a kill.

Each chunk is one transaction with its ledger entry, so a load that was cut off goes on where it
stopped when the same file is loaded again, and nothing is lost or doubled (promises.md R2).
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions import load_sql as sql
from sayeban.exemptions.actions.change_campaign import CampaignClosed
from sayeban.exemptions.actions.load_merge import INCOMING, merge_chunk, summed
from sayeban.exemptions.loading import Gazetteer, Judged, read_rows
from sayeban.exemptions.models import Load, RejectedRow
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.loads import held_duplicates
from sayeban.kit.progress import Report, unwatched
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import centre_counties, counties, ensure_centres, provinces
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.bulk import stage
from sayeban.runtime.context import looking
from sayeban.runtime.room import check_room

CHUNK = 50_000
"""Rows a transaction. An office's own workbook is one chunk and so all or nothing."""

_BAD = {
    "file": "text",
    "sheet": "text",
    "row_no": "integer",
    "key": "bigint",
    "reasons": "text",
    "national_id": "text",
    "name_key": "text",
    "province": "text",
    "county": "text",
    "first_sheet": "text",
    "first_row_no": "integer",
    "typed": "jsonb",
}
_GOOD = {
    "sheet": "text",
    "row_no": "integer",
    "key": "bigint",
    "national_id": "text",
    "name_sort": "text",
    "province": "text",
    "county": "text",
}


class FileEmpty(Refusal):
    """The workbook has headers and no row under them."""

    code: ClassVar[str] = "file.empty"
    sentence: ClassVar[str] = "در این فایل زیر سرستون‌ها ردیفی نیست. فایل درست را برگزینید."


def load_workbook(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    path: Path,
    report: Report = unwatched,
    name: str = "",
) -> dict[str, Any]:
    """Load one file into campaign `code`; `name` is what the user called the file.

    Answers {rows, accepted, unchanged, rejected, reasons, flagged}, and skipped where sheets of
    the file were not read. Refuses access.denied, disk.full,
    campaign.unknown, campaign.closed and what package sheets refuses of a file.
    """
    check_room()
    with looking(actor):
        # Whoever may not load may not see the board either; begin_load refuses him on record.
        sees_board = actor.kind != "user" or bool(actor.posts & rights.HEADQUARTERS)
        places, held = _gazetteer(today_of(at)), held_duplicates(code) if sees_board else {}
    judged = read_rows(path, places, held)
    if judged.good.height + judged.bad.height == 0:
        raise FileEmpty
    load = begin_load(
        actor=actor,
        at=at,
        code=code,
        file_name=name or path.name,
        sha256=_sha256(path),
        new_centres=judged.new_centres,
    )
    total = judged.good.height
    report(0, total)
    for number, start in enumerate(range(0, total, CHUNK)):
        chunk = judged.good.slice(start, CHUNK).select(list(INCOMING))
        merge_chunk(actor=actor, at=at, load=load, number=number, frame=chunk)
        report(min(start + CHUNK, total), total)
    return finish_load(actor=actor, at=at, load=load, judged=judged)


@action("campaign.load", posts=rights.HEADQUARTERS, operator=True, about=("code", "sha256"))
def begin_load(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    file_name: str,
    sha256: str,
    new_centres: Mapping[str, str],
) -> Load:
    """Enter the file into the ledger, or take up the load of it that was cut off."""
    campaign = campaign_by_code(code)
    if campaign.closed_at is not None:
        raise CampaignClosed(campaign=code)
    ensure_centres(new_centres)
    load, _ = Load.objects.select_related("campaign").get_or_create(
        campaign=campaign,
        sha256=sha256,
        finished_at=None,
        defaults={"file_name": file_name, "by": actor.user_id, "started_at": at},
    )
    return load


@action("campaign.load_finish", posts=rights.HEADQUARTERS, operator=True)
def finish_load(*, actor: Actor, at: datetime, load: Load, judged: Judged) -> dict[str, Any]:
    """Put the rejected rows on headquarters' board, take superseded ones off, close the ledger."""
    parameters: dict[str, Any] = {
        "campaign": load.campaign_id,
        "load": load.pk,
        "file": load.file_name,
        "at": at,
    }
    bad = judged.bad.with_columns(
        pl.col("national_id").fill_null(""), pl.lit(load.file_name).alias("file")
    )
    on_board = RejectedRow.objects.filter(campaign=load.campaign_id, superseded_at=None).exists()
    with connection.cursor() as cursor:
        stage("bad", _BAD, bad)
        if on_board:
            stage("good", _GOOD, judged.good)
            cursor.execute(sql.RETURN, parameters)
            cursor.execute(sql.SUPERSEDE, parameters)
        cursor.execute(sql.REJECT, parameters)
    reasons = Counter(judged.bad["reasons"].to_list())
    result = {
        "rows": judged.good.height + judged.bad.height,
        **summed(load),
        "rejected": judged.bad.height,
        "reasons": dict(reasons),
    }
    if judged.skipped:
        result["skipped"] = list(judged.skipped)
    Load.objects.filter(pk=load.pk).update(finished_at=at, result=result)
    order = ("rows", "accepted", "unchanged", "rejected", "reasons", "flagged", "skipped")
    return {name: result[name] for name in order if name in result}


def _gazetteer(today: date) -> Gazetteer:
    known = provinces()
    of = [(c.code, p.code, c.name) for p in known for c in counties(p.code, today)]
    return Gazetteer(
        provinces=pl.DataFrame(
            [(p.code, p.name) for p in known], schema=["code", "name"], orient="row"
        ),
        counties=pl.DataFrame(of, schema=["code", "province", "name"], orient="row"),
        centres=centre_counties(),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
