"""Who of the covered households is a low consumer, as companies reported it (A-007).

Three values: low, not low, not known. What was not answered is never counted as not low. Figures
are sums of what `count_consumption` counted; row-level security bounds them to the reader's places.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from django.db import connection

from sayeban.exemptions.models import ConsumptionStale
from sayeban.exemptions.rules_consumption import HIGH, LOW, Month

_FIGURES: Final = """
SELECT {by}, outcome, sum(households), sum(priced), sum(gross), sum(exempted)
FROM exemptions_consumptioncount
WHERE (%(utility)s = '' OR utility = %(utility)s) AND (%(province)s = '' OR province = %(province)s)
  AND (%(month)s::date IS NULL OR month = %(month)s)
GROUP BY 1, 2 ORDER BY 1, 2
"""
_MONTHS: Final = """
SELECT month FROM exemptions_consumptioncount WHERE %(utility)s IN ('', utility)
GROUP BY 1 HAVING sum(households) FILTER (WHERE outcome <> '') > 0 ORDER BY 1 DESC
"""


@dataclass(frozen=True, slots=True)
class Consumed:
    """Covered households of one month; each stands in one of low, high, not_applied, silent.

    `low`: the company exempted the bill, of them `partly` a part of it; `high`: the consumption was
    above; `not_applied`: it did not apply the exemption, whatever was consumed; `silent`: nothing
    was reported. Rial of the `priced` households whose bills have both amounts.
    """

    low: int = 0
    partly: int = 0
    high: int = 0
    not_applied: int = 0
    silent: int = 0
    priced: int = 0
    gross: int = 0
    exempted: int = 0

    def __add__(self, other: "Consumed") -> "Consumed":
        return Consumed(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )

    @property
    def households(self) -> int:
        """All that were covered."""
        return self.low + self.high + self.not_applied + self.silent

    @property
    def known(self) -> int:
        """Those of whom it is known whether they are low consumers."""
        return self.low + self.high

    @property
    def share(self) -> float | None:
        """The share of low consumers among those who are known; None where none is."""
        return self.low / self.known if self.known else None

    @property
    def answered(self) -> float | None:
        """The share of whom something was reported; None where nobody is covered."""
        return 1 - self.silent / self.households if self.households else None

    @property
    def rate(self) -> float | None:
        """The part of the amounts that was exempted; None where no amount is known."""
        return self.exempted / self.gross if self.gross else None


@dataclass(frozen=True, slots=True)
class About:
    """What is asked: one utility, one month, one province; "" and None for all of them."""

    utility: str = ""
    month: Month | None = None
    province: str = ""


def by_province(about: About) -> dict[str, Consumed]:
    """By the code of the province."""
    return dict(_grouped("province", about))


def by_county(about: About) -> dict[str, Consumed]:
    """By the code of the county."""
    return dict(_grouped("county", about))


def by_tier(about: About) -> dict[int, Consumed]:
    """By the tier that was reached; 0 for households of whom nothing was reported."""
    return dict(_grouped("tier", about))


def by_utility(about: About) -> dict[str, Consumed]:
    """By utility; a household with several stands in each."""
    return dict(_grouped("utility", about))


def by_month(about: About) -> dict[Month, Consumed]:
    """By bill month, the earliest first."""
    return {Month(first): found for first, found in _grouped("month", about)}


def months_known(utility: str) -> list[Month]:
    """The months of which something was reported in the reader's scope, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, {"utility": utility})
        return [Month(first) for (first,) in cursor.fetchall()]


def is_behind(utility: str) -> bool:
    """Whether something changed that was not counted yet."""
    return ConsumptionStale.objects.filter(utility=utility).exists()


def _grouped(by: str, about: About) -> Iterator[tuple[Any, Consumed]]:
    given: Mapping[str, Any] = {
        "utility": about.utility,
        "month": about.month.first if about.month else None,
        "province": about.province,
    }
    found: dict[Any, Consumed] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES.format(by=by), given)
        for key, outcome, households, *amounts in cursor.fetchall():
            line = _of(outcome, int(households), *map(int, amounts))
            found[key] = found.get(key, Consumed()) + line
    return iter(found.items())


def _of(outcome: str, households: int, priced: int, gross: int, exempted: int) -> Consumed:
    amounts = {"priced": priced, "gross": gross, "exempted": exempted}
    if outcome in LOW:
        partly = households if outcome == "partly_exempted" else 0
        return Consumed(low=households, partly=partly, **amounts)
    if outcome in HIGH:
        return Consumed(high=households, **amounts)
    return Consumed(**{"not_applied" if outcome else "silent": households}, **amounts)
