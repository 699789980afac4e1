"""What a head decides on: the batch, what stops it, and what was approved and returned before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.accounts.public import signed_names, user_names
from sayeban.exemptions.models import Approval, Closing, Return
from sayeban.exemptions.reads.batch import (
    BatchQuestion,
    blocks_and_strata,
    late_units,
)
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules_ladder import Block, Stratum
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Eyes


@dataclass(frozen=True, slots=True)
class Batch:
    """What stops the approval; `late` are counties that a province goes on without."""

    blocks: tuple[Block, ...]
    strata: tuple[Stratum, ...]
    late: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ApprovalEnd:
    """The next level opened it, or its own level withdrew it (`rows` went back)."""

    outcome: str
    by: str
    at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of the rows of an approval: `waiting` ones still stand on it.

    `list_no` is the latest signed list that took some of them, 0 while none did.
    """

    waiting: int = 0
    list_no: int = 0
    listed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One approval in the unit or below it; `overridden` are names like "sample.errors@0701".

    `end` is None while nobody above opened it and nobody withdrew it.
    """

    id: int
    end: ApprovalEnd | None
    standing: Standing
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


def batch_of(code: str, unit: Unit, me: int | None, eyes: Eyes | None = None) -> Batch:
    """What an approval by `me` would find at this moment; `eyes`: whose acts count as his."""
    question = BatchQuestion(campaign_by_code(code), unit, me, eyes=eyes)
    late = late_units(question) if question.level == "province" else ()
    return Batch(*blocks_and_strata(question), late)


def approvals(code: str, unit: Unit, limit: int = 50) -> list[ApprovalLine]:
    """The latest approvals of the unit and below it, newest first."""
    bounds = _bounds(unit)
    found = list(Approval.objects.filter(campaign__code=code, **bounds).order_by("-id")[:limit])
    ends = {end.approval_id: end for end in Closing.objects.filter(approval__in=found)}
    enders = user_names({end.by for end in ends.values()})
    standing = _standing([a.pk for a in found if a.pk not in ends], found)
    names = signed_names(
        [(a.by, a.at, Unit.of_place(a.province, a.county, a.centre)) for a in found]
    )
    return [
        ApprovalLine(
            a.pk,
            _end(ends.get(a.pk), enders),
            standing.get(a.pk, Standing()),
            Unit.of_place(a.province, a.county, a.centre),
            a.at,
            names[a.by, a.at],
            a.approved,
            a.returned,
            tuple(a.overridden),
            a.reason,
        )
        for a in found
    ]


_STANDING = """
SELECT s.approval_id, s.waiting, coalesce(l.number, 0), l.at FROM (
  SELECT r.approval_id, count(*) FILTER (WHERE r.release_id IS NULL) AS waiting,
    max(r.release_id) AS release_id
  FROM exemptions_row r
  WHERE r.campaign_id = %(campaign)s AND r.province = ANY (%(provinces)s)
    AND r.approval_id = ANY (%(approvals)s)
  GROUP BY r.approval_id
) s LEFT JOIN exemptions_release l ON l.id = s.release_id
"""


def _standing(approvals: Sequence[int], found: Sequence[Approval]) -> dict[int, Standing]:
    """The rows of approvals that have no end; a row leaves its approval when it is sent back."""
    if not approvals:
        return {}
    provinces = {a.province for a in found}
    parameters: dict[str, Any] = {
        "campaign": found[0].campaign_id,
        "provinces": list(provinces),
        "approvals": list(approvals),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, parameters)
        return {approval: Standing(*line) for approval, *line in cursor.fetchall()}


def _end(end: Closing | None, names: dict[int, str]) -> ApprovalEnd | None:
    return ApprovalEnd(end.outcome, names.get(end.by, ""), end.at, end.rows) if end else None


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
