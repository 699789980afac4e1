"""Long work that pages of rules start and the worker does. Safe to run again (promises.md R6)."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from sayeban.eligibility.actions.estimate_means import estimate_means
from sayeban.eligibility.actions.preview_impact import preview_impact
from sayeban.eligibility.actions.run_rule import run_rule
from sayeban.eligibility.reads.works import IMPACT, MEANS, RUN
from sayeban.kit.progress import Report
from sayeban.runtime.actor import Actor
from sayeban.runtime.jobs import job


@job(IMPACT)
def impact(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Count the impact of the text that its starter saw: arguments code, number, sha256."""
    made = preview_impact(
        actor=actor,
        at=timezone.now(),
        code=arguments["code"],
        number=arguments["number"],
        sha256=arguments["sha256"],
        report=report,
    )
    return {"impact": made.impact_id}


@job(RUN)
def run(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Ask the version that holds about everybody: arguments code, number."""
    report(0, 1)
    made = run_rule(actor=actor, at=timezone.now(), code=arguments["code"])
    return {"run": made.run_id}


@job(MEANS)
def means(actor: Actor, _arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Estimate the deciles of all households by the model that holds."""
    report(0, 1)
    return {"changed": estimate_means(actor=actor, at=timezone.now())}
