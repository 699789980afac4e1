"""Models of the means test for pages, and how the estimate of one household came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.db import connection

from sayeban.country import numbers
from sayeban.eligibility.means import Indicator, Means, means_of, read_indicators
from sayeban.eligibility.models import MeansModel
from sayeban.facts.public import FactType, Row, catalogue, row_of, source_of
from sayeban.sheets.public import Column, read_table, write_tables

COLUMNS: Final = {"fact": "داده", "weight": "وزن", "richer": "بیشترش توانگرتر"}
RICHER: Final = {"more": "بله", "less": "نه"}
_WORDS: Final = {"بله": "more", "نه": "less", "خیر": "less"}


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model. `indicators` are empty where the catalogue has lost a fact of it."""

    id: int
    title: str
    sample: bool
    legal_basis: str
    valid_from: date
    entered_by: int | None
    entered_at: datetime
    approved_by: int | None
    waits: bool
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator of a household: `place` 0..1 among those of whom it is known, 1 the richest;
    None where it is unknown of this one."""

    label: str
    weight: int
    richer: str
    value: Any
    fact: FactType
    place: float | None


@dataclass(frozen=True, slots=True)
class Explained:
    """What is known of a household's means, and the parts of the model that holds today.

    `known` is the share of the weights of which something is known.
    """

    means: Means
    parts: tuple[Part, ...]
    known: float


def models() -> list[ModelRow]:
    """All models, the newest first."""
    facts = catalogue()
    return [_row(each, facts) for each in MeansModel.objects.order_by("-valid_from")]


def model_on(day: date) -> ModelRow | None:
    """The approved one that holds on a day."""
    return next((each for each in models() if not each.waits and each.valid_from <= day), None)


def _row(each: MeansModel, facts: Mapping[str, FactType]) -> ModelRow:
    return ModelRow(
        *(each.pk, each.title, each.sample, each.legal_basis, each.valid_from),
        *(each.entered_by, each.entered_at, each.approved_by, each.approved_at is None),
        read_indicators(each.indicators, facts) or (),
    )


def explain_means(person_id: int, model: ModelRow | None) -> Explained:
    """Of the household of a person, by the values of now: each indicator's rows are counted once.

    The estimate itself is that of the last estimation.
    """
    row = row_of(person_id)
    indicators = model.indicators if model else ()
    places = _places(row, indicators)
    facts = catalogue()
    parts = tuple(
        Part(
            *(facts[each.fact].label, each.weight, each.richer, row.get(each.fact)),
            facts[each.fact],
            places.get(each.fact),
        )
        for each in indicators
    )
    whole = sum(each.weight for each in indicators)
    known = sum(each.weight for each in parts if each.place is not None)
    return Explained(means_of(row), parts, known / whole if whole else 0)


def _places(row: Row, indicators: Sequence[Indicator]) -> dict[str, float]:
    """As percent_rank() gives them over the nation."""
    known = [each for each in indicators if row.get(each.fact) is not None]
    if not known:
        return {}
    # The facts are keys of the catalogue, judged when the model was read.
    shares = ", ".join(
        f'(count(*) FILTER (WHERE "{each.fact}" < %s))::float'
        f' / greatest(count("{each.fact}") - 1, 1)'
        for each in known
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {shares} FROM {source_of('household')}", [row[each.fact] for each in known]
        )
        found = cursor.fetchone() or ()
    return {
        each.fact: share if each.richer == "more" else 1 - share
        for each, share in zip(known, found, strict=True)
    }


def write_model(model: ModelRow, path: Path) -> None:
    """Its indicators as a workbook that `read_model` reads again."""
    rows = [(each.fact, each.weight, RICHER[each.richer]) for each in model.indicators]
    write_tables({"شاخص‌ها": (tuple(COLUMNS.values()), rows)}, path)


def read_model(path: Path) -> list[dict[str, Any]]:
    """Indicators of a workbook, not judged. Raises the refusals of a table."""
    columns = [Column(key, label, (key,), required=True) for key, label in COLUMNS.items()]
    rows = read_table(path, columns).to_dicts()
    return [
        {
            "fact": row["fact"],
            "weight": _weight(row["weight"]),
            "richer": _WORDS.get(row["richer"], row["richer"]),
        }
        for row in rows
        if row["fact"]
    ]


def _weight(typed: str) -> int | str:
    found = numbers.whole(typed)
    return typed if found is None else found
