"""The rows that a head decides on, faults first, each with its bills, pictures and samples."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any, Final, Literal
from uuid import UUID

from django.db import connection

from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions.codes import COLLECT_FLAGS
from sayeban.exemptions.reads.batch import BatchQuestion, suspected
from sayeban.exemptions.reads.changes import FieldChange, changes_of
from sayeban.exemptions.reads.counter import IS_EARLIER
from sayeban.exemptions.reads.row_checks import Check, checks_of
from sayeban.exemptions.reads.row_pictures import Bill, Picture, bills_of, pictures_of
from sayeban.exemptions.rules_ladder import ApprovalLevel
from sayeban.kit.units import Unit

Show = Literal["all", "suspected", "wrong", "counter", "fault", "again", "drawn"]
SHOWS: Final[tuple[Show, ...]] = ("all", "suspected", "wrong", "counter", "fault", "again", "drawn")


class Rank(IntEnum):
    """How rows of a batch are ordered."""

    WRONG = 0
    """Found wrong in a sample."""
    COUNTER = 1
    """Found wrong by the public counter."""
    FAULT = 2
    SEEN = 3
    """Seen before by this level."""
    REST = 4


# A document that is only recommended is no fault; a required one stops the whole batch.
_NO_FAULTS = ("incomplete", "late", "document.missing")
FAULTS: Final = tuple(flag for flag in COLLECT_FLAGS if flag not in _NO_FAULTS)
"""Flags that a head should look at; what is incomplete is said by `missing`."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row of a batch.

    `seen_at`: when this level approved or returned the row last; `changes` are since then.
    `is_suspected`: a suspicion that holds it is still to be decided; a centre is not told.
    """

    id: int
    key: UUID
    national_id: str
    full_name: str
    state: str
    flags: Sequence[str]
    missing: Sequence[str]
    no_data_reason: str
    address: str
    postal_code: str
    location: str
    tenure: str
    tenancy_end: date | None
    collected_by: int | None
    collected_at: datetime | None
    returned_reason: str
    rank: int
    seen_at: datetime | None
    is_suspected: bool
    unit: Unit
    bills: tuple[Bill, ...]
    pictures: tuple[Picture, ...]
    checks: tuple[Check, ...]
    changes: tuple[FieldChange, ...]


_PLACE = ("province", "county", "centre")
_SHOWN = (
    *("id", "key", "national_id", "full_name", "state", "flags", "missing", "no_data_reason"),
    *("address", "postal_code", "location", "tenure", "tenancy_end", "collected_by"),
    *("collected_at", "returned_reason", "rank", "seen_at", "is_suspected", *_PLACE),
)
_TESTS: Mapping[Show, str] = {
    "all": "true",
    "suspected": "is_suspected",
    "wrong": "is_wrong",
    "counter": "is_refused",
    "fault": "has_fault",
    "again": "seen_at IS NOT NULL",
    "drawn": "is_drawn",
}


def _ranked(level: ApprovalLevel) -> str:
    """After batch: `ranked`, the rows that would be approved with what orders them.

    A finding is of what was collected until then: a row that was corrected since is not wrong.
    `is_refused`: the public counter found a bill wrong that the row still has.
    What few rows have is asked of sets of their ids, which are hashed: the planner takes a batch
    for a few rows, and would go through such a set for each of them if it were joined.
    """
    return f"""{sql.batch(level)}
