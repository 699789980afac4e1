"""One worklist in SQL: its rows, and a campaign with a unit as parameters of a statement."""

from typing import Any, Final

from sayeban.kit.units import Unit

WORKLIST: Final = """r.campaign_id = %(campaign)s
  AND (r.province, r.county, r.centre) = (%(province)s, %(county)s, %(centre)s)"""
"""The rows of exactly one worklist; parameters: place_of."""


def place_of(campaign_id: int, where: Unit) -> dict[str, Any]:
    """A campaign and a unit, "" above the unit's level."""
    return {
        "campaign": campaign_id,
        "province": where.province,
        "county": where.county,
        "centre": where.centre,
    }
