"""sayeban campaign sample|approve|violations|release|progress."""

from argparse import Namespace
from typing import Any, ClassVar

from django.utils.timezone import now

from sayeban.exemptions import public as exemptions
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import resolve_text
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.showing import make_room, show_progress
from sayeban.sites.delivering import deliver_events


class WhyMissing(Refusal):
    """A suspicion is cleared for one of three reasons."""

    code: ClassVar[str] = "candidate.why_missing"
    sentence: ClassVar[str] = (
        "برای رفع ظن تخلف بگویید چرا: ‎--why same_household (یک خانوار)، returned (برگشت) یا shared"
        " (مشاع)."
    )
    reference: ClassVar[str] = "A-113"


def sample(options: Namespace) -> dict[str, Any]:
    """Draw what is locked and write it to --out, or record the results of --results."""
    actor = actor_for(options)
    with looking(OPERATOR):
        unit = resolve_text(options.unit)
    if options.results:
        findings = exemptions.findings_of(exemptions.read_results(options.results))
        return exemptions.record_sample(
            actor=actor, at=now(), code=options.code, unit=unit, findings=findings
        ).as_json()
    make_room(options.out)
    drawn = exemptions.draw_sample(actor=actor, at=now(), code=options.code, unit=unit)
    if options.out:
        with looking(actor):
            exemptions.download_sample(actor, options.code, unit, options.out)
    return drawn.as_json()


def approve(options: Namespace) -> dict[str, Any]:
    """Approve a unit's batch; rows of --return go back to their collectors."""
    returns = exemptions.read_returns(options.returned) if options.returned else []
    with looking(OPERATOR):
        unit = resolve_text(options.unit)
    return exemptions.approve(
        actor=actor_for(options),
        at=now(),
        code=options.code,
        unit=unit,
        returns=returns,
        override=options.override,
        reason=options.reason,
    ).as_json()


def violations(options: Namespace) -> dict[str, Any]:
    """List the suspicions that the user may decide, or decide one."""
    actor = actor_for(options)
    if options.confirm:
        exemptions.confirm_candidate(
            actor=actor,
            at=now(),
            code=options.code,
            key=options.confirm,
            national_ids=options.row,
            reason=options.reason,
        )
        return {"confirmed": options.confirm}
    if options.clear:
        if not options.why:
            raise WhyMissing
        exemptions.clear_candidate(
            actor=actor,
            at=now(),
            code=options.code,
            key=options.clear,
            why=options.why,
            national_ids=options.row,
            reason=options.reason,
        )
        return {"cleared": options.clear, "why": options.why}
    with looking(actor):
        found = exemptions.review_candidates(actor, options.code)["open"]
    return {"candidates": [candidate.as_json() for candidate in found.lines]}


def release(options: Namespace) -> dict[str, Any]:
    """Sign and release what waits in a province, and write its package."""
    actor = actor_for(options)
    with looking(OPERATOR):
        unit = resolve_text(options.province)
    exemptions.check_empty(options.out)
    done = exemptions.release(
        actor=actor,
        at=now(),
        code=options.code,
        unit=unit,
        without=options.without,
        reason=options.reason,
        report=show_progress("release"),
    )
    exemptions.write_package(
        actor=actor,
        at=now(),
        unit=unit,
        release_id=done.release_id,
        out=options.out,
        report=show_progress("package"),
    )
    deliver_events()
    return done.result


def progress(options: Namespace) -> dict[str, Any]:
    """Where a unit stands today."""
    actor = actor_for(options)
    with looking(OPERATOR):
        unit = resolve_text(options.unit)
    with looking(actor):
        return exemptions.progress(options.code, unit, now()).as_json()
