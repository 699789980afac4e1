"""What a workbook of desks would change, before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

from sayeban.desk.actions.import_desks import DeskLine
from sayeban.desk.actions.keep_desk import DeskTerms
from sayeban.desk.hours import DAYS
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.workbook.desks import COLUMNS
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels

_COLUMNS: Final = frozenset(each.key for each in COLUMNS)
_PLAIN: Final = tuple(each.name for each in fields(DeskTerms) if each.name in _COLUMNS)
NEW: Final = "تازه"
SAME: Final = "همان است"


@dataclass(frozen=True, slots=True)
class Becomes:
    """One desk of the workbook. `changes` are the titles of what changes."""

    code: str
    title: str
    unit: str
    is_new: bool
    changes: tuple[str, ...]

    @property
    def said(self) -> str:
        """What happens to it, in words."""
        if self.is_new:
            return NEW
        return f"تغییر: {'، '.join(self.changes)}" if self.changes else SAME


def preview(lines: Sequence[DeskLine], desks: Sequence[DeskFacts]) -> list[Becomes]:
    """Each line against the desk that it names."""
    known = {desk.code: desk for desk in desks}
    labels = unit_labels([line.unit for line in lines])
    return [_becomes(line, labels[line.unit], known.get(line.code)) for line in lines]


def units_of(desks: Sequence[DeskFacts]) -> dict[str, Unit]:
    """The units of desks by code."""
    return {desk.code: desk.unit for desk in desks}


def _becomes(line: DeskLine, unit: str, known: DeskFacts | None) -> Becomes:
    titles = {each.key: each.label_fa for each in COLUMNS}
    if known is None:
        return Becomes(line.code, line.terms.title, unit, True, ())
    before, after = _cells(known), _cells(line.terms)
    changes = tuple(titles[name] for name in after if before[name] != after[name])
    return Becomes(line.code, line.terms.title, unit, False, changes)


def _cells(desk: DeskFacts | DeskTerms) -> dict[str, object]:
    """What stands in each column."""
    plain = {name: getattr(desk, name) for name in _PLAIN}
    return plain | dict(zip(DAYS, desk.week, strict=True))
