"""Headquarters' loads: the ledger of files, and the rows that could not be taken (A-050 … A-058).

Headquarters alone sees these tables.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Max, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from sayeban.accounts.public import user_names
from sayeban.exemptions.codes import LOAD_FLAGS, LOAD_REJECTS
from sayeban.exemptions.loading import HEADERS
from sayeban.exemptions.models import Load, RejectedRow
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.campaign_facts import OPERATOR
from sayeban.exemptions.rejected_book import KEY, NOTES
from sayeban.kit.ordering import Order
from sayeban.runtime.lists import page_of
from sayeban.sheets.public import Field, Table, write_workbook


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many rows carry a code, with the sentence of the code."""

    code: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class LoadLine:
    """One file of the ledger. `finished_at` is None while it is loaded or after it was cut off.

    `skipped` names the sheets that were not read.
    """

    id: int
    file_name: str
    sha256: str
    by: str
    started_at: datetime
    finished_at: datetime | None
    rows: int
    accepted: int
    unchanged: int
    rejected: int
    reasons: tuple[CodeCount, ...]
    flagged: tuple[CodeCount, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rejected rows: of one reason, of one file, standing or superseded."""

    reason: str = ""
    file_name: str = ""
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """One rejected row with everything that stood in it; `first_…`: the row that it repeats."""

    id: int
    file_name: str
    sheet: str
    row_no: int
    reasons: tuple[str, ...]
    first_sheet: str
    first_row_no: int | None
    typed: Mapping[str, str]
    superseded_at: datetime | None
    superseded_by: str


def counted(counts: Mapping[str, int]) -> tuple[CodeCount, ...]:
    """Counts by code with their sentences, in the order of the codes."""
    known = LOAD_REJECTS | LOAD_FLAGS
    return tuple(
        CodeCount(code, known[code].sentence, counts[code]) for code in known if counts.get(code)
    )


def loads(code: str) -> list[LoadLine]:
    """The ledger of a campaign, the newest file first."""
    found = list(Load.objects.filter(campaign=campaign_by_code(code)).order_by("-started_at"))
    names = user_names([load.by for load in found if load.by])
    return [_line(load, names.get(load.by or 0, OPERATOR)) for load in found]


def _line(load: Load, by: str) -> LoadLine:
    result = load.result
    return LoadLine(
        load.pk,
        load.file_name,
        load.sha256,
        by,
        load.started_at,
        load.finished_at,
        rows=result.get("rows", 0),
        accepted=result.get("accepted", 0),
        unchanged=result.get("unchanged", 0),
        rejected=result.get("rejected", 0),
        reasons=counted(result.get("reasons", {})),
        flagged=counted(result.get("flagged", {})),
        skipped=tuple(result.get("skipped", ())),
    )


AS_THEY_CAME = Order("came")
REJECTED_SORTS: Mapping[str, Combinable | str] = {
    "came": "pk",
    "file": Concat("file_name", Value(" "), "sheet", output_field=TextField()),
    "row": "row_no",
    "reason": "reasons",
}
"""Columns by which rejected rows are sorted."""


def rejected_rows(
    code: str, wanted: Filter, *, order: Order = AS_THEY_CAME, after: int = 0, size: int
) -> tuple[list[RejectedLine], bool]:
    """Rejected rows behind the one with id `after`, and whether more follow.

    Names persons: the page records the look.
    """
    found = _rejected(code, wanted).select_related("superseded_by")
    rows, more = page_of(found, REJECTED_SORTS, order, after=after, size=size)
    return [_rejected_line(row) for row in rows], more


def held_duplicates(code: str) -> dict[int, str]:
    """National id by key of the standing rows that repeat a person of their file."""
    found = RejectedRow.objects.filter(
        campaign__code=code, superseded_at=None, reasons__contains=["national_id.duplicate"]
    )
    return dict(found.values_list("pk", "national_id"))


def rejected_counts(code: str, *, superseded: bool) -> tuple[CodeCount, ...]:
    """Standing (or superseded) rejected rows by their first reason."""
    counts = Counter(
        reasons[0]
        for reasons in _rejected(code, Filter(superseded=superseded)).values_list(
            "reasons", flat=True
        )
    )
    return counted(counts)


def rejected_files(code: str) -> list[str]:
    """Names of the files that have rejected rows, the newest first."""
    found = RejectedRow.objects.filter(campaign=campaign_by_code(code))
    named = found.values("file_name").annotate(last=Max("pk")).order_by("-last")
    return [row["file_name"] for row in named]


def write_rejected(code: str, wanted: Filter, out: Path) -> int:
    """Write the rejected rows that `wanted` chooses and the counts of every file to workbook `out`.

    Each row has its key, so that the workbook is mended and loaded as it is.

    Every typed cell stands under its own header. Gives the number of rejected rows. Refuses
    campaign.unknown. Names persons: `recorded` checks who asks and records the look.
    """
    rows = list(_rejected(code, wanted).order_by("pk"))
    headers = list(dict.fromkeys([*HEADERS, *(label for row in rows for label in row.typed)]))
    fields = [
        *NOTES,
        *(Field(label, 18, locked=False) for label in headers),
        Field(KEY.label_fa, hidden=True),
    ]
    cells = (
        [
            " ".join(LOAD_REJECTS[reason].sentence for reason in row.reasons),
            row.file_name,
            row.sheet,
            str(row.row_no),
            f"{row.first_sheet}، {row.first_row_no}" if row.first_row_no else "",
            *(row.typed.get(label) for label in headers),
            str(row.pk),
        ]
        for row in rows
    )
    write_workbook(out, [Table("ردیف‌های پذیرفته‌نشده", fields, cells), _counts(code)])
    return len(rows)


def _counts(code: str) -> Table:
    """Every file with its counts and what was noticed in it."""
    fields = [Field("فایل", 24), Field("کد", 26), Field("شرح", 70), Field("شمار ردیف", 12)]
    rows = [
        [load.file_name, name, sentence, str(count)]
        for load in loads(code)
        for name, sentence, count in (
            ("rows", "ردیف‌های فایل", load.rows),
            ("accepted", "پذیرفته", load.accepted),
            ("unchanged", "بدون تغییر", load.unchanged),
            ("rejected", "پذیرفته‌نشده", load.rejected),
            *((line.code, line.sentence, line.count) for line in load.reasons + load.flagged),
        )
    ]
    return Table("شمارش", fields, rows)


def _rejected(code: str, wanted: Filter) -> QuerySet[RejectedRow]:
    found = RejectedRow.objects.filter(
        campaign=campaign_by_code(code), superseded_at__isnull=not wanted.superseded
    )
    if wanted.reason:
        found = found.filter(reasons__contains=[wanted.reason])
    if wanted.file_name:
        found = found.filter(file_name=wanted.file_name)
    return found


def _rejected_line(row: RejectedRow) -> RejectedLine:
    return RejectedLine(
        row.pk,
        row.file_name,
        row.sheet,
        row.row_no,
        tuple(LOAD_REJECTS[reason].sentence for reason in row.reasons),
        row.first_sheet,
        row.first_row_no,
        row.typed,
        row.superseded_at,
        row.superseded_by.file_name if row.superseded_by else "",
    )
