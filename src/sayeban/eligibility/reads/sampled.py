"""Some subjects in words: why each of them has a yes or a no, by the facts of now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from sayeban.eligibility.reads.asking import kept_source
from sayeban.eligibility.reads.versions import Ready
from sayeban.facts.public import Outcome, Row, sentences
from sayeban.kit.wording import said_once


@dataclass(frozen=True, slots=True)
class Sampled:
    """One of them: `kind` as it was given, `reasons` sentences, `province` a code."""

    subject_id: int
    kind: str
    province: str
    reasons: tuple[str, ...]


def sampled(sample: Sequence[Mapping[str, Any]], asked: Ready) -> list[Sampled]:
    """Each of a sample (kind, subject, outcome, met, unknown) who is still there.

    Shows persons' data: the caller records the look.
    """
    rows = _rows(asked, [each["subject"] for each in sample])
    return [_one(asked, each, rows[each["subject"]]) for each in sample if each["subject"] in rows]


def _one(asked: Ready, each: Mapping[str, Any], row: Row) -> Sampled:
    outcome = Outcome(each["outcome"], each["met"], each["unknown"])
    told = sentences(asked.tree, outcome, row, asked.params)
    province = str(row["province"])
    reasons = said_once(reason.text for reason in told)
    return Sampled(each["subject"], each["kind"], province, reasons)


def _rows(asked: Ready, subjects: list[int]) -> dict[int, Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {kept_source(asked)} WHERE id = ANY(%s)", [subjects])
        names = [column.name for column in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["id"]: row for row in found}
