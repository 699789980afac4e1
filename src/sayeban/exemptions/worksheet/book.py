"""The workbook of one worklist: written when it is handed down, marked when it comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sayeban.exemptions.codes import COLLECT_FLAGS, COLLECT_REJECTS
from sayeban.exemptions.worksheet.briefing import Briefing
from sayeban.exemptions.worksheet.columns import (
    ASIDE_FIELDS,
    ASIDE_SHEET,
    COLUMNS,
    FIELDS,
    FORMAT_VERSION,
    KEYS,
    RESULT_LABEL,
    RETURNED_SHEET,
    WORKLIST_SHEET,
)
from sayeban.sheets.public import (
    INSTRUCTIONS_SHEET,
    ROW_NO,
    Field,
    Mark,
    MarkedTable,
    Match,
    Sheet,
    Table,
    column_name,
    write_marked,
    write_workbook,
)

_RESULT = Field(RESULT_LABEL, 60)
_INSTRUCTIONS_WIDTH = 110
_ACCEPTED, _UNCHANGED = "ثبت شد.", "بدون تغییر."
_FOLLOWS = "انشعاب‌های این ردیف همان انشعاب‌های سرپرست خانوار است (نکتهٔ ۴)."


def write_worksheet(
    path: Path,
    briefing: Briefing,
    *,
    rows: Sequence[Sequence[str]],
    aside: Sequence[Sequence[str]],
    returned: Sequence[Sequence[str]],
    fingerprint: Mapping[str, str],
) -> None:
    """Write one worklist; each list holds texts in the order of its columns."""
    title, *lines = briefing.lines()
    write_workbook(
        path,
        [
            Table(WORKLIST_SHEET, [column.field for column in COLUMNS], rows),
            # A table of one column, since the instructions stand on the second sheet.
            Table(
                INSTRUCTIONS_SHEET, [Field(title, _INSTRUCTIONS_WIDTH)], [[line] for line in lines]
            ),
            Table(ASIDE_SHEET, ASIDE_FIELDS, aside),
            *([Table(RETURNED_SHEET, ASIDE_FIELDS, returned)] if returned else []),
        ],
        metadata={**fingerprint, "rows": str(len(rows)), "format": FORMAT_VERSION},
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `code` is its reject code, "" taken, "unchanged".

    `key` is the fresh key where the file may go on with the row; `stored` the present cells (in
    the order of the columns) where somebody else had changed them. `follows`: the row holds the
    connections of its household's head, whatever was typed beside it (note 4). `told`: sentences
    of the flags, and about numbers that do not look as their company says.
    """

    code: str
    flags: Sequence[str] = ()
    key: str | None = None
    stored: Sequence[str] = ()
    follows: bool = False
    told: Sequence[str] = ()

    def sentence(self, typed: Sequence[str | None]) -> str:
        """For the column «نتیجه»; `typed` are the row's cells in the order of the columns."""
        if self.code in COLLECT_REJECTS:
            return COLLECT_REJECTS[self.code].sentence + self._differences(typed)
        first = _UNCHANGED if self.code else _ACCEPTED
        note = [_FOLLOWS] if self.follows else []
        return " ".join([first, *note, *self.told])

    def _differences(self, typed: Sequence[str | None]) -> str:
        different = [
            f"«{FIELDS[key].label}»: {now or 'خالی'}"
            for key, now, then in zip(KEYS, self.stored, typed, strict=False)
            if key != "key" and now != (then or "")
        ]
        return f" مقدار کنونی: {'، '.join(different)}" if different else ""


def write_report(
    path: Path,
    sheets: Sequence[Sheet],
    found: tuple[Sheet, Match],
    outcomes: Mapping[int, Outcome],
    marks: pl.DataFrame,
) -> None:
    """The same workbook back: everything typed, faulty cells marked, «نتیجه» for each row.

    Rows that landed get fresh keys, so that the collector goes on with this file.
    """
    sheet, match = found
    told, result_column = _tell(sheet, match, outcomes)
    sentences = {code.code: code.sentence for code in (COLLECT_REJECTS | COLLECT_FLAGS).values()}
    faults = [
        Mark(row_no, match.mapping.get(column), sentences[code])
        for row_no, column, code in marks.select("ord", "column", "code").iter_rows()
    ]
    layout = {index: FIELDS[key] for key, index in match.mapping.items()}
    table = MarkedTable(match.header_row, faults, layout | {result_column: _RESULT})
    shown = [told if each is sheet else each for each in sheets]
    write_marked(path, shown, {sheet.name: table})


def _tell(sheet: Sheet, match: Match, outcomes: Mapping[int, Outcome]) -> tuple[Sheet, int]:
    """The sheet with «نتیجه» (that of an earlier report written anew) and fresh keys."""
    by_label = {label: index for index, label in match.headers.items()}
    result = by_label.get(RESULT_LABEL, sheet.frame.width - 1)
    cells = [column_name(match.mapping[key]) if key in match.mapping else None for key in KEYS]
    keys, results = [], []
    for row in sheet.frame.iter_rows(named=True):
        outcome = outcomes.get(row[ROW_NO])
        key = row[column_name(match.mapping["key"])]
        keys.append(outcome.key if outcome and outcome.key else key)
        typed = [row[name] if name else None for name in cells]
        results.append(outcome.sentence(typed) if outcome else None)
    header = sheet.frame[ROW_NO].to_list().index(match.header_row)
    results[header] = RESULT_LABEL
    frame = sheet.frame.with_columns(
        pl.Series(column_name(match.mapping["key"]), keys, dtype=pl.String),
        pl.Series(column_name(result), results, dtype=pl.String),
    )
    return Sheet(sheet.name, frame, sheet.visible, sheet.formulas), result
