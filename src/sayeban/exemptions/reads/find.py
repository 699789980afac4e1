"""Rows of any campaign by what a paper shows of them, for the search of the staff."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sayeban.country import text
from sayeban.country.formats import bill_id
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.kit.units import Unit
from sayeban.runtime.lists import uuid_of

MOST: Final = 25
_LEAST_LETTERS: Final = 3
"""A shorter part of a name finds half the country."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row with its campaign; `code` names the campaign in addresses."""

    key: UUID
    code: str
    campaign: str
    full_name: str
    national_id: str
    state: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class FoundCampaign:
    """One campaign."""

    code: str
    title: str


_SELECT = """
SELECT r.key, c.code, c.title, r.full_name, r.national_id, r.state, r.province, r.county, r.centre
FROM exemptions_row r JOIN exemptions_campaign c ON c.id = r.campaign_id
WHERE {condition}
ORDER BY c.id DESC, r.name_sort, r.id LIMIT %(most)s
"""
_OF_PERSONS = _SELECT.format(condition="r.person_id = ANY (%(persons)s)")
_OF_KEY = _SELECT.format(condition="r.key = %(key)s")
_OF_BILL = _SELECT.format(
    condition="r.id IN (SELECT k.row_id FROM exemptions_connection k WHERE k.bill_id = %(bill)s)"
)
_OF_NAME = _SELECT.format(condition="r.name_sort LIKE '%%' || %(name)s || '%%'")


def find_rows(typed: str, persons: Collection[int], *, by_name: bool) -> list[FoundRow]:
    """Rows within the reader's places, at most MOST: of these persons, or by row key, bill or name.

    `by_name` lets a part of a name be searched, which goes through all rows of the reader's places.
    Names persons: the caller records the look with its purpose.
    """
    written = text.identifier(typed)
    if persons:
        return _found(_OF_PERSONS, persons=list(persons))
    if key := uuid_of(typed):
        return _found(_OF_KEY, key=key)
    if bill := bill_id.canonical(written):
        return _found(_OF_BILL, bill=bill)
    name = text.sort_key(text.normalize(typed))
    if by_name and len(name) >= _LEAST_LETTERS and not any(letter.isdigit() for letter in written):
        escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return _found(_OF_NAME, name=escaped)
    return []


_CAMPAIGNS = """
SELECT code, title FROM exemptions_campaign
WHERE code = %(code)s OR fa_match_key(title) LIKE '%%' || fa_match_key(%(typed)s) || '%%'
ORDER BY id DESC LIMIT 10
"""
_NEWEST = "SELECT code FROM exemptions_campaign ORDER BY closed_at IS NULL DESC, id DESC LIMIT 1"


def find_campaigns(typed: str) -> list[FoundCampaign]:
    """Campaigns by code or a part of the title; none for an empty text."""
    cleaned = text.normalize(typed)
    if len(cleaned) < _LEAST_LETTERS:
        return []
    escaped = cleaned.replace("%", "").replace("_", "")
    with connection.cursor() as cursor:
        cursor.execute(_CAMPAIGNS, {"code": typed.strip().lower(), "typed": escaped})
        return [FoundCampaign(*line) for line in cursor.fetchall()]


def newest_campaign() -> str:
    """The code of the newest campaign, an open one before closed ones; "" while there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def _found(sql: str, **values: Any) -> list[FoundRow]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, "most": MOST})
        return [_row(line) for line in cursor.fetchall()]


def _row(line: Sequence[Any]) -> FoundRow:
    key, code, title, full_name, national_id, state, *place = line
    label = STATE_LABELS[State(state)]
    return FoundRow(key, code, title, full_name, national_id, label, Unit.of_place(*place))
