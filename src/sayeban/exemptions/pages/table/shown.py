"""A row of the table as it is read: each cell in words, what it lacks beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from sayeban.exemptions.pages.rows.form import FLAG_LABELS
from sayeban.exemptions.pages.states import row_state
from sayeban.exemptions.reads.table import TableRow
from sayeban.exemptions.worksheet.cells import CODES, cell_values, in_words

NEEDED: Final = "لازم است"
_FAULTS: Final = {
    "tenancy_end.past": "گذشته است",
    "location.connected": "با انشعاب‌ها نمی‌خواند",
    "number_pattern": "به شکل شرکت نیست",
}
_FLAGS: Final = {
    "postal_code.invalid": "postal_code",
    "mobile.invalid": "mobile",
    "ownership.unknown_value": "tenure",
    "status.unknown_value": "status",
}
_UNREAD: Final = "آنچه نوشته شد درست نبود"
_TOLD_BY_CELLS: Final = {"incomplete", "tenancy_end.missing", "tenancy_end.past", *_FLAGS}


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell. `fault`: what is wrong with it in a word or two, "" for nothing."""

    text: str
    fault: str
    is_code: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """One row. `edit` is where its cells are edited; `said` is told when it was just saved."""

    href: str
    edit: str
    full_name: str
    national_id: str
    state: str
    cells: tuple[CellShown, ...]
    said: str = ""


def line(
    code: str, row: TableRow, columns: Sequence[str], view: str = "", said: str = ""
) -> LineShown:
    """`columns` are those of the view."""
    cells = cell_values(row.values)
    faults = faults_of(row)
    village = [row.village] if row.village else []
    flags = [FLAG_LABELS.get(flag, flag) for flag in row.flags if flag not in _TOLD_BY_CELLS]
    state, _ = row_state(row.state, incomplete=bool(row.missing))
    edit = reverse("campaign_row_cells", args=[code, row.key])
    return LineShown(
        href=reverse("campaign_row", args=[code, row.key]),
        edit=f"{edit}?view={view}" if view else edit,
        full_name=row.full_name or "بدون نام",
        national_id=row.national_id,
        state="، ".join([*village, state, *flags]),
        cells=tuple(
            CellShown(in_words(key, cells[key]), faults.get(key, ""), key in CODES)
            for key in columns
        ),
        said=said,
    )


def faults_of(row: TableRow) -> dict[str, str]:
    """What is wrong with which column."""
    found = {_column(missing): _fault(missing) for missing in row.missing}
    return found | {column: _UNREAD for flag, column in _FLAGS.items() if flag in row.flags}


def _column(missing: str) -> str:
    """«gas.bill_id» is the column gas_bill."""
    first, _, rest = missing.partition(".")
    if first in ("tenancy_end", "location") or not rest:
        return first
    if rest == "mobile":
        return rest
    return f"{first}_{dict(bill_id='bill', number_pattern='number').get(rest, rest)}"


def _fault(missing: str) -> str:
    return _FAULTS.get(missing, _FAULTS.get(missing.partition(".")[2], NEEDED))
