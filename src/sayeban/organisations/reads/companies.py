"""Utility companies."""

from dataclasses import dataclass

from sayeban.organisations.models import UtilityCompany


@dataclass(frozen=True, slots=True)
class Company:
    """One company; `code` is the three digits inside a bill id."""

    code: str
    utility: str
    province: str
    name: str


def companies(province: str = "") -> list[Company]:
    """The companies of a province, or of the country, by utility and code."""
    found = UtilityCompany.objects.order_by("province", "utility", "code")
    if province:
        found = found.filter(province=province)
    return [Company(*row) for row in found.values_list("code", "utility", "province_id", "name")]
