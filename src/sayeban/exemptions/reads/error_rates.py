"""How often something is wrong: what samples found, what collected files had to leave out.

A-103, A-121, A-132. The figures of one unit and what lies below it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.rules import ENTRY_METHODS, SOURCES
from sayeban.exemptions.rules_ladder import LEVELS
from sayeban.kit.shares import wilson
from sayeban.kit.units import Unit

WAYS: Mapping[str, Mapping[str, str]] = {"entry_method": ENTRY_METHODS, "source": SOURCES}
"""By what errors are counted, and the words of each value."""


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """What was found in all checks of the campaign, those of returned rows too.

    `of` is the checking office's level, or the entry method or source of the checked rows.
    """

    of: str
    checked: int
    wrong: int

    @property
    def rate(self) -> float:
        """The share that is wrong; there is a check."""
        return self.wrong / self.checked

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval, as shares 0..1."""
        return wilson(self.wrong, self.checked)

    def as_json(self, of: str) -> dict[str, object]:
        """The figures for `--json`; `of` is how they are called there. Shares in percent."""
        low, high = self.interval
        return {
            of: self.of,
            "checked": self.checked,
            "wrong": self.wrong,
            "interval": [round(share * 100, 1) for share in (low, high)],
        }


@dataclass(frozen=True, slots=True)
class Rejects:
    """Rows that collected files of one unit had to leave out, by code of COLLECT_REJECTS."""

    unit: Unit
    reasons: Mapping[str, int]


def rates_by_level(sums: Mapping[tuple[str, str], int]) -> tuple[ErrorRate, ...]:
    """Rates of the offices that checked something; `sums` maps (level, "checked" or "wrong")."""
    return tuple(
        ErrorRate(level, sums[level, "checked"], sums[level, "wrong"])
        for level in LEVELS
        if sums.get((level, "checked"))
    )


def rates_by_way(found: Iterable[tuple[Any, ...]]) -> dict[str, tuple[ErrorRate, ...]]:
    """The lines of progress_sql.WAYS, by kind and in the order of its words."""
    counted = {(kind, name): (checked, wrong) for kind, name, checked, wrong in found}
    return {
        kind: tuple(
            ErrorRate(name, *counted[kind, name]) for name in words if (kind, name) in counted
        )
        for kind, words in WAYS.items()
    }


def rejects_by_unit(
    found: Iterable[tuple[Any, ...]], child: Callable[[Unit], Unit]
) -> tuple[Rejects, ...]:
    """The lines of progress_sql.REJECTS, added up by the unit that `child` gives for a worklist."""
    sums: dict[Unit, Counter[str]] = defaultdict(Counter)
    for province, county, centre, code, count in found:
        sums[child(Unit.of_place(province, county, centre))][code] += count
    return tuple(
        Rejects(unit, {code: sums[unit][code] for code in COLLECT_REJECTS if sums[unit][code]})
        for unit in sorted(sums, key=str)
    )
