"""Headquarters keeps the model of the means test, and estimates the deciles of all households."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.eligibility.actions.racing import taken_as
from sayeban.eligibility.means import ESTIMATE, LEAST_KNOWN, Indicator, read_indicators
from sayeban.eligibility.models import MeansModel
from sayeban.eligibility.refusals import MeansInvalid, MeansSecondPerson, MeansUnknown
from sayeban.eligibility.rights import AUTHORS
from sayeban.facts.public import catalogue, put_staged, source_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

# Each known value has its place among the known ones; whoever says nothing of one is not taken
# for poor by it. Equal values have equal places, so a household never depends on its neighbours.
_PLACE = """
CASE WHEN {fact} IS NOT NULL THEN {sign} percent_rank() OVER (
  PARTITION BY {fact} IS NULL ORDER BY {fact}) END AS place_{n}
"""
_SCORES = """
CREATE TEMP TABLE means ON COMMIT DROP AS
SELECT id, ({sum})::float / nullif({known}, 0) AS score
FROM (SELECT id, {places} FROM {source}) ranked
WHERE {known} >= %(least)s
"""
# Of whom too little is known now, what was estimated before is taken back.
_GIVEN = """
CREATE TEMP TABLE facts_given ON COMMIT DROP AS
SELECT row_number() OVER () AS n, 'household'::text AS subject_kind, id AS subject_id,
  '{estimate}'::text AS fact,
  to_jsonb(least(10, floor(10 * percent_rank() OVER (ORDER BY score))::int + 1)) AS value,
  'received'::text AS origin, %(register)s::text AS register, NULL::bigint AS inquiry_id,
  %(day)s::date AS as_of
FROM means
UNION ALL SELECT 0, 'household', id, '{estimate}', NULL, 'received', %(register)s, NULL, %(day)s
FROM {source} h
WHERE {estimate} IS NOT NULL AND NOT EXISTS (SELECT FROM means m WHERE m.id = h.id)
"""


@dataclass(frozen=True, slots=True)
class MeansTerms:
    """`indicators` as in models.MeansModel; `sample`: not the official formula."""

    title: str
    indicators: Sequence[Any]
    sample: bool
    legal_basis: str
    valid_from: date


@action("eligibility.set_means", posts=AUTHORS, operator=True)
def set_means(*, actor: Actor, at: datetime, terms: MeansTerms) -> int:
    """The number of the model, which waits for a second person. Refuses means.invalid."""
    _refuse_bad(terms)
    with taken_as("eligibility_meansmodel_valid_from", MeansInvalid()):
        made = MeansModel.objects.create(
            title=terms.title.strip(),
            indicators=list(terms.indicators),
            sample=terms.sample,
            legal_basis=terms.legal_basis.strip(),
            valid_from=terms.valid_from,
            entered_by=actor.user_id,
            entered_at=at,
        )
    return made.pk


def _refuse_bad(terms: MeansTerms) -> None:
    taken = MeansModel.objects.filter(valid_from=terms.valid_from).exists()
    words = terms.title.strip() and terms.legal_basis.strip()
    if taken or not words or read_indicators(list(terms.indicators), catalogue()) is None:
        raise MeansInvalid


@action("eligibility.approve_means", posts=AUTHORS, about=("number",))
def approve_means(*, actor: Actor, at: datetime, number: int) -> None:
    """Let the model count from its day. Refuses means.unknown and means.second_person."""
    found = MeansModel.objects.select_for_update().filter(pk=number, approved_at=None).first()
    if found is None:
        raise MeansUnknown
    if actor.eyes().saw(found.entered_by, found.entered_at):
        raise MeansSecondPerson
    found.approved_at, found.approved_by = at, actor.user_id
    found.save(update_fields=["approved_at", "approved_by"])


@action("eligibility.estimate_means", posts=AUTHORS, operator=True)
def estimate_means(*, actor: Actor, at: datetime) -> int:
    """How many households have another estimate than before. Refuses means.unknown.

    The estimate is a fact with the model as its source; of whom too little is known it stays
    unknown, and a decile of the register is not touched.
    """
    held = MeansModel.objects.filter(approved_at__isnull=False, valid_from__lte=today_of(at))
    model = held.order_by("-valid_from").first()
    indicators = read_indicators(model.indicators, catalogue()) if model else None
    if model is None or indicators is None:
        raise MeansUnknown
    given: dict[str, Any] = {"register": f"means_model_{model.pk}", "day": today_of(at)}
    with connection.cursor() as cursor:
        cursor.execute(_scores(indicators), {"least": _least(indicators)})
        cursor.execute(_GIVEN.format(estimate=ESTIMATE, source=source_of("household")), given)
        cursor.execute("ANALYZE facts_given")
        cursor.execute("DROP TABLE means")
    return put_staged(actor=actor, at=at)


def _least(indicators: Sequence[Indicator]) -> float:
    return LEAST_KNOWN * sum(each.weight for each in indicators)


def _scores(indicators: Sequence[Indicator]) -> str:
    """The facts are keys of the catalogue, judged when the model was read."""
    places = ", ".join(
        _PLACE.format(fact=f'"{each.fact}"', n=n, sign="" if each.richer == "more" else "1 -")
        for n, each in enumerate(indicators)
    )
    weighed = [(f"place_{n}", each.weight) for n, each in enumerate(indicators)]
    return _SCORES.format(
        sum=" + ".join(f"coalesce({place}, 0) * {weight}" for place, weight in weighed),
        known=f"({' + '.join(f'({place} IS NOT NULL)::int * {w}' for place, w in weighed)})",
        places=places,
        source=source_of("household"),
    )
