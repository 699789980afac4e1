"""What village helpers entered of a worklist and nobody decided about, beside what is stored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sayeban.accounts.public import user_names
from sayeban.exemptions.models import Campaign, HelperEntry
from sayeban.exemptions.worklist_sql import WORKLIST, place_of
from sayeban.kit.units import Unit

_MOST = 200
_WAITING = f"""
SELECT e.id, r.key, r.full_name, coalesce(d.village, ''), r.address, e.utility, e.bill_id,
  e.source, e.note, coalesce(c.bill_id, ''), r.version,
  coalesce(u.full_name, ''), e.at
FROM exemptions_helperentry e JOIN exemptions_row r ON r.id = e.row_id
LEFT JOIN people_residence d ON d.household_id = r.household_id AND d.until IS NULL
LEFT JOIN exemptions_connection c ON c.row_id = r.id AND c.utility = e.utility
LEFT JOIN accounts_user u ON u.id = e.by
WHERE {WORKLIST} AND e.campaign_id = %(campaign)s AND e.state = 'waiting'
ORDER BY fa_sort_key(coalesce(d.village, '')), r.household_id, e.id LIMIT {_MOST}
"""


@dataclass(frozen=True, slots=True)
class WaitingKnown:
    """One entry. `stored`: the bill id that the row of this `version` has; `by` the helper's
    name."""

    id: int
    key: UUID
    full_name: str
    village: str
    address: str
    utility: str
    bill_id: str
    source: str
    note: str
    stored: str
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HelperSource:
    """Who of the helpers knew the bill id of one utility, and who confirmed it."""

    utility: str
    bill_id: str
    by: str
    confirmed_by: str
    at: datetime


def waiting_known(campaign: Campaign, unit: Unit) -> list[WaitingKnown]:
    """The entries of one worklist, village by village."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, place_of(campaign.pk, unit))
        return [WaitingKnown(*line) for line in cursor.fetchall()]


def helper_sources(row_id: int) -> list[HelperSource]:
    """What was confirmed of one row, newest first."""
    entries = HelperEntry.objects.filter(row=row_id, state="confirmed").order_by("-decided_at")
    found = list(entries.values_list("utility", "bill_id", "by", "decided_by", "at"))
    names = user_names({number for *_, by, who, _ in found for number in (by, who) if number})
    return [
        HelperSource(utility, bill, names.get(by, ""), names.get(who or 0, ""), at)
        for utility, bill, by, who, at in found
    ]
