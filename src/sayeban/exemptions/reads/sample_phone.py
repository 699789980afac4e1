"""The sample as a caller or visitor goes through it: what is left, and one household at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from sayeban.accounts.public import user_names
from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions.dwelling_sql import ADDRESS, POSTAL_CODE, RESIDENCE, by_number
from sayeban.exemptions.models import SampleFinding
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.reads.row_pictures import Bill, Picture, bills_of, pictures_of
from sayeban.exemptions.rules import place_of_utility
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Stop:
    """One household that is still to be called or visited."""

    key: UUID
    full_name: str
    address: str


@dataclass(frozen=True, slots=True)
class SampleRound:
    """How far the office is. `own` unchecked rows count as collected by the visitor (Eyes), so
    that a colleague checks them; `stops` are the first of the others.
    """

    stops: Sequence[Stop]
    drawn: int
    checked: int
    own: int

    @property
    def left(self) -> int:
        """What the visitor can still check."""
        return self.drawn - self.checked - self.own


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at one connection before. `photo`: there is one."""

    id: int
    utility: str
    is_right: bool
    why: str
    note: str
    photo: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DrawnHousehold:
    """One drawn row with what is compared with the client's reality, in codes.

    `drawn` is the id of the sample's row. `asked`: the connections that need a result, "" alone
    where nothing was collected and the reason for that is checked.
    """

    drawn: int
    unit: Unit
    bills: tuple[Bill, ...]
    pictures: tuple[Picture, ...]
    found: tuple[Found, ...]
    key: UUID
    full_name: str
    national_id: str
    mobile: str
    address: str
    postal_code: str
    location: str
    tenure: str
    tenancy_end: date | None
    no_data_reason: str
    is_right: bool | None
    note: str

    @property
    def asked(self) -> tuple[str, ...]:
        """Utilities of which something was declared, or "" alone."""
        return tuple(bill.utility for bill in self.bills if bill.connection_type) or ("",)


def _drawn(question: BatchQuestion) -> str:
    return f"""
FROM exemptions_samplerow c
JOIN exemptions_sample s ON s.id = c.sample_id AND s.level = %(level)s AND {sql.scope("s")}
JOIN exemptions_row r ON r.id = c.row_id AND {sql.still_drawn(question.level)}
{RESIDENCE}
"""


_OWN = f"(c.is_right IS NULL AND {sql.mine('r.collected_by', 'r.collected_at')} IS TRUE)"
_COUNTS = f"SELECT count(*), count(c.is_right), count(*) FILTER (WHERE {_OWN})"
_STOPS = f"""
WHERE c.is_right IS NULL AND NOT ({_OWN})
ORDER BY r.province, r.county, r.centre, {by_number(ADDRESS)}, r.name_sort, r.id LIMIT %(limit)s
"""
_HOUSEHOLD = f"""
SELECT c.id, r.province, r.county, r.centre, r.id, r.key, r.full_name, r.national_id, r.mobile,
  {ADDRESS}, {POSTAL_CODE}, r.location, r.tenure, r.tenancy_end, r.no_data_reason, c.is_right,
  c.note
"""


def sample_round(question: BatchQuestion, limit: int = 50) -> SampleRound:
    """What `question.me` can still check in his unit. Names persons: record the look."""
    parameters = question.parameters | {"limit": limit}
    drawn = _drawn(question)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS + drawn, parameters)
        counts = cursor.fetchone()
        cursor.execute(f"SELECT r.key, r.full_name, {ADDRESS} {drawn}{_STOPS}", parameters)
        return SampleRound([Stop(*line) for line in cursor.fetchall()], *counts)


def drawn_household(question: BatchQuestion, key: UUID) -> DrawnHousehold | None:
    """One drawn row of the unit; None where it is not, or not any more, in a present sample."""
    statement = _HOUSEHOLD + _drawn(question) + " WHERE r.key = %(key)s ORDER BY c.id DESC LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters | {"key": key})
        line = cursor.fetchone()
    if line is None:
        return None
    drawn, province, county, centre, row, *shown = line
    return DrawnHousehold(
        drawn,
        Unit.of_place(province, county, centre),
        bills_of([row]).get(row, ()),
        pictures_of([row]).get(row, ()),
        _found(drawn),
        *shown,
    )


def _found(drawn: int) -> tuple[Found, ...]:
    found = SampleFinding.objects.filter(drawn=drawn)
    kept = sorted(found, key=lambda each: place_of_utility(each.utility))
    names = user_names({finding.by for finding in kept})
    return tuple(
        Found(f.pk, f.utility, f.is_right, f.why, f.note, bool(f.document_id), names[f.by], f.at)
        for f in kept
    )
