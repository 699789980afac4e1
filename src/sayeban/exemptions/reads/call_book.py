"""The call list as a plain workbook."""

from pathlib import Path

import polars as pl

from sayeban.country.formats import mobile
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.calls import Wanted, calls_of
from sayeban.exemptions.rules_contact import STANDING_LABELS
from sayeban.kit.ordering import Order
from sayeban.kit.units import Unit
from sayeban.sheets.public import write_xlsx

_COLUMNS = ("نام و نام خانوادگی", "شمارهٔ همراه", "روستا", "نشانی", "وضعیت", "نتیجهٔ تماس")


def write_calls(campaign: Campaign, unit: Unit, wanted: Wanted, order: Order, path: Path) -> int:
    """Write every client that the list would show, in its order; gives how many."""
    found, _ = calls_of(campaign, unit, wanted, order=order, limit=None)
    cells = [
        (
            call.full_name,
            mobile.dialled(call.mobile),
            call.village,
            call.address,
            STANDING_LABELS.get(call.standing, ""),
            "",
        )
        for call in found
    ]
    frame = pl.DataFrame(cells, dict.fromkeys(_COLUMNS, pl.String), orient="row")
    write_xlsx(frame, path, "فهرست تماس")
    return frame.height
