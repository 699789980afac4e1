"""Which provinces, counties and centres take part, and how many households each has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayeban.country import divisions
from sayeban.kit.units import Unit

NATIONAL_FROM: Final = 200_000
"""More households than this are spread over all provinces."""
_PROVINCES: Final = {"07": 0.40, "10": 0.35, "23": 0.25}
_HOUSEHOLDS_A_COUNTY: Final = 1_200
_HOUSEHOLDS_A_CENTRE: Final = 450  # what a centre is planned for (domain.md 5)
_FEWEST_COUNTIES: Final = 3


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """One county with the codes of its centres; `households` is its share of the province."""

    code: str
    name: str
    households: int
    centres: tuple[str, ...]

    @property
    def unit(self) -> Unit:
        return Unit.of_county(self.code)


@dataclass(frozen=True, slots=True)
class ProvincePlan:
    """One province. `first_serial` begins the range of serials that are its own.

    `unimported` is a centre of the first county that only headquarters' rows know.
    """

    index: int
    code: str
    name: str
    households: int
    first_serial: int
    counties: tuple[CountyPlan, ...]

    @property
    def unimported(self) -> str:
        return f"1{self.counties[0].code}99"

    def is_late(self, county: CountyPlan) -> bool:
        """Whether this county approves after the others: the last one of the first province."""
        return self.index == 0 and county == self.counties[-1]


SERIALS_A_HOUSEHOLD: Final = 1.15
"""Heads, members, heads on no list, rejected rows: no province uses more serials than this a
household (and 2,000 more)."""


def plan(households: int) -> tuple[ProvincePlan, ...]:
    """The provinces for so many households, each with its own range of serials."""
    shares = _shares(households)
    plans: list[ProvincePlan] = []
    first = 1
    for index, (code, share) in enumerate(shares.items()):
        own = _rest(households, plans) if index == len(shares) - 1 else round(households * share)
        name = next(p.name for p in divisions.provinces() if p.code == code)
        plans.append(ProvincePlan(index, code, name, own, first, _counties(code, own)))
        first += int(own * SERIALS_A_HOUSEHOLD) + 2_000
    return tuple(plans)


def _rest(households: int, plans: Sequence[ProvincePlan]) -> int:
    return households - sum(plan.households for plan in plans)


def _shares(households: int) -> dict[str, float]:
    """Three provinces for a sample, else all of them by their number of counties."""
    if households <= NATIONAL_FROM:
        return _PROVINCES
    number = {
        province.code: sum(county.parent == province.code for county in divisions.counties())
        for province in divisions.provinces()
    }
    # A province of one county (Qom) would have nobody to be compared with.
    weights = {code: max(counties, _FEWEST_COUNTIES) for code, counties in number.items()}
    return {code: weight / sum(weights.values()) for code, weight in weights.items()}


def _counties(province: str, households: int) -> tuple[CountyPlan, ...]:
    """Counties of falling size, each with its centres."""
    known = [county for county in divisions.counties() if county.parent == province]
    wanted = max(_FEWEST_COUNTIES, round(households / _HOUSEHOLDS_A_COUNTY))
    taken = known[:wanted]
    weights = [1 / (place + 2) ** 0.5 for place in range(len(taken))]
    plans: list[CountyPlan] = []
    for county, weight in zip(taken, weights, strict=True):
        own = round(households * weight / sum(weights))
        number = max(1, round(own / _HOUSEHOLDS_A_CENTRE))
        # Digits that begin with a one: a numeric cell takes nothing from them.
        centres = tuple(f"1{county.code}{place:02d}" for place in range(1, number + 1))
        plans.append(CountyPlan(county.code, county.name, own, centres))
    return tuple(plans)
