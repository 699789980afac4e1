"""sayeban rules means | approve-means | estimate: the model of the means test."""

from argparse import Namespace

from django.utils.timezone import now

from sayeban.eligibility import public as eligibility
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import day_of
from sayeban.sites.commands.rule_files import read_terms
from sayeban.sites.commands.rules_told import approved_lines, estimated_lines, waiting_lines
from sayeban.sites.readable import Readable


def write(options: Namespace) -> Readable:
    """Enter a model: {title, indicators: [{fact, weight, richer}], sample, legal_basis,
    valid_from}; it is a sample unless the file says that it is none."""
    given = read_terms(options.file)
    indicators = given.get("indicators")
    terms = eligibility.MeansTerms(
        title=str(given.get("title", "")),
        indicators=indicators if isinstance(indicators, list) else [],
        sample=given.get("sample") is not False,
        legal_basis=str(given.get("legal_basis", "")),
        valid_from=day_of(given, "valid_from"),
    )
    made = eligibility.set_means(actor=actor_for(options), at=now(), terms=terms)
    what = f"مدل «{terms.title}»{' با نشان نمونه' if terms.sample else ''}"
    lines = waiting_lines(what, made, "rules approve-means")
    return Readable({"means": made, "sample": terms.sample}, lines)


def approve(options: Namespace) -> Readable:
    """A second person lets the model count from its day."""
    eligibility.approve_means(actor=actor_for(options), at=now(), number=options.id)
    told = {"means": options.id, "approved": True}
    return Readable(told, approved_lines("مدل آزمون وسع"))


def estimate(options: Namespace) -> Readable:
    """Estimate the decile of every household by the model that holds today."""
    changed = eligibility.estimate_means(actor=actor_for(options), at=now())
    return Readable({"estimated": changed}, estimated_lines(changed))
