"""The samples that an office drew: seed, size and population, so that a draw can be repeated."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from sayeban.accounts.public import user_names
from sayeban.exemptions.models import Sample
from sayeban.exemptions.reads.batch import BatchQuestion, approval_level, strata, unit_at
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules_ladder import Stratum
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Eyes


@dataclass(frozen=True, slots=True)
class Draw:
    """One drawn sample of one worklist."""

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
    return [
        Draw(
            unit_at(sample.province, sample.county, sample.centre),
            sample.population,
            sample.size,
            sample.checked,
            sample.wrong,
            sample.seed,
            sample.drawn_at,
            names.get(sample.drawn_by, ""),
        )
        for sample in found
    ]


def sample_figures(
    code: str, unit: Unit, me: int | None, eyes: Eyes | None = None
) -> list[Stratum]:
    """The figures of each worklist whose rows wait for this office's head."""
    return strata(BatchQuestion(campaign_by_code(code), unit, me, eyes=eyes))
