"""How much of what was collected was proved wrong, by unit and by collector (A-112)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayeban.country import text
from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.standing import ask, child_of
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.shares import wilson
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `rows` that were collected `wrong` were proved wrong."""

    rows: int
    wrong: int

    @property
    def share(self) -> float:
        """The share that is wrong; something was collected."""
        return self.wrong / self.rows

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval, as shares 0..1."""
        return wilson(self.wrong, self.rows)


@dataclass(frozen=True, slots=True)
class Rates:
    """By the unit directly below, and by the collector's user id."""

    units: Mapping[Unit, Rate]
    workers: Mapping[int, Rate]


def violation_rates(campaign: Campaign, where: Unit, author: int | None = None) -> Rates:
    """The rates of `where` and below it; with `author` of what he entered alone."""
    rows: Counter[Unit | int | None] = Counter()
    wrong: Counter[Unit | int | None] = Counter()
    for province, county, centre, by, entered, proved in ask(
        sql.RATES, place_of(campaign.pk, where)
    ):
        if author in (None, by):
            unit = child_of(where, Unit.of_place(province, county, centre))
            rows.update({unit: entered, by: entered})
            wrong.update({unit: proved, by: proved})
    found = {key: Rate(count, wrong[key]) for key, count in rows.items()}
    return Rates(
        {key: rate for key, rate in found.items() if isinstance(key, Unit)},
        {key: rate for key, rate in found.items() if isinstance(key, int)},
    )


def by_name(named: Iterable[tuple[str, Rate]]) -> list[tuple[str, Rate]]:
    """In the order of the alphabet, which is no ranking."""
    return sorted(named, key=lambda item: text.sort_key(item[0]))
