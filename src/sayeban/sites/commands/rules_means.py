"""sayeban rules means | approve-means | estimate: the model of the means test."""

from argparse import Namespace
from typing import Any

from django.utils.timezone import now

from sayeban.eligibility import public as eligibility
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import day_of
from sayeban.sites.commands.rule_files import read_terms


def write(options: Namespace) -> dict[str, Any]:
    """Enter a model: {title, indicators: [{fact, weight, richer}], sample, legal_basis,
    valid_from}; it is a sample unless the file says that it is none."""
    given = read_terms(options.file)
    indicators = given.get("indicators")
    terms = eligibility.MeansTerms(
        title=str(given.get("title", "")),
        indicators=indicators if isinstance(indicators, list) else [],
        sample=given.get("sample") is not False,
        legal_basis=str(given.get("legal_basis", "")),
        valid_from=day_of(given.get("valid_from")),
    )
    made = eligibility.set_means(actor=actor_for(options), at=now(), terms=terms)
    return {"means": made, "sample": terms.sample}


def approve(options: Namespace) -> dict[str, Any]:
    """A second person lets the model count from its day."""
    eligibility.approve_means(actor=actor_for(options), at=now(), number=options.id)
    return {"means": options.id, "approved": True}


def estimate(options: Namespace) -> dict[str, Any]:
    """Estimate the decile of every household by the model that holds today."""
    return {"estimated": eligibility.estimate_means(actor=actor_for(options), at=now())}
