"""The list that a release would make now, counted by company, utility and reason (A-134)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from sayeban.exemptions import placing_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.required import required_fields
from sayeban.exemptions.rules_preview import Part, parts_of
from sayeban.kit.units import Unit
from sayeban.runtime.context import nationwide


@dataclass(frozen=True, slots=True)
class Preview:
    """`households` would be on the list; `undecided` rows wait for the decision of a suspicion."""

    parts: tuple[Part, ...]
    households: int
    undecided: int


def release_preview(code: str, unit: Unit, without: Collection[str]) -> Preview:
    """What the next list of a province would hold without these counties.

    Looked up nationwide, as the release does: an earlier list or a household's head may lie
    elsewhere. Only counts come out.
    """
    campaign = campaign_by_code(code)
    scope = placing_scope(campaign, unit.province, without)
    with nationwide(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(sql.PREVIEW, scope)
        lines = cursor.fetchall()
        cursor.execute(sql.OPEN_CANDIDATES, scope)
        undecided = sum(rows for _, rows in cursor.fetchall())
    return Preview(parts_of(line[:5] for line in lines), lines[0][5] if lines else 0, undecided)


def placing_scope(campaign: Campaign, province: str, without: Collection[str]) -> dict[str, Any]:
    """The parameters of placing_sql that a list has before it has a number."""
    asked = [field for field in required_fields(campaign) if field.endswith(":mobile")]
    return {
        "campaign": campaign.pk,
        "province": province,
        "without": sorted(set(without)),
        "utilities": campaign.utilities,
        "mobile": [field.removesuffix(":mobile") for field in asked],
    }
