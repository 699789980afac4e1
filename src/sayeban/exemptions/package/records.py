"""The canonical form of a list: the NDJSON records that a company gets, in a fixed order.

The sha256 of a company's list.ndjson is the hash of its part, and the sha256 of all parts one
after another (by utility, then company) is the content hash that the director-general signs. So
whoever holds a file can check it with sha256sum.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.conf import settings

from sayeban.country import jalali
from sayeban.exemptions.package.signing import household_ref, households_key
from sayeban.exemptions.reads.release import ReleaseFacts, listed_lines

_AT_ONCE = 20_000
_TENURES = frozenset({"owner", "tenant"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same in every record of one part of a list."""

    company: str
    effective_from: str
    programme: dict[str, str]
    key: bytes
    number_field: str

    @classmethod
    def of(cls, release: ReleaseFacts, utility: str, company: str) -> "Frame":
        return cls(
            company=f"{utility}-{company}",
            effective_from=release.day.isoformat(),
            programme={
                "id": release.campaign,
                "legal_basis": release.legal_basis,
                "fiscal_year": fiscal_year(release.day),
            },
            key=households_key(settings.HOME),
            number_field="meter_serial" if utility == "electricity" else "subscription_no",
        )


def fiscal_year(day: date) -> str:
    """The Jalali year, which is the country's fiscal year."""
    return f"{jalali.parts(day)[0]:04d}"


def part(release: ReleaseFacts, utility: str, company: str) -> Iterator[bytes]:
    """The NDJSON of one company's part, in pieces."""
    yield from ndjson(
        listed_lines(release.id, utility, company), Frame.of(release, utility, company)
    )


def ndjson(lines: pl.DataFrame, frame: Frame) -> Iterator[bytes]:
    """One record a line (schema Record of the utility exchange), in pieces."""
    for piece in lines.iter_slices(_AT_ONCE):
        yield "".join(
            json.dumps(_record(line, frame), ensure_ascii=False, separators=(",", ":")) + "\n"
            for line in piece.iter_rows(named=True)
        ).encode()


def _record(line: dict[str, str], frame: Frame) -> dict[str, object]:
    return {
        "exemption_id": line["exemption_id"],
        "version": 1,
        "effective_from": frame.effective_from,
        "household_ref": household_ref(frame.key, frame.company, line["household_id"]),
        "occupant": {
            "national_id": line["occupant_id"],
            "full_name": line["occupant_name"],
            "mobile": line["mobile"] or None,
        },
        "tenure": line["tenure"] if line["tenure"] in _TENURES else "other",
        "service_point": _service_point(line, frame.number_field),
        "programme": frame.programme,
    }


def _service_point(line: dict[str, str], number_field: str) -> dict[str, object]:
    optional = {"address": line["address"], "settlement": line["settlement"]}
    return {
        "bill_id": line["bill_id"],
        number_field: line["number"] or None,
        "connection": "private",
        "postal_code": line["postal_code"],
        "county_code": line["county"],
        **{name: value for name, value in optional.items() if value},
    }
