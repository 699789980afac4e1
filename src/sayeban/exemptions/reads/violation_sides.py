"""The rows of one suspicion side by side: what each household declared, with its pictures."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from sayeban.exemptions.reads.row_pictures import Bill, Picture, bills_of, pictures_of
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Side:
    """One held connection of one row, in codes. `bill` is None where nothing is declared now.

    `campaign` is the row's own.
    """

    utility: str
    unit: Unit
    bill: Bill | None
    pictures: tuple[Picture, ...]
    campaign: str
    campaign_title: str
    key: UUID
    household_id: int
    full_name: str
    national_id: str
    file_number: str
    is_head: bool
    address: str
    postal_code: str
    location: str
    tenure: str
    tenancy_end: date | None
    collected_by: int | None
    collected_at: datetime | None


_SIDES = """
SELECT r.id, h.utility, r.province, r.county, r.centre, p.code, p.title, r.key, r.household_id,
  r.full_name, r.national_id, r.file_number, r.is_head, r.address, r.postal_code, r.location,
  r.tenure, r.tenancy_end, coalesce(h.author, r.collected_by), r.collected_at
FROM exemptions_candidaterow h JOIN exemptions_row r ON r.id = h.row_id
JOIN exemptions_campaign p ON p.id = r.campaign_id
WHERE h.candidate_id = %s ORDER BY h.id
"""


def sides_of(candidate: int) -> list[Side]:
    """The rows that a candidate holds, within the reader's places.

    Names persons: whoever showed the candidate has recorded the look.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SIDES, [candidate])
        found = cursor.fetchall()
    rows = {line[0] for line in found}
    bills, pictures = bills_of(rows), pictures_of(rows)
    return [
        Side(
            utility,
            Unit.of_place(province, county, centre),
            next((bill for bill in bills.get(row, ()) if bill.utility == utility), None),
            tuple(p for p in pictures.get(row, ()) if p.utility == utility),
            *shown,
        )
        for row, utility, province, county, centre, *shown in found
    ]
