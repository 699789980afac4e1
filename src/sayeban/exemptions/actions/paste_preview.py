"""What each line of a paste would change: read from the batch that was just judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from sayeban.exemptions.actions.suspect_sql import LIVE
from sayeban.exemptions.codes import COLLECT_FLAGS, COLLECT_REJECTS, LOAD_FLAGS, PASTE_REJECTS
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.phases import FAMILY
from sayeban.exemptions.reads.bills_elsewhere import ELSEWHERE
from sayeban.exemptions.reads.table import TableRow
from sayeban.exemptions.rules import UTILITIES
from sayeban.exemptions.stored import CONTENT
from sayeban.exemptions.worksheet.cells import cell_label, in_words
from sayeban.exemptions.worksheet.pasted import PastedLine
from sayeban.exemptions.worksheet.typed import FORM_FIELDS, Typed
from sayeban.runtime.context import nationwide

UNCHANGED: Final = "unchanged"
_BILL: Final = 13
_NEW: Final = ", ".join(
    "jalali(j.tenancy_end)" if name == "tenancy_end" else f"j.{name}" for name in CONTENT
)
_JUDGED: Final = f"""
SELECT j.ord, j.verdict, j.flags || string_to_array(j.typed_flags, '|'), {_NEW} FROM judged j
"""
_BILLS: Final = ", ".join(f"('{u}', j.{u}_bill, j.{u}_type)" for u in UTILITIES)
# Another row of the batch counts with what it would hold. Lawful is only what all call shared.
_ELSEWHERE: Final = f"""
WITH named AS MATERIALIZED (
  SELECT j.ord, j.household_id, v.utility, v.bill, v.type
  FROM judged j CROSS JOIN LATERAL (VALUES {_BILLS}) AS v (utility, bill, type)
  WHERE j.verdict = '' AND v.bill <> '' AND v.type <> 'none'
), others AS (
  SELECT n.ord, n.utility, n.type, c.connection_type AS other
  FROM named n JOIN exemptions_connection c ON c.bill_id = n.bill
    AND c.campaign_id = ANY ({FAMILY}) AND c.connection_type <> 'none'
    AND c.household_id <> n.household_id
  JOIN exemptions_row r ON r.id = c.row_id AND {LIVE}
  WHERE NOT EXISTS (SELECT FROM judged k WHERE k.row_id = c.row_id AND k.verdict = '')
  UNION ALL
  SELECT n.ord, n.utility, n.type, m.type FROM named n JOIN named m
    ON m.bill = n.bill AND m.household_id <> n.household_id
)
SELECT DISTINCT ord, utility FROM others WHERE type <> 'shared' OR other <> 'shared'
"""
_ZEROS: Final = "صفرهای آغاز «{label}» افتاده بود و چون رقم کنترل درست است، بازگردانده شد."

Changes = tuple[tuple[str, str, str], ...]
"""Column, present value and the one that would replace it, in words."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What would become of one line. `code`: "" it changes, "unchanged", or why it is refused."""

    number: int
    full_name: str
    national_id: str
    code: str
    sentences: tuple[str, ...]
    changes: Changes = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: str
    flags: Sequence[str]
    new: Mapping[str, str]


def previewed(
    lines: Sequence[PastedLine],
    rows: Sequence[TableRow | None],
    typed: Typed,
    elsewhere: Mapping[int, Sequence[str]],
) -> tuple[PreviewLine, ...]:
    """Each line beside its row; only after judge_in_bulk of `typed` in the same command.

    `elsewhere` is what bills_elsewhere gives.
    """
    judged, marks = _judged(), _marks(typed)
    return tuple(
        _of_row(
            line,
            row,
            judged[line.number],
            marks.get(line.number, ()),
            elsewhere.get(line.number, ()),
        )
        if row and not line.problem
        else _of_nobody(line, row, marks.get(line.number, ()))
        for line, row in zip(lines, rows, strict=True)
    )


