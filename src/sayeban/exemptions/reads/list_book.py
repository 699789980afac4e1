"""The rows of a unit as a plain workbook."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from sayeban.exemptions.reads.flags import flag_sentences
from sayeban.exemptions.reads.worklist import After, Filter, ListedRow, rows_of
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit
from sayeban.sheets.public import write_xlsx

_COLUMNS = ("واحد", "کد ملی", "نام و نام خانوادگی", "شماره پرونده", "وضعیت", "نشان‌ها")
_CHUNK = 20_000


def write_list(campaign_id: int, unit: Unit, wanted: Filter, path: Path, order: Order) -> int:
    """Write every row that the list would show, in its order; gives how many."""
    frames: list[pl.DataFrame] = []
    after: After | None = None
    while not frames or after:
        listed = rows_of(campaign_id, unit, wanted, order=order, after=after, limit=_CHUNK)
        flags = flag_sentences({row.id: row.flags for row in listed.rows})
        cells = [_cells(row, flags[row.id]) for row in listed.rows]
        frames.append(pl.DataFrame(cells, dict.fromkeys(_COLUMNS, pl.String), orient="row"))
        after = listed.after
    whole = pl.concat(frames)
    write_xlsx(whole, path, "ردیف‌ها")
    return whole.height


def _cells(row: ListedRow, flags: Sequence[str]) -> tuple[str, ...]:
    state = STATE_LABELS[State(row.state)]
    return str(row.unit), row.national_id, row.full_name, row.file_number, state, " ".join(flags)
