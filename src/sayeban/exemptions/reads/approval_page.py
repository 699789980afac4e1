"""What a head decides on: the batch, what stops it, its rows, and what was approved before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.accounts.public import signed_names, user_names
from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions.models import Approval, Return
from sayeban.exemptions.reads.batch import (
    BatchQuestion,
    blocks,
    counts,
    late_units,
    strata,
    unit_at,
)
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules_ladder import Block, Stratum
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Eyes


@dataclass(frozen=True, slots=True)
class Batch:
    """`taken` rows would be approved now; `late` are counties that a province goes on without."""

    taken: int
    blocks: tuple[Block, ...]
    late: tuple[Block, ...]
    strata: tuple[Stratum, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row that can be sent back."""

    id: int
    key: str
    national_id: str
    full_name: str
    state: str
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One approval in the unit or below it; `overridden` are names like "sample.errors@0701"."""

    unit: Unit
    at: datetime
    by: str
    approved: int
    returned: int
    overridden: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One row that was sent back."""

    key: str
    full_name: str
    level: str
    reason: str
    at: datetime
    by: str


_ROWS = """
SELECT r.id, r.key::text, r.national_id, r.full_name, r.state, r.flags, r.missing,
  r.province, r.county, r.centre
FROM batch b JOIN exemptions_row r ON r.id = b.row_id
WHERE b.taken AND (%(after_id)s = 0 OR (r.name_sort, r.id) > (%(after_name)s, %(after_id)s))
ORDER BY r.name_sort, r.id LIMIT %(limit)s
"""


def batch_of(code: str, unit: Unit, me: int | None, eyes: Eyes | None = None) -> Batch:
    """What an approval by `me` would find at this moment; `eyes`: whose acts count as his."""
    question = BatchQuestion(campaign_by_code(code), unit, me, eyes=eyes)
    late = late_units(question) if question.level == "province" else ()
    return Batch(counts(question).taken, blocks(question), late, tuple(strata(question)))


def batch_rows(
    code: str, unit: Unit, after: tuple[str, int] | None, limit: int
) -> Sequence[BatchRow]:
    """Rows that would be approved, by name. Names persons: record the look."""
    question = BatchQuestion(campaign_by_code(code), unit, None)
    name_sort, row_id = after or ("", 0)
    page: dict[str, Any] = {"after_name": name_sort, "after_id": row_id, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(sql.batch(question.level) + _ROWS, question.parameters | page)
        return [_row(*line) for line in cursor.fetchall()]


def _row(row_id: int, *shown: Any) -> BatchRow:
    key, national_id, full_name, state, flags, missing, *place = shown
    return BatchRow(
        row_id, key, national_id, full_name, state, tuple(flags), tuple(missing), unit_at(*place)
    )


def approvals(code: str, unit: Unit, limit: int = 50) -> list[ApprovalLine]:
    """The latest approvals of the unit and below it, newest first."""
    bounds = _bounds(unit)
    found = list(Approval.objects.filter(campaign__code=code, **bounds).order_by("-id")[:limit])
    names = signed_names([(a.by, a.at, unit_at(a.province, a.county, a.centre)) for a in found])
    return [
        ApprovalLine(
            unit_at(a.province, a.county, a.centre),
            a.at,
            names[a.by, a.at],
            a.approved,
            a.returned,
            tuple(a.overridden),
            a.reason,
        )
        for a in found
    ]


def returned_rows(code: str, unit: Unit, limit: int = 50) -> list[ReturnLine]:
    """The latest rows that were sent back in the unit or below it. Names persons."""
    found = Return.objects.filter(row__campaign__code=code, **_bounds(unit))
    lines = list(found.select_related("row").order_by("-id")[:limit])
    names = user_names({line.by for line in lines})
    return [
        ReturnLine(
            str(line.row.key),
            line.row.full_name,
            line.level,
            line.reason,
            line.at,
            names.get(line.by, ""),
        )
        for line in lines
    ]


def _bounds(unit: Unit) -> dict[str, str]:
    places = ("province", "county", "centre")
    return {name: place for name in places if (place := getattr(unit, name))}
