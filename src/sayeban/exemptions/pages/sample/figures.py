"""The sample figures of worklists in words, for the page of the sample and for who approves."""

from collections.abc import Iterable
from dataclasses import dataclass

from sayeban.design.parts import Tone
from sayeban.exemptions.pages.units import texts_labelled
from sayeban.exemptions.rules import sample_passes
from sayeban.exemptions.rules_ladder import Stratum


@dataclass(frozen=True, slots=True)
class Figure:
    """One worklist: its sample, its error rate, and whether it lets the batch through."""

    unit: str
    rows: int
    drawn: int
    checked: int
    wrong: int
    rate: float | None
    low: float
    high: float
    verdict: str
    tone: Tone


def figures_of(strata: Iterable[Stratum], limit: float) -> tuple[Figure, ...]:
    """One line a worklist."""
    found = list(strata)
    labels = texts_labelled(stratum.unit for stratum in found)
    return tuple(_figure(labels[stratum.unit], stratum, limit) for stratum in found)


def _figure(unit: str, stratum: Stratum, limit: float) -> Figure:
    low, high = stratum.interval
    verdict, tone = _verdict(stratum, limit)
    return Figure(
        unit,
        stratum.rows,
        stratum.drawn,
        stratum.checked,
        stratum.wrong,
        stratum.wrong / stratum.checked if stratum.checked else None,
        low,
        high,
        verdict,
        tone,
    )


def _verdict(stratum: Stratum, limit: float) -> tuple[str, Tone]:
    if stratum.uncovered:
        return "نمونه گرفته نشده است", "warn"
    if stratum.undone:
        return "بررسی ناتمام است", "warn"
    if sample_passes(stratum.wrong, stratum.checked, limit):
        return "پذیرفتنی", "ok"
    return "خطا بیش از حد", "bad"
