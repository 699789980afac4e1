"""The ten conditions of the bench, over facts of households that the product has too."""

from collections.abc import Mapping
from typing import Any, Final

from sayeban.facts.public import FactType, ParamType, Tree, Value, parse

_TENURES: Final = (("owner", "مالک"), ("tenant", "استیجاری"), ("other", "غیره"))
_SEXES: Final = (("female", "زن"), ("male", "مرد"))
CATALOGUE: Final[Mapping[str, FactType]] = {
    fact.key: fact
    for fact in (
        FactType("household_size", "int", "شمار اعضا", "household"),
        FactType("members_under_18", "int", "اعضای زیر ۱۸ سال", "household"),
        FactType("members_disabled", "int", "اعضای دارای معلولیت", "household"),
        FactType("members_employed", "int", "اعضای شاغل", "household"),
        FactType("head_age", "int", "سن سرپرست", "household"),
        FactType("head_sex", "code", "جنس سرپرست", "household", choices=_SEXES),
        FactType("income_total", "money", "درآمد خانوار", "household"),
        FactType("decile", "int", "دهک", "household"),
        FactType("tenure", "code", "نوع سکونت", "household", choices=_TENURES),
        FactType("rent_monthly", "money", "اجارهٔ ماهانه", "household"),
    )
}
_PARAMS: Final = {"poverty_line": ParamType("poverty_line", "money", "خط فقر")}
POVERTY_LINE: Final = 90_000_000
PARAMS: Final[Mapping[str, Value]] = {"poverty_line": POVERTY_LINE}


def _leaf(name: str, fact: str, op: str, **rhs: object) -> dict[str, Any]:
    return {"id": name, "fact": fact, "op": op, **rhs}


DOCUMENT: Final = {
    "all": [
        {
            "any": [
                _leaf("poor", "income_total", "<", param="poverty_line"),
                _leaf("low", "decile", "<=", value=3),
            ]
        },
        {
            "at_least": 2,
            "of": [
                _leaf("large", "household_size", ">=", value=5),
                _leaf("children", "members_under_18", ">=", value=2),
                _leaf("disabled", "members_disabled", ">=", value=1),
                _leaf("old", "head_age", ">=", value=65),
                _leaf("woman", "head_sex", "=", value="female"),
            ],
        },
        {
            "not": {
                "all": [
                    _leaf("owner", "tenure", "=", value="owner"),
                    _leaf("all_employed", "members_employed", "=", other="household_size"),
                ]
            }
        },
        _leaf("rent", "rent_monthly", "<", other="income_total"),
    ]
}
"""Ten leaves, each node, a parameter, and facts against facts."""


def tree() -> Tree:
    """The document as it is compiled and evaluated."""
    return parse(DOCUMENT, CATALOGUE, _PARAMS)
