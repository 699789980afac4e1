"""An office draws its own sample of each batch that the level below has locked (A-121, A-132)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import connection

from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions import rights
from sayeban.exemptions.models import Sample
from sayeban.exemptions.opened import open_batches
from sayeban.exemptions.reads.batch import BatchQuestion, strata, to_be_drawn
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.rules_ladder import Stratum
from sayeban.exemptions.signing_person import person
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class SampleNotLocked(Refusal):
    """No batch is locked yet: who could still change rows must not see which are drawn."""

    code: ClassVar[str] = "sample.not_locked"
    sentence: ClassVar[str] = (
        "هنوز دسته‌ای برای بررسی موردی قفل نشده است. نمونه پس از تأیید سطح پایین‌تر گرفته می‌شود؛"
        " نمونهٔ کارتابل استان پس از گردآوری و امضای همهٔ ردیف‌ها."
    )
    reference: ClassVar[str] = "A-121"


@dataclass(frozen=True, slots=True)
class Drawn:
    """`fresh` rows were drawn now; `strata` are the figures of every worklist of the batch."""

    fresh: int
    strata: tuple[Stratum, ...]

    def as_json(self) -> dict[str, object]:
        """The figures for `--json`."""
        return {
            "fresh": self.fresh,
            "drawn": sum(stratum.drawn for stratum in self.strata),
            "checked": sum(stratum.checked for stratum in self.strata),
            "wrong": sum(stratum.wrong for stratum in self.strata),
            "strata": [stratum.as_json() for stratum in self.strata],
        }


@action("campaign.sample", posts=rights.EXPERTS, reach="own", about=("code", "unit"))
def draw_sample(*, actor: Actor, at: datetime, code: str, unit: Unit) -> Drawn:
    """Draw max(least, percent) rows of each worklist that is locked and not covered by a sample.

    A second call draws only what was locked since. The seed is made after the rows are locked.
    Refuses sample.not_locked, campaign.not_open.
    """
    me = person(actor)
    question = BatchQuestion(open_campaign_by_code(code, at), unit, me, eyes=actor.eyes(unit))
    with connection.cursor() as cursor:
        cursor.execute(sql.LOCK, question.parameters)
    open_batches(campaign=question.campaign.pk, level=question.level, unit=unit, by=me, at=at)
    samples = Sample.objects.bulk_create(_samples(question, me, at))
    fresh = _draw(question, [sample.pk for sample in samples])
    found = tuple(stratum for stratum in strata(question) if stratum.drawn)
    if not found:
        raise SampleNotLocked
    return Drawn(fresh, found)


_POPULATIONS = """
SELECT province, county, centre, count(*), max(approval_id) FROM fresh
WHERE NOT own OR %(own_is_ready)s
GROUP BY province, county, centre ORDER BY province, county, centre
"""


def _samples(question: BatchQuestion, me: int, at: datetime) -> list[Sample]:
    """One new sample for each worklist with rows that no sample covers yet."""
    level = question.level
    parameters: dict[str, Any] = question.parameters | {"own_is_ready": _own_is_ready(question)}
    with connection.cursor() as cursor:
        cursor.execute(sql.batch(level) + sql.uncovered(level) + _POPULATIONS, parameters)
        return [
            Sample(
                campaign=question.campaign,
                level=level,
                province=province,
                county=county,
                centre=centre,
                approval_id=approval_id if county else None,
                seed=secrets.token_hex(32),
                population=population,
                size=to_be_drawn(question.campaign, population),
                drawn_by=me,
                drawn_at=at,
            )
            for province, county, centre, population, approval_id in cursor.fetchall()
        ]


_OPEN_OWN = "SELECT count(*) FROM batch WHERE own AND open_below"


def _own_is_ready(question: BatchQuestion) -> bool:
    """Nobody below approves the province's own worklist: full and signed it counts as locked."""
    start = sql.batch(question.level)
    with connection.cursor() as cursor:
        for statement in (_OPEN_OWN, sql.UNSIGNED_COLLECTORS):
            cursor.execute(start + statement, question.parameters)
            if cursor.fetchone()[0]:
                return False
    return True


# Every key that a sample is drawn from, so that anybody can draw again (reads/sample_again).
_FRAME = """
INSERT INTO exemptions_sampleframe (sample_id, keys, province, county, centre)
SELECT s.id, array_agg(f.key ORDER BY f.key), s.province, s.county, s.centre
FROM fresh f JOIN exemptions_sample s ON s.id = ANY (%(samples)s)
  AND (s.province, s.county, s.centre) = (f.province, f.county, f.centre)
GROUP BY s.id
"""

# rules_ladder.draw is the twin of this ranking.
_DRAW = """
INSERT INTO exemptions_samplerow (sample_id, row_id, province, county, centre)
SELECT sample_id, row_id, province, county, centre FROM (
  SELECT f.row_id, f.province, f.county, f.centre, s.id AS sample_id, s.size,
    row_number() OVER (
      PARTITION BY s.id ORDER BY sha256(convert_to(s.seed || f.key::text, 'UTF8'))) AS rank
  FROM fresh f JOIN exemptions_sample s ON s.id = ANY (%(samples)s)
    AND (s.province, s.county, s.centre) = (f.province, f.county, f.centre)
) ranked WHERE rank <= size
"""


def _draw(question: BatchQuestion, samples: Sequence[int]) -> int:
    if not samples:
        return 0
    fresh = sql.batch(question.level) + sql.uncovered(question.level)
    parameters = question.parameters | {"samples": list(samples)}
    with connection.cursor() as cursor:
        cursor.execute(fresh + _FRAME, parameters)
        cursor.execute(fresh + _DRAW, parameters)
        drawn: int = cursor.rowcount
        return drawn
