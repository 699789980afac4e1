"""Which typed bills another household has already: said while they are typed, and never whose."""

from collections.abc import Mapping
from typing import Final

from sayeban.exemptions.models import Campaign
from sayeban.exemptions.phases import FAMILY
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.reads.standing import ask
from sayeban.runtime.context import nationwide

ELSEWHERE: Final = (
    "این شناسه برای خانوار دیگری هم ثبت شده است. آن را با قبض بسنجید؛ اگر کنتور مشترک است، نوع"
    " انشعاب را «مشاع» بنویسید."
)
# Lawful is only what both call shared.
_FOUND = f"""
SELECT v.utility FROM unnest(%(utilities)s::text[], %(bills)s::text[], %(types)s::text[])
  AS v (utility, bill, type)
WHERE v.type <> 'none' AND EXISTS (
  SELECT FROM exemptions_connection c JOIN exemptions_row r ON r.id = c.row_id AND {LIVE}
  WHERE c.bill_id = v.bill AND c.campaign_id = ANY ({FAMILY}) AND c.connection_type <> 'none'
    AND c.household_id <> (SELECT household_id FROM exemptions_row WHERE id = %(row)s)
    AND (v.type <> 'shared' OR c.connection_type <> 'shared'))
"""


def bills_elsewhere(
    campaign: Campaign, row_id: int, bills: Mapping[str, tuple[str, str]]
) -> list[str]:
    """The utilities whose bill another household has; `bills` has bill id and type of each.

    Asked of the whole country: the other household may live where the author sees nobody.
    """
    if not bills:
        return []
    ids, types = zip(*bills.values(), strict=True)
    asked = {"utilities": list(bills), "bills": list(ids), "types": list(types)}
    with nationwide():
        found = ask(_FOUND, {"campaign": campaign.pk, "row": row_id, **asked})
    return [utility for (utility,) in found]