, refused AS MATERIALIZED (
  SELECT g.row_id FROM exemptions_counterrow g
  WHERE {sql.scope("g")} AND g.answer = 'wrong' AND NOT {IS_EARLIER}
), returned AS MATERIALIZED (
  SELECT t.row_id FROM exemptions_return t
  WHERE t.level = '{level}' AND t.province = %(province)s
    AND (%(county)s = '' OR t.county = %(county)s)
    AND (%(centre)s = '' OR t.centre = %(centre)s)
), drawn AS MATERIALIZED (
  SELECT DISTINCT ON (c.row_id) c.row_id, c.is_right, c.checked_at
  FROM exemptions_samplerow c JOIN exemptions_sample s ON s.id = c.sample_id AND {sql.scope("s")}
  ORDER BY c.row_id, s.id DESC
), wrong AS MATERIALIZED (
  SELECT d.row_id FROM drawn d JOIN exemptions_row r ON r.id = d.row_id
  WHERE d.is_right IS FALSE AND d.checked_at >= coalesce(r.collected_at, d.checked_at)
), judged AS (
  SELECT b.row_id AS id, b.name_sort,
    greatest(b.{level}_at, CASE WHEN b.row_id IN (SELECT row_id FROM returned) THEN (
      SELECT max(t.at) FROM exemptions_return t
      WHERE t.row_id = b.row_id AND t.level = '{level}' AND t.province = %(province)s
        AND (%(county)s = '' OR t.county = %(county)s)
        AND (%(centre)s = '' OR t.centre = %(centre)s)
    ) END) AS seen_at,
    b.row_id IN (SELECT row_id FROM drawn) AS is_drawn,
    b.row_id = ANY (%(suspected)s) AS is_suspected,
    b.row_id IN (SELECT row_id FROM wrong) AS is_wrong,
    b.row_id IN (SELECT row_id FROM refused) AS is_refused,
    b.flags && %(faults)s::text[] OR (b.missing <> '{{}}' AND b.no_data_reason = '') AS has_fault
  FROM batch b WHERE b.taken
), ranked AS MATERIALIZED (
  SELECT j.*, CASE WHEN is_wrong THEN {Rank.WRONG:d} WHEN is_refused THEN {Rank.COUNTER:d}
    WHEN has_fault THEN {Rank.FAULT:d} WHEN seen_at IS NOT NULL THEN {Rank.SEEN:d}
    ELSE {Rank.REST:d} END AS rank
  FROM judged j
)"""


_COUNTS = "SELECT " + ", ".join(f"count(*) FILTER (WHERE {_TESTS[show]})" for show in SHOWS)
_PAGE = f"""
SELECT * FROM ({_COUNTS} FROM ranked) counts LEFT JOIN (
  SELECT {", ".join(_SHOWN)}, name_sort FROM (
    SELECT id, rank, seen_at, is_suspected FROM ranked
    WHERE {{test}} AND (rank, name_sort, id) > (%(after_rank)s, %(after_name)s, %(after_id)s)
    ORDER BY rank, name_sort, id LIMIT %(limit)s
  ) first JOIN exemptions_row USING (id)
) page ON true ORDER BY rank, name_sort, id
"""

After = tuple[int, str, int]
"""Rank, sorted name and id of the last row of the page before."""
FIRST: Final[After] = (-1, "", 0)


def batch_page(
    question: BatchQuestion, show: Show, after: After, limit: int
) -> tuple[Sequence[BatchRow], Mapping[Show, int]]:
    """Rows that would be approved behind `after`, and how many each choice shows.

    Names persons: record the look.
    """
    level = question.level
    parameters: dict[str, Any] = question.parameters | {"faults": list(FAULTS), "limit": limit}
    parameters["suspected"] = suspected(question)
    parameters |= dict(zip(("after_rank", "after_name", "after_id"), after, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_ranked(level) + _PAGE.format(test=_TESTS[show]), parameters)
        found = cursor.fetchall()
    counts = dict(zip(SHOWS, found[0], strict=False))
    lines = [line[len(SHOWS) :][: len(_SHOWN)] for line in found]
    return _filled([line for line in lines if line[0] is not None]), counts


def _filled(found: Collection[tuple[Any, ...]]) -> list[BatchRow]:
    lines = [dict(zip(_SHOWN, line, strict=True)) for line in found]
    ids = [line["id"] for line in lines]
    bills, pictures, checks = bills_of(ids), pictures_of(ids), checks_of(ids)
    changes = changes_of({line["id"]: line["seen_at"] for line in lines if line["seen_at"]})
    return [
        BatchRow(
            **{name: line[name] for name in _SHOWN if name not in _PLACE},
            unit=Unit.of_place(*(line[name] for name in _PLACE)),
            bills=bills.get(line["id"], ()),
            pictures=pictures.get(line["id"], ()),
            checks=checks.get(line["id"], ()),
            changes=tuple(changes.get(line["id"], ())),
        )
        for line in lines
    ]
