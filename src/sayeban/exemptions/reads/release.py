"""Released lists and their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection

from sayeban.accounts.public import signed_names
from sayeban.country.today import today_of
from sayeban.exemptions.models import Release
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label

LINE_COLUMNS = (
    "utility",
    "company",
    "exemption_id",
    "household_id",
    "occupant_id",
    "occupant_name",
    "mobile",
    "tenure",
    "tenancy_end",
    "bill_id",
    "number",
    "postal_code",
    "address",
    "settlement",
    "county",
)

_PARTS = """
SELECT DISTINCT utility COLLATE "C", company COLLATE "C" FROM exemptions_releaseline
WHERE release_id = %s AND outcome = 'listed' ORDER BY 1, 2
"""

_LINES = f"""
COPY (
  SELECT {", ".join(f"coalesce({name}::text, '') AS {name}" for name in LINE_COLUMNS)}
  FROM exemptions_releaseline
  WHERE release_id = %s AND utility = %s AND company = %s AND outcome = 'listed'
) TO STDOUT (FORMAT csv, FORCE_QUOTE *)
"""


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """One released list. `companies` as in the release's answer; `day` is its date in Iran."""

    id: int
    campaign: str
    title: str
    legal_basis: str
    publisher: str
    publisher_name: str
    benefit: str
    province: str
    province_label: str
    number: int
    at: datetime
    day: date
    signer: str
    without: tuple[str, ...]
    reason: str
    households: int
    result: dict[str, Any]
    content_sha256: str
    signature: str
    received_at: datetime | None

    @property
    def unit(self) -> Unit:
        return Unit.of_province(self.province)


def release_facts(release_id: int) -> ReleaseFacts | None:
    """One list by its id; None when there is none in the reader's scope."""
    found = Release.objects.select_related("campaign").filter(pk=release_id).first()
    return _facts([found])[0] if found else None


def find_release(code: str, province: str, number: int) -> ReleaseFacts | None:
    """One list by campaign, province and number."""
    found = (
        Release.objects.select_related("campaign")
        .filter(campaign__code=code, province=province, number=number)
        .first()
    )
    return _facts([found])[0] if found else None


def releases(code: str, province: str = "") -> list[ReleaseFacts]:
    """The lists of a campaign in the reader's scope, by province and number."""
    found = Release.objects.select_related("campaign").filter(campaign__code=code)
    if province:
        found = found.filter(province=province)
    return _facts(list(found.order_by("province", "number")))


def _facts(lists: list[Release]) -> list[ReleaseFacts]:
    names = signed_names([(each.by, each.at, Unit.of_province(each.province)) for each in lists])
    return [_one(each, names[each.by, each.at]) for each in lists]


def _one(release: Release, signer: str) -> ReleaseFacts:
    campaign = release.campaign
    return ReleaseFacts(
        id=release.pk,
        campaign=campaign.code,
        title=campaign.title,
        legal_basis=campaign.legal_basis,
        publisher=campaign.publisher,
        publisher_name=_publisher_name(campaign.publisher),
        benefit=campaign.benefit,
        province=release.province,
        province_label=unit_label(Unit.of_province(release.province)),
        number=release.number,
        at=release.at,
        day=today_of(release.at),
        signer=signer,
        without=tuple(release.without),
        reason=release.reason,
        households=release.households,
        result=release.result,
        content_sha256=release.content_sha256,
        signature=release.signature,
        received_at=release.received_at,
    )


def _publisher_name(code: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM organisations_supportinstitution WHERE code = %s", [code])
        found = cursor.fetchone()
    return str(found[0]) if found else code


def county_names(province: str) -> dict[str, str]:
    """Every county that a list of this province can name, also one that is no longer valid."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, name FROM organisations_county WHERE province = %s", [province]
        )
        return {str(code): str(name) for code, name in cursor.fetchall()}


def parts(release_id: int) -> Sequence[tuple[str, str]]:
    """(utility, company) of each part of a list, in the order of its content hash."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, [release_id])
        return [(str(utility), str(company)) for utility, company in cursor.fetchall()]


def listed_lines(release_id: int, utility: str, company: str) -> pl.DataFrame:
    """The lines of one part: LINE_COLUMNS as text, "" where nothing is known, in fixed order.

    A bill id stands once on a list, so the order is total and no internal number shows through.
    """
    csv = BytesIO()
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(_LINES, [release_id, utility, company]) as copy,
    ):
        for data in copy:
            csv.write(data)
    if not csv.getbuffer():
        return pl.DataFrame(schema=dict.fromkeys(LINE_COLUMNS, pl.String))
    csv.seek(0)
    lines = pl.read_csv(csv, has_header=False, new_columns=list(LINE_COLUMNS), infer_schema=False)
    return lines.with_columns(pl.all().fill_null("")).sort("county", "bill_id")
