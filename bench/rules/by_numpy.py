"""The ten conditions by hand over arrays in memory: the limit of what this machine can do."""

from typing import Any

import numpy as np

from bench.rules.condition import PARAMS
from bench.rules.data import TENURES, Arrays

Array = np.ndarray[Any, Any]


def facts(homes: Arrays, people: Arrays) -> dict[str, Array]:
    """Facts of households from raw persons; -1 is unknown."""
    count, of = len(homes["decile"]), people["household_id"]
    heads = people["is_head"]
    income = people["income_monthly"]
    total = np.bincount(of, income, count).astype(np.int64)
    total[of[income < 0]] = -1
    return {
        "size": np.bincount(of, minlength=count),
        "children": np.bincount(of[people["age"] < 18], minlength=count),  # noqa: PLR2004
        "disabled": np.bincount(of[people["has_disability"]], minlength=count),
        "employed": np.bincount(of[people["employed"]], minlength=count),
        "head_age": people["age"][heads],
        "head_woman": people["is_woman"][heads],
        "income": total,
        **{name: homes[name] for name in ("decile", "tenure", "rent_monthly")},
    }


def decide(kept: dict[str, Array]) -> tuple[Array, Array, Array]:
    """Outcome (1, 0, -1 for unknown), the mask of what is met and that of what is unknown."""
    income, decile, rent = kept["income"], kept["decile"], kept["rent_monthly"]
    no_income, no_decile, no_tenure = income < 0, decile < 0, kept["tenure"] < 0
    no_rent = (rent < 0) | no_income
    met = (
        ~no_income & (income < PARAMS["poverty_line"]),
        ~no_decile & (decile <= 3),  # noqa: PLR2004
        kept["size"] >= 5,  # noqa: PLR2004
        kept["children"] >= 2,  # noqa: PLR2004
        kept["disabled"] >= 1,
        kept["head_age"] >= 65,  # noqa: PLR2004
        kept["head_woman"],
        kept["tenure"] == TENURES.index("owner"),
        kept["employed"] == kept["size"],
        ~no_rent & (rent < income),
    )
    no = {0: no_income, 1: no_decile, 7: no_tenure, 9: no_rent}
    needy = met[0] | met[1]
    weak = np.add.reduce(met[2:7], dtype=np.int8) >= 2  # noqa: PLR2004
    homely = ~(met[7] & met[8])
    unhomely = no_tenure & met[8]
    yes = needy & weak & homely & ~unhomely & met[9]
    refused = (~needy & ~no_income & ~no_decile) | ~weak | ~homely | (~met[9] & ~no_rent)
    outcome = np.where(yes, 1, np.where(refused, 0, -1)).astype(np.int8)
    return outcome, _mask(dict(enumerate(met))), _mask(no)


def _mask(bits: dict[int, Array]) -> Array:
    whole = np.zeros(len(bits[0]), np.int64)
    for bit, found in bits.items():
        whole |= found.astype(np.int64) << bit
    return whole
