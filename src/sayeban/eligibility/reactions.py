"""What rules do when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.eligibility.actions.decide_again import decide_again
from sayeban.eligibility.actions.name_decisions import name_decisions
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("facts.contest_decided")
def look_again(event: Mapping[str, str], at: datetime) -> None:
    """A value was contested with success: whatever was decided by it is decided again."""
    if not event["accepted"]:
        return
    kind, subject = event["subject_kind"], int(event["subject_id"])
    contest, fact = int(event["contest"]), event["fact"]
    name_decisions(actor=SYSTEM, at=at, contest=contest, fact=fact, kind=kind, subject=subject)
    decide_again(actor=SYSTEM, at=at, kind=kind, subject=subject)
