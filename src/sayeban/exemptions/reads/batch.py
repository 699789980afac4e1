"""The batch of one unit: what an approval would take and what stops it.

The approval asks the same questions inside its transaction, so a page that shows them says
exactly what the command will say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import connection

from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions.models import Approval, Campaign
from sayeban.exemptions.rules import sample_size
from sayeban.exemptions.rules_ladder import (
    ApprovalLevel,
    Block,
    Stratum,
    in_order,
    sample_blocks,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Eyes
from sayeban.runtime.context import nationwide

Line = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One unit's batch of one campaign, seen by `me`; `eyes`: whose acts count as his.

    `returns` are pairs of national id and reason of rows that are to be sent back and do not
    count. The unit is a centre, a county or a province.
    """

    campaign: Campaign
    unit: Unit
    me: int | None
    returns: Sequence[tuple[str, str]] = ()
    eyes: Eyes | None = None

    @property
    def level(self) -> ApprovalLevel:
        return approval_level(self.unit)

    @property
    def listed(self) -> frozenset[str]:
        """The national ids that are to be sent back."""
        return frozenset(national_id for national_id, _ in self.returns)

    @property
    def parameters(self) -> dict[str, Any]:
        """Values for every statement of ladder_sql."""
        return {
            "campaign": self.campaign.pk,
            **self.unit.columns,
            "level": self.level,
            "documents": self.campaign.documents,
            "me": self.me,
            **(self.eyes or Eyes(frozenset({self.me} if self.me else ()))).parameters,
            "ids": [national_id for national_id, _ in self.returns],
            "reasons": [reason for _, reason in self.returns],
        }


@dataclass(frozen=True, slots=True)
class Counts:
    """`taken` rows would be approved, `sent_back` newly returned; `unknown` listed are no rows."""

    taken: int
    sent_back: int
    unknown: int


def approval_level(unit: Unit) -> ApprovalLevel:
    """The unit's level on the ladder; headquarters approves nothing (a programming error)."""
    if unit.level == "hq":
        raise ValueError("headquarters approves nothing")
    return unit.level


def counts(question: BatchQuestion) -> Counts:
    """How many rows an approval would take and send back."""
    with connection.cursor() as cursor:
        cursor.execute(sql.batch(question.level) + sql.COUNTS, question.parameters)
        return Counts(*cursor.fetchone())


def late_units(question: BatchQuestion) -> tuple[Block, ...]:
    """Unfinished counties of a province, which its approval leaves out, with their open rows."""
    lines = _lines(sql.batch(question.level) + sql.LATE, question)
    return in_order(
        Block("pending", str(Unit.of_county(county)), count) for _, county, _, count in lines
    )


def blocks(question: BatchQuestion) -> tuple[Block, ...]:
    """Everything that stops the approval, in the order of codes.APPROVAL_BLOCKS."""
    return blocks_and_strata(question)[0]


def blocks_and_strata(question: BatchQuestion) -> tuple[tuple[Block, ...], tuple[Stratum, ...]]:
    """What stops the approval, and the sample figures that partly say so.

    Candidates and the declarations of other units are looked up nationwide: whether they exist
    must not depend on who asks. Only counts of the unit's own rows come out.
    """
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(sql.batch(question.level) + sql.BLOCKS, question.parameters)
        found = [
            Block(code, str(Unit.of_place(*place)), count)
            for code, *place, count in cursor.fetchall()
        ]
    sampled = _strata(question)
    found += _sample_blocks(question.campaign, sampled)
    return in_order(found), tuple(stratum for stratum, _ in sampled)


def suspected(question: BatchQuestion) -> list[int]:
    """Ids of the unit's rows that an open suspicion holds; none for a centre, which judges none.

    Looked up nationwide, as above: a suspicion over two counties is no county's own.
    """
    if question.level == "centre":
        return []
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(sql.SUSPECTED, question.parameters)
        return [row for (row,) in cursor.fetchall()]


def _sample_blocks(campaign: Campaign, sampled: Iterable[tuple[Stratum, int]]) -> list[Block]:
    found = []
    for stratum, by_one_person in sampled:
        to_draw = to_be_drawn(campaign, stratum.uncovered)
        found += sample_blocks(stratum, to_draw, float(campaign.error_limit))
        if by_one_person:
            found.append(Block("four_eyes", stratum.unit, by_one_person))
    return found


def to_be_drawn(campaign: Campaign, population: int) -> int:
    """The size of a sample of `population` rows under the campaign's terms."""
    return sample_size(population, float(campaign.sample_percent), campaign.sample_least)


def strata(question: BatchQuestion) -> list[Stratum]:
    """The sample figures of each worklist that this unit's office samples; none at a centre."""
    return [stratum for stratum, _ in _strata(question)]


def _strata(question: BatchQuestion) -> list[tuple[Stratum, int]]:
    if question.level == "centre":
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.strata(question.level), question.parameters)
        return [
            (Stratum(str(Unit.of_place(*line[:3])), *line[3:9]), line[9] + line[10])
            for line in cursor.fetchall()
        ]


def _lines(statement: str, question: BatchQuestion) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters)
        return [cast("Line", line) for line in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Override:
    """One approval below that went on in spite of its sample, for the levels above (A-121).

    `overridden` are names like "sample.errors@centre:1234".
    """

    unit: Unit
    at: datetime
    by: int
    reason: str
    overridden: tuple[str, ...]


def overrides(code: str, unit: Unit) -> list[Override]:
    """Approvals with an override in the unit and below it, newest first."""
    bounds: Mapping[str, str] = {
        name: place for name in ("province", "county", "centre") if (place := getattr(unit, name))
    }
    found = Approval.objects.filter(campaign__code=code, **bounds).exclude(overridden=[])
    found = found.exclude(closing__outcome="withdrawn")
    return [
        Override(
            Unit.of_place(a.province, a.county, a.centre), a.at, a.by, a.reason, tuple(a.overridden)
        )
        for a in found.order_by("-id")
        for place in [Unit.of_place(a.province, a.county, a.centre)]
    ]
