"""The office records what it found when it checked the drawn rows with the clients (A-121)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import polars as pl
from django.db import connection

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.exemptions import ladder_sql as sql
from sayeban.exemptions import rights
from sayeban.exemptions.reads.batch import BatchQuestion, strata
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.rules_ladder import RESULTS, Stratum
from sayeban.exemptions.signing_person import person
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


class SampleUnknownRow(Refusal):
    """Results came for rows that are not drawn, or not drawn any more."""

    code: ClassVar[str] = "sample.unknown_row"
    sentence: ClassVar[str] = (
        "{count} ردیف در نمونهٔ جاری این واحد نیست. فهرست تازهٔ نمونه را بگیرید. هیچ نتیجه‌ای ثبت نشد."
    )
    reference: ClassVar[str] = "A-121"


class SampleUnknownResult(Refusal):
    """The result column holds something other than the two words."""

    code: ClassVar[str] = "sample.unknown_result"
    sentence: ClassVar[str] = (
        "نتیجهٔ {count} ردیف خوانده نشد. فقط «درست» یا «نادرست» بنویسید. هیچ نتیجه‌ای ثبت نشد."
    )
    reference: ClassVar[str] = "A-121"


class CheckerIsCollector(Refusal):
    """Nobody checks what he collected himself."""

    code: ClassVar[str] = "four_eyes"
    sentence: ClassVar[str] = (
        "{count} ردیف را خود شما گردآوری کرده‌اید. همکار دیگری باید آن‌ها را بررسی کند."
    )
    reference: ClassVar[str] = "A-112"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `row` is the row's key or the national id."""

    row: str
    is_right: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """`accepted` results are new or changed; `strata` are the figures of the whole batch."""

    accepted: int
    unchanged: int
    strata: tuple[Stratum, ...]

    def as_json(self) -> dict[str, object]:
        """The figures for `--json`."""
        return {
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "strata": [stratum.as_json() for stratum in self.strata],
        }


_KEYS = {text.match_key(word): is_right for word, is_right in RESULTS.items()}


def findings_of(frame: pl.DataFrame) -> list[Finding]:
    """The findings of a parsed sample sheet with text columns national_id, result, note.

    A row without a result is not checked yet and left out. Refuses sample.unknown_result.
    """
    lines = frame.select(pl.col("national_id", "result", "note").fill_null("")).rows()
    answered = [(row, text.match_key(word), note) for row, word, note in lines if word.strip()]
    unread = sum(word not in _KEYS for _, word, _ in answered)
    if unread:
        raise SampleUnknownResult(count=unread)
    return [Finding(row, _KEYS[word], note.strip()) for row, word, note in answered]


@action("campaign.sample_results", posts=rights.EXPERTS, reach="own", about=("code", "unit"))
def record_sample(
    *, actor: Actor, at: datetime, code: str, unit: Unit, findings: Sequence[Finding]
) -> Recorded:
    """Record findings on drawn rows of the unit's present samples, all or none.

    The same finding again changes nothing; a corrected one keeps the first in the history.
    Refuses sample.unknown_row, four_eyes, campaign.not_open.
    """
    question = BatchQuestion(
        open_campaign_by_code(code, at), unit, person(actor), eyes=actor.eyes(unit)
    )
    return record_findings(question, at, findings)


def record_findings(question: BatchQuestion, at: datetime, findings: Sequence[Finding]) -> Recorded:
    """The same inside a running command."""
    parameters = question.parameters | _arrays(findings) | {"at": at}
    named, own = _found(question, parameters)
    if named < len(parameters["rows"]):
        raise SampleUnknownRow(count=len(parameters["rows"]) - named)
    if own:
        raise CheckerIsCollector(count=own)
    with connection.cursor() as cursor:
        cursor.execute(_target(question) + _RECORD, parameters)
        accepted: int = cursor.rowcount
    return Recorded(accepted, named - accepted, tuple(strata(question)))


def _arrays(findings: Sequence[Finding]) -> dict[str, Any]:
    """One finding a row, the last one where a sheet names it twice."""
    last = {_canonical(finding.row): finding for finding in findings}
    return {
        "rows": list(last),
        "right": [finding.is_right for finding in last.values()],
        "notes": [finding.note for finding in last.values()],
    }


def _canonical(typed: str) -> str:
    """A row's key stays as it is; a national id gets its lost zeros back."""
    if typed.count("-") == 4:  # noqa: PLR2004  # only a UUID has four
        return typed
    return national_id.restore(text.identifier(typed))[0]


def _target(question: BatchQuestion) -> str:
    return f"""
WITH given AS (
  SELECT * FROM unnest(%(rows)s::text[], %(right)s::bool[], %(notes)s::text[])
    AS g (named, is_right, note)
), target AS (
  SELECT c.id, c.row_id, g.is_right, g.note, r.collected_by, r.collected_at
  FROM exemptions_samplerow c
  JOIN exemptions_sample s ON s.id = c.sample_id AND s.level = %(level)s AND {sql.scope("s")}
  JOIN exemptions_row r ON r.id = c.row_id AND {sql.still_drawn(question.level)}
  CROSS JOIN LATERAL (VALUES (r.national_id), (r.key::text)) n (name)
  JOIN given g ON g.named = n.name
)"""


def _found(question: BatchQuestion, parameters: dict[str, Any]) -> tuple[int, int]:
    """How many of the named rows are drawn, and how many of those the checker collected."""
    with connection.cursor() as cursor:
        cursor.execute(
            _target(question) + "SELECT count(DISTINCT id), count(*) FILTER"
            f" (WHERE {sql.mine('collected_by', 'collected_at')}) FROM target",
            parameters,
        )
        named, own = cursor.fetchone()
        return named, own


_RECORD = """
UPDATE exemptions_samplerow c SET is_right = t.is_right, note = t.note,
  checked_by = %(me)s, checked_at = %(at)s, entry_methods = w.entry_methods, sources = w.sources
FROM target t CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(DISTINCT k.entry_method) FILTER (WHERE k.entry_method <> ''), '{}')
      AS entry_methods,
    coalesce(array_agg(DISTINCT k.source) FILTER (WHERE k.source <> ''), '{}') AS sources
  FROM exemptions_connection k
  WHERE k.row_id = t.row_id AND k.connection_type IN ('private', 'shared')
) w
WHERE c.id = t.id
  AND (c.is_right, c.note) IS DISTINCT FROM (t.is_right, t.note)
"""
