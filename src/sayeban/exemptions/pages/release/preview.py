"""The parts of a list that is not signed yet: in words for the page, and as a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sayeban.country.jalali import number
from sayeban.exemptions.reads.release_state import Missing
from sayeban.exemptions.rules_preview import Part
from sayeban.exemptions.rules_release import LISTED
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.exemptions.words_release import outcome_label
from sayeban.kit.units import Unit
from sayeban.organisations.public import companies
from sayeban.sheets.public import write_xlsx


@dataclass(frozen=True, slots=True)
class PartShown:
    """Rows of one utility: for one company's list, or not on it for one reason."""

    utility: str
    code: str
    company: str
    outcome: str
    is_listed: bool
    rows: int


def parts_shown(parts: Iterable[Part], unit: Unit) -> tuple[PartShown, ...]:
    """The parts of a province's list, in the order they have."""
    names = {(c.utility, c.code): c.name for c in companies(unit.province)}
    return tuple(
        PartShown(
            UTILITY_LABELS[part.utility],
            part.company,
            names.get((part.utility, part.company), ""),
            outcome_label(part.outcome),
            part.outcome == LISTED,
            part.rows,
        )
        for part in parts
    )


def missing_in_words(missing: Missing, county: str, province: str) -> tuple[str, ...]:
    """What the rows of a county wait for: collection, or the approval of a head who is named."""
    named = (
        ("گردآوری", missing.collect),
        (f"تأیید مرکزهای {county}", missing.centre),
        (f"تأیید {county}", missing.county),
        (f"تأیید خود شما، {province}", missing.province),
    )
    return tuple(f"{what}: {number(rows)} ردیف" for what, rows in named if rows)


def write_preview(parts: Iterable[PartShown], path: Path) -> int:
    """One line a part; gives how many."""
    cells = [(p.utility, p.code, p.company, p.outcome, p.rows) for p in parts]
    columns = {
        "انشعاب": pl.String,
        "کد شرکت": pl.String,
        "شرکت": pl.String,
        "جایگاه": pl.String,
        "شمار ردیف": pl.Int64,
    }
    frame = pl.DataFrame(cells, columns, orient="row")
    write_xlsx(frame, path, "پیش‌نمایش")
    return frame.height
