"""The samples that an office drew: seed, size and population, so that a draw can be repeated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from sayeban.accounts.public import user_names
from sayeban.exemptions.models import Sample
from sayeban.exemptions.reads.batch import BatchQuestion, approval_level, strata
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules_ladder import Stratum
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Eyes


@dataclass(frozen=True, slots=True)
class Draw:
    """One drawn sample of one worklist."""

    id: int
    unit: Unit
    population: int
    size: int
    checked: int
    wrong: int
    seed: str
    at: datetime
    by: str


def draws(code: str, unit: Unit) -> list[Draw]:
    """The samples of the office of `unit` (a county or a province), newest first."""
    bounds = {"province": unit.province} | ({"county": unit.county} if unit.county else {})
    found = list(
        Sample.objects.filter(campaign=campaign_by_code(code), level=approval_level(unit), **bounds)
        .annotate(
            checked=Count("drawn", filter=Q(drawn__is_right__isnull=False)),
            wrong=Count("drawn", filter=Q(drawn__is_right=False)),
        )
        .order_by("-id")
    )
    names = user_names({sample.drawn_by for sample in found})
    return [draw_of(sample, names) for sample in found]


def draw_of(sample: Sample, names: Mapping[int, str] | None = None) -> Draw:
    """One sample; `checked` and `wrong` are counted where the query has counted them."""
    known = user_names([sample.drawn_by]) if names is None else names
    return Draw(
        sample.pk,
        Unit.of_place(sample.province, sample.county, sample.centre),
        sample.population,
        sample.size,
        getattr(sample, "checked", 0),
        getattr(sample, "wrong", 0),
        sample.seed,
        sample.drawn_at,
        known.get(sample.drawn_by, ""),
    )


def sample_figures(
    code: str, unit: Unit, me: int | None, eyes: Eyes | None = None
) -> list[Stratum]:
    """The figures of each worklist whose rows wait for this office's head."""
    return strata(BatchQuestion(campaign_by_code(code), unit, me, eyes=eyes))
