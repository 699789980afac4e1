"""sayeban campaign sample|approve|violations|release|progress."""

from argparse import Namespace
from typing import Any, ClassVar

from django.utils.timezone import now

from sayeban.exemptions import public as exemptions
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import resolve_text
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import looking
from sayeban.runtime.refusals import AccessDenied
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.paths import check_files, check_out_file, check_out_folder
from sayeban.sites.commands.showing import show_progress
from sayeban.sites.delivering import deliver_events


class WhyMissing(Refusal):
    """A suspicion is cleared for one of three reasons."""

    code: ClassVar[str] = "candidate.why_missing"
    sentence: ClassVar[str] = (
        "برای رفع ظن تخلف بگویید چرا: ‎--why same_household (یک خانوار)،"
        " unfounded (سخن شرکت درست نبود)، returned (برگشت) یا shared (مشاع)."
    )
    reference: ClassVar[str] = "A-113"


class PackageNotWritten(Refusal):
    """The list is signed; its files could not be written."""

    code: ClassVar[str] = "package.not_written"
    sentence: ClassVar[str] = (
        "فهرست شمارهٔ {number} امضا شده است، ولی نوشتن بستهٔ آن ناتمام ماند ({why}). پس از رفع مشکل"
        " همین دستور را دوباره بدهید؛ فهرست دوباره امضا نمی‌شود و فقط بسته نوشته می‌شود."
    )
    reference: ClassVar[str] = "A-135"


def sample(options: Namespace) -> dict[str, Any]:
    """Draw what is locked and write it to --out, or record the results of --results."""
    actor = actor_for(options)
    check_files([options.results] if options.results else [])
    check_out_file(options.out)
    with looking(OPERATOR):
        unit = resolve_text(options.unit)
    if options.results:
        findings = exemptions.findings_of(exemptions.read_results(options.results))
        return exemptions.record_sample(
            actor=actor, at=now(), code=options.code, unit=unit, findings=findings
        ).as_json()
    drawn = exemptions.draw_sample(actor=actor, at=now(), code=options.code, unit=unit)
    if options.out:
        with looking(actor):
            exemptions.download_sample(actor, options.code, unit, options.out)
    return drawn.as_json()


def approve(options: Namespace) -> dict[str, Any]:
    """Approve a unit's batch; rows of --return go back to their collectors."""
    check_files([options.returned] if options.returned else [])
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
    """Sign and release what waits in a province, and write its package.

    Where nothing waits, the province's last list is written again, so a command that was cut off
    after the signature is simply repeated; --list names an earlier one.
    """
    actor = actor_for(options)
    with looking(OPERATOR):
        unit = resolve_text(options.province)
    exemptions.check_package(options.out)
    check_out_folder(options.out.absolute().parent)
    made = _listed(options, actor, unit)
    deliver_events()
    try:
        exemptions.write_package(
            actor=actor,
            at=now(),
            unit=unit,
            release_id=made.id,
            out=options.out,
            report=show_progress("package"),
        )
    except OSError as error:
        raise PackageNotWritten(number=made.number, why=error.strerror or "I/O") from error
    return {name: made.result[name] for name in _RELEASED}


_RELEASED = ("list_no", "households", "companies", "removed", "ineligible")
"""The answer in its order, which stored JSON forgets."""


def _listed(options: Namespace, actor: Actor, unit: Unit) -> exemptions.ReleaseFacts:
    """The list to write: the one that --list names, else a new one, else the last one."""
    if options.list is not None:
        with looking(actor):
            found = exemptions.find_release(options.code, unit.province, options.list)
    else:
        try:
            signed = exemptions.release(
                actor=actor,
                at=now(),
                code=options.code,
                unit=unit,
                without=options.without,
                reason=options.reason,
                report=show_progress("release"),
            )
        except exemptions.ReleaseNothing:
            with looking(actor):
                earlier = exemptions.releases(options.code, unit.province)
            if not earlier:
                raise
            return earlier[-1]
        with looking(actor):
            found = exemptions.release_facts(signed.release_id)
    if found is None:
        raise exemptions.ReleaseUnknown
    return found


def progress(options: Namespace) -> dict[str, Any]:
    """Where a unit stands today, as far as the user sees it.

    Of a place that is none of his and holds none of his, zeros would be a lie.
    """
    actor = actor_for(options)
    with looking(OPERATOR):
        unit = resolve_text(options.unit)
    own = [held.unit for held in actor.appointments]
    if not actor.is_nationwide and not any(u.covers(unit) or unit.covers(u) for u in own):
        raise AccessDenied
    with looking(actor):
        return exemptions.progress(options.code, unit, now()).as_json()