def bills_elsewhere(campaign: Campaign) -> dict[int, list[str]]:
    """By line, what is to be said of bills that another household has: not whose they are.

    Only after judge_in_bulk in the same command.
    """
    found: dict[int, list[str]] = {}
    # Of the whole country: the other household may live where the author sees nobody.
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, {"campaign": campaign.pk})
        for ord_, utility in sorted(cursor.fetchall()):
            told = f"«{cell_label(f'{utility}_bill')}»: {ELSEWHERE}"
            found.setdefault(ord_, []).append(told)
    return found


def _judged() -> dict[int, _Judged]:
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_JUDGED)
        return {
            ord_: _Judged(verdict, flags, {n: v or "" for n, v in zip(CONTENT, new, strict=True)})
            for ord_, verdict, flags, *new in cursor.fetchall()
        }


def _marks(typed: Typed) -> dict[int, tuple[str, ...]]:
    """Of each line, which cell could not be read and why; one cell in three columns once."""
    found: dict[int, dict[str, None]] = {}
    for ord_, column, code in typed.marks.select("ord", "column", "code").iter_rows():
        sentence = (COLLECT_REJECTS | COLLECT_FLAGS)[code].sentence
        found.setdefault(ord_, {})[f"«{cell_label(column)}»: {sentence}"] = None
    return {ord_: tuple(told) for ord_, told in found.items()}


def _of_nobody(line: PastedLine, row: TableRow | None, marks: tuple[str, ...]) -> PreviewLine:
    told = (*(PASTE_REJECTS[problem].sentence for problem in line.problems), *marks)
    name = row.full_name if row else ""
    return PreviewLine(line.number, name, line.national_id, line.problem, told)


def _of_row(
    line: PastedLine,
    row: TableRow,
    judged: _Judged,
    marks: tuple[str, ...],
    taken: Sequence[str],
) -> PreviewLine:
    changes: Changes = ()
    if judged.verdict == "":
        flags = [COLLECT_FLAGS[flag].sentence for flag in judged.flags if flag in COLLECT_FLAGS]
        told = dict.fromkeys((*_unread(marks, flags), *_restored(line), *flags, *taken))
        changes = _changes(row, judged.new)
    elif judged.verdict == UNCHANGED:
        told = dict.fromkeys((*marks, *_restored(line)))
    elif judged.verdict == "row.conflict":
        told = dict.fromkeys((PASTE_REJECTS["paste.conflict"].sentence, *_now(line, row), *marks))
    else:
        verdict = COLLECT_REJECTS[judged.verdict].sentence
        of_row = () if any(mark.endswith(verdict) for mark in marks) else (verdict,)
        told = dict.fromkeys((*of_row, *marks))
    return PreviewLine(
        line.number, row.full_name, row.national_id, judged.verdict, tuple(told), changes
    )


def _unread(marks: Sequence[str], flags: Sequence[str]) -> list[str]:
    """What the row's own flags do not say already."""
    return [mark for mark in marks if not any(mark.endswith(flag) for flag in flags)]


def _changes(row: TableRow, new: Mapping[str, str]) -> Changes:
    return tuple(
        (cell_label(name), in_words(name, row.values[name]), in_words(name, value))
        for name, value in new.items()
        if value != row.values[name]
    )


def _now(line: PastedLine, row: TableRow) -> list[str]:
    """After a conflict, what stands beside what was pasted."""
    return [
        f"«{cell_label(name)}»: نوشتهٔ شما «{cell}»، مقدار کنونی «{now or 'خالی'}»."
        for name, cell in line.cells.items()
        if name in FORM_FIELDS and cell != (now := in_words(name, row.values[name]))
    ]


def _restored(line: PastedLine) -> list[str]:
    told = [LOAD_FLAGS["national_id.padded"].sentence] if line.padded else []
    bills = [f"{utility}_bill" for utility in UTILITIES]
    short = [name for name in bills if 0 < len(line.cells.get(name, "")) < _BILL]
    return told + [_ZEROS.format(label=cell_label(name)) for name in short]
