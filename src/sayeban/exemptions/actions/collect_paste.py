"""A part of a sheet that was pasted: looked at without writing, then taken once (ui.md 12).

It ends where a workbook ends (architecture: single and bulk are one).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import polars as pl
from django.db import connection

from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_entry import EntryTaken
from sayeban.exemptions.actions.collect_in_bulk import Terms, collect_in_bulk, judge_in_bulk
from sayeban.exemptions.actions.collect_workbook import counts_as_json
from sayeban.exemptions.actions.collecting import terms_of
from sayeban.exemptions.actions.paste_preview import PreviewLine, bills_elsewhere, previewed
from sayeban.exemptions.models import Campaign, Row, Upload
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.table import TableRow, named_rows
from sayeban.exemptions.worksheet.cells import merged
from sayeban.exemptions.worksheet.pasted import PastedLine, is_shortened, read_pasted
from sayeban.exemptions.worksheet.typed import FORM_FIELDS, Typed, judge
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

NAME: Final = "چسبانده از اکسل"
"""What an upload is called that was no file."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('exemptions.paste/' || %s::text, 0))"


@dataclass(frozen=True, slots=True)
class Preview:
    """A paste as it was looked at. `lines` go on to collect_paste as they are."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    lines: tuple[PastedLine, ...]
    shown: tuple[PreviewLine, ...]

    def as_json(self) -> dict[str, Any]:
        """{columns, unknown, lines, shown}."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PasteTaken:
    """The account of a paste; `refused` maps the line number to its code. `again`: it had been
    taken before and nothing was done now."""

    result: Mapping[str, Any]
    again: bool


@action("campaign.preview_paste", posts=rights.COLLECTORS, about=("code",))
def preview_paste(
    *, actor: Actor, at: datetime, code: str, unit: Unit, pasted: str, order: Sequence[str]
) -> Preview:
    """Say what each line would change in the worklist of `unit`; nothing of a row is written.

    `order`: the columns of a paste without a header. Refuses campaign.unknown, campaign.not_open,
    access.denied and what read_pasted refuses.
    """
    campaign = open_campaign_by_code(code, at)
    terms = terms_of(campaign, actor, at, unit)
    read = read_pasted(pasted, order)
    rows = _rows(campaign, unit, read.lines)
    lines = tuple(_known(campaign, unit, read.lines, rows))
    typed = _typed(campaign, lines, rows)
    judge_in_bulk(campaign=campaign, me=actor.user_id, at=at, typed=typed.rows, terms=terms)
    taken = bills_elsewhere(campaign)
    shown = previewed(lines, [_row_of(line, rows) for line in lines], typed, taken)
    return Preview(read.columns, read.unknown, lines, shown)


