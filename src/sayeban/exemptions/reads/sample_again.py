"""A sample is drawn again from its seed and compared with what was drawn (A-121)."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sayeban.exemptions.models import Sample, SampleFrame, SampleRow
from sayeban.exemptions.reads.batch import approval_level
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.sample_draws import Draw, draw_of
from sayeban.exemptions.rules_ladder import draw
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class Ranked:
    """One key with the beginning of its digest; `drawn` then, `again` now."""

    key: str
    digest: str
    drawn: bool
    again: bool


@dataclass(frozen=True, slots=True)
class Again:
    """One draw, repeated. `kept`: the keys it was drawn from are there; without them `same` says
    nothing. `ranked` are the drawn rows and the next few, in the order of their digests.
    """

    draw: Draw
    kept: bool
    same: bool
    ranked: Sequence[Ranked]


_NEXT = 5


def drawn_again(code: str, unit: Unit, number: int) -> Again | None:
    """The draw `number` of the office of `unit`, repeated now; None where there is none."""
    bounds = {"province": unit.province} | ({"county": unit.county} if unit.county else {})
    sample = Sample.objects.filter(
        pk=number, campaign=campaign_by_code(code), level=approval_level(unit), **bounds
    ).first()
    if sample is None:
        return None
    found = SampleRow.objects.filter(sample=sample).values_list("row__key", flat=True)
    drawn = {str(key) for key in found}
    frame = SampleFrame.objects.filter(sample=sample).first()
    keys = [str(key) for key in frame.keys] if frame else []
    again = draw(sample.seed, keys, sample.size)
    ranked = sorted((_digest(sample.seed, key), key) for key in keys)
    return Again(
        draw_of(sample),
        frame is not None,
        drawn == again and len(keys) == sample.population,
        [
            Ranked(key, digest[:12], key in drawn, key in again)
            for digest, key in ranked[: sample.size + _NEXT]
        ],
    )


def _digest(seed: str, key: str) -> str:
    return sha256((seed + key).encode()).hexdigest()
