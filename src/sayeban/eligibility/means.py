"""The means test: indicators, percentile of a household, its decile and its band. Pure.

The official formula is not public. Where the register of the welfare base has told a decile, that
one counts, and what a model estimates is not asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sayeban.facts.public import FactType, Row

OFFICIAL: Final = "decile"
ESTIMATE: Final = "decile_estimate"
COUNTED: Final = frozenset({"bool", "int", "number", "money"})
_HEAVIEST: Final = 100
LEAST_KNOWN: Final = 0.5
"""The share of the weights that must be known; of whom less is known nothing is estimated."""
BANDS: Final = ((3, "low", "کم‌برخوردار"), (7, "middle", "میانه"), (10, "high", "برخوردار"))

SAMPLE: Final[Sequence[Mapping[str, Any]]] = (
    {"fact": "income_total", "weight": 4, "richer": "more"},
    {"fact": "vehicles_total", "weight": 2, "richer": "more"},
    {"fact": "owns_house", "weight": 2, "richer": "more"},
    {"fact": "home_area", "weight": 1, "richer": "more"},
    {"fact": "household_size", "weight": 1, "richer": "less"},
)
"""The sample model that ships: made up, and marked as such."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One fact of a household and how much it counts."""

    fact: str
    weight: int
    richer: Literal["more", "less"]


@dataclass(frozen=True, slots=True)
class Means:
    """What is known of a household's means. `source` "official" | "estimate" | "" for unknown.

    Others than the organisation are told `band` alone ("low" | "middle" | "high" | "").
    """

    decile: int | None
    source: str
    band: str


def read_indicators(given: object, facts: Mapping[str, FactType]) -> tuple[Indicator, ...] | None:
    """The indicators of a document, None where one is none."""
    if not isinstance(given, list) or not given:
        return None
    found = [_indicator(each, facts) for each in given]
    names = {each.fact for each in found if each}
    return tuple(each for each in found if each) if len(names) == len(found) else None


def _indicator(given: object, facts: Mapping[str, FactType]) -> Indicator | None:
    if not isinstance(given, Mapping) or set(given) != {"fact", "weight", "richer"}:
        return None
    fact, weight, richer = given["fact"], given["weight"], given["richer"]
    known = facts.get(fact) if isinstance(fact, str) else None
    if known is None or known.subject != "household" or known.type not in COUNTED:
        return None
    if isinstance(weight, bool) or not isinstance(weight, int) or not 1 <= weight <= _HEAVIEST:
        return None
    return Indicator(known.key, weight, richer) if richer in ("more", "less") else None


def band_of(decile: int | None) -> str:
    """The code of the band; "" where the decile is unknown."""
    if decile is None:
        return ""
    return next((code for most, code, _ in BANDS if decile <= most), "")


def means_of(row: Row) -> Means:
    """Of the facts of a household: what the register says, or else what a model estimates."""
    for key, source in ((OFFICIAL, "official"), (ESTIMATE, "estimate")):
        decile = row.get(key)
        if isinstance(decile, int):
            return Means(decile, source, band_of(decile))
    return Means(None, "", "")