@action("campaign.collect_paste", posts=rights.COLLECTORS, about=("code", "paste"))
def collect_paste(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    unit: Unit,
    paste: UUID,
    lines: Sequence[PastedLine],
) -> PasteTaken:
    """Take the lines of a preview in one transaction, or say what the same paste brought before.

    Refuses entry.taken, campaign.unknown, campaign.not_open and access.denied.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [paste])
    campaign = open_campaign_by_code(code, at)
    terms = terms_of(campaign, actor, at, unit)
    with nationwide():
        taken = Upload.objects.filter(paste=paste).first()
    if taken is not None:
        if taken.by != actor.user_id or taken.campaign_id != campaign.pk:
            raise EntryTaken
        return PasteTaken(taken.result, again=True)
    return PasteTaken(_take(campaign, actor, at, terms, paste, lines), again=False)


def _take(
    campaign: Campaign,
    actor: Actor,
    at: datetime,
    terms: Terms,
    paste: UUID,
    lines: Sequence[PastedLine],
) -> dict[str, Any]:
    rows = _rows(campaign, terms.unit, lines)
    typed = _typed(campaign, lines, rows)
    counts = collect_in_bulk(
        campaign=campaign, me=actor.user_id, at=at, typed=typed.rows, terms=terms
    )
    left_out = {line.number: line.problem for line in lines if line.problem}
    counts = replace(
        counts,
        rows=counts.rows + len(left_out),
        rejected=counts.rejected + len(left_out),
        reasons=counts.reasons + Counter(left_out.values()),
    )
    refused = {str(number): code for number, code in (counts.verdicts | left_out).items()}
    result = {"file": NAME, **counts_as_json(counts), "refused": refused}
    content = json.dumps([line.as_json() for line in lines], sort_keys=True)
    Upload.objects.create(
        campaign=campaign,
        paste=paste,
        file_name=NAME,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        by=actor.user_id,
        at=at,
        result=result,
        **terms.unit.columns,
    )
    return result


def _rows(campaign: Campaign, unit: Unit, lines: Sequence[PastedLine]) -> dict[str, TableRow]:
    """The rows of the worklist that the lines name, by key and by national id."""
    found = named_rows(
        campaign.pk,
        unit,
        national_ids=[line.national_id for line in lines],
        keys=[UUID(line.key) for line in lines if line.key],
    )
    return {row.key.hex: row for row in found} | {row.national_id: row for row in found}


def _known(
    campaign: Campaign, unit: Unit, lines: Sequence[PastedLine], rows: Mapping[str, TableRow]
) -> list[PastedLine]:
    """The lines with the version of what their author saw; or why nobody of this worklist is
    meant. Rows of another one are told from strangers only where the actor sees them."""
    strangers = [line.national_id for line in lines if not _row_of(line, rows)]
    others = set(
        Row.objects.filter(campaign=campaign, national_id__in=strangers).values_list(
            "national_id", flat=True
        )
    )
    known = []
    for line in lines:
        row = _row_of(line, rows)
        if row is None and not _is_nobody(line):
            other = line.national_id in others
            known.append(
                line.with_problem("paste.other_worklist" if other else "paste.unknown_person")
            )
        elif row is None or line.problem or line.key:
            known.append(line)
        else:
            known.append(replace(line, key=row.key.hex, version=row.version, digest=row.digest))
    return known


def _is_nobody(line: PastedLine) -> bool:
    """Whether it is said already that its national id names nobody."""
    unread = {"paste.no_person", "paste.check_digit"} & {*line.problems}
    return bool(unread) or is_shortened(line.national_id)


def _row_of(line: PastedLine, rows: Mapping[str, TableRow]) -> TableRow | None:
    """A key and a national id that do not belong together name nobody."""
    row = rows.get(line.key or line.national_id)
    fits = row is not None and line.national_id in ("", row.national_id)
    return row if fits else None


def _typed(campaign: Campaign, lines: Sequence[PastedLine], rows: Mapping[str, TableRow]) -> Typed:
    """The lines without a problem as collect_in_bulk takes them; the marks are of all lines."""
    values = dict.fromkeys(FORM_FIELDS, "")
    staged = []
    for line in lines:
        row = _row_of(line, rows)
        head = {
            "ord": line.number,
            "key": line.key,
            "sheet_version": line.version,
            "sheet_digest": line.digest,
            "national_id": line.national_id,
        }
        cells = {
            name: cell
            for name, cell in line.cells.items()
            if (name in FORM_FIELDS or name in ("channel", "source")) and not is_shortened(cell)
        }
        staged.append(head | merged(row.values if row else values, cells, "paste"))
    schema = {
        "ord": pl.Int64,
        "key": pl.String,
        "sheet_version": pl.Int64,
        "sheet_digest": pl.String,
        "national_id": pl.String,
        **dict.fromkeys(FORM_FIELDS, pl.String),
    }
    typed = judge(pl.DataFrame(staged, schema=schema), campaign.utilities)
    faulty = [line.number for line in lines if line.problem]
    return Typed(typed.rows.filter(~pl.col("ord").is_in(faulty)), typed.marks)
