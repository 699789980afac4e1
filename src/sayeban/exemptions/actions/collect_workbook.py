"""A collected worksheet comes back: good rows land, bad ones return with their reason (A-108)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import polars as pl

from sayeban.exemptions import rights
from sayeban.exemptions.actions.attach_documents import Attached, attach_zip
from sayeban.exemptions.actions.collect_in_bulk import Collected, collect_in_bulk, hold
from sayeban.exemptions.actions.collect_outcome import outcomes
from sayeban.exemptions.actions.collecting import terms_of
from sayeban.exemptions.models import Campaign, IssuedSheet, Upload
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.worksheet.book import Outcome, write_report
from sayeban.exemptions.worksheet.columns import SOUGHT, WORKLIST_SHEET
from sayeban.exemptions.worksheet.typed import read_worksheet
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.sheets.public import Match, Sheet, find_columns, is_table, read_metadata, read_workbook


class SheetForeign(Refusal):
    """No worksheet that was issued for this campaign."""

    code: ClassVar[str] = "sheet.foreign"
    sentence: ClassVar[str] = (
        "این فایل از فایل‌های ارسالی کارزار «{campaign}» نیست. فایل کارتابل خود را از همین کارزار"
        " بگیرید و در آن بنویسید."
    )
    reference: ClassVar[str] = "A-081"


@dataclass(frozen=True, slots=True)
class CollectedWorkbook:
    """The account of one file, and what its report is written from.

    `outcomes` is keyed by Excel's row number and empty where no report is wanted; `marks` has ord
    (that number), column, code.
    """

    file: str
    unit: Unit
    counts: Collected
    sheets: list[Sheet]
    found: tuple[Sheet, Match]
    outcomes: Mapping[int, Outcome]
    marks: pl.DataFrame
    documents: Attached | None = None

    def as_json(self) -> dict[str, Any]:
        """{file, rows, accepted, unchanged, rejected, reasons, flagged} and documents if sent."""
        attached = {"documents": self.documents.as_json()} if self.documents else {}
        return {"file": self.file, **counts_as_json(self.counts), **attached}

    def write_report(self, path: Path) -> None:
        """The same workbook back with «نتیجه», marked cells and fresh keys."""
        write_report(path, self.sheets, self.found, self.outcomes, self.marks)


def counts_as_json(counts: Collected) -> dict[str, Any]:
    """The conservation ledger of a batch (promises.md R10)."""
    return {
        "rows": counts.rows,
        "accepted": counts.accepted,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "reasons": dict(sorted(counts.reasons.items())),
        "flagged": dict(sorted(counts.flagged.items())),
    }


@action("campaign.collect", posts=rights.COLLECTORS, about=("code",))
def collect_workbook(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    path: Path,
    documents: Path | None = None,
    name: str = "",
    reported: bool = True,
) -> CollectedWorkbook:
    """Take one worksheet back, in one transaction; `name` is what the user calls the file.

    `reported`: whether write_report() will be called, for which each row's fresh key is computed.

    The ZIP `documents` is attached first, so that the rows are judged with their documents.
    Refuses as a whole: campaign.unknown, campaign.not_open, file.unreadable, file.unsafe,
    sheet.foreign, access.denied, sheet.columns_missing, sheet.ambiguous_header, file.formulas.
    """
    campaign = open_campaign_by_code(code, at)
    sheets = read_workbook(path)
    unit = _issued_to(campaign, sheets)
    terms = terms_of(campaign, actor, at, unit)
    sheet = _worklist_of(sheets)
    match = find_columns(sheet, SOUGHT)
    sheet.refuse_formulas(match.mapping.values())
    typed = read_worksheet(match.data(sheet), campaign.utilities)
    attached = None
    if documents:
        hold(campaign=campaign, typed=typed.rows, terms=terms)
        attached = attach_zip(campaign=campaign, actor=actor, at=at, path=documents)
    counts = collect_in_bulk(
        campaign=campaign, me=actor.user_id, at=at, typed=typed.rows, terms=terms
    )
    collected = CollectedWorkbook(
        file=name or path.name,
        unit=unit,
        counts=counts,
        sheets=sheets,
        found=(sheet, match),
        outcomes=outcomes() if reported else {},
        marks=typed.marks,
        documents=attached,
    )
    _enter(campaign, actor, at, path, collected)
    return collected


def _issued_to(campaign: Campaign, sheets: Sequence[Sheet]) -> Unit:
    """The unit that the fingerprint in the workbook belongs to; refuses sheet.foreign.

    Looked up nationwide: another unit's sheet is no foreign one, its collector lacks the right.
    """
    fingerprint = read_metadata(sheets).get("sheet", "")
    try:
        sheet_id = UUID(fingerprint)
    except ValueError:
        raise SheetForeign(campaign=campaign.code) from None
    with nationwide():
        issued = IssuedSheet.objects.filter(pk=sheet_id, campaign=campaign).first()
    if issued is None:
        raise SheetForeign(campaign=campaign.code)
    return unit_of(issued)


def _worklist_of(sheets: Sequence[Sheet]) -> Sheet:
    """The sheet with the rows, also where somebody renamed it."""
    named = [sheet for sheet in sheets if sheet.name == WORKLIST_SHEET]
    tables = [sheet for sheet in sheets if is_table(sheet, SOUGHT)]
    return [*named, *tables, *sheets][0]


def _enter(
    campaign: Campaign, actor: Actor, at: datetime, path: Path, collected: CollectedWorkbook
) -> None:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    unit = collected.unit
    Upload.objects.create(
        campaign=campaign,
        file_name=collected.file,
        sha256=sha256,
        by=actor.user_id,
        at=at,
        result=collected.as_json(),
        **unit.columns,
    )
