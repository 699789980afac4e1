"""What cases do when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.cases.actions.keep_calendar import redate
from sayeban.cases.actions.note_corrected import Corrected, note_corrected
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("organisations.calendar_changed")
def follow_calendar(event: Mapping[str, str], at: datetime) -> None:
    """A closure that was declared afterwards moves due and promised days."""
    del event
    redate(actor=SYSTEM, at=at)


@on("facts.contest_decided")
def look_again(event: Mapping[str, str], at: datetime) -> None:
    """A value was contested with success: cases that looked at it say so."""
    if not event["accepted"]:
        return
    told = Corrected(
        contest=int(event["contest"]),
        person_id=int(event["person_id"]),
        fact=event["fact"],
        kind=event["subject_kind"],
        subject=int(event["subject_id"]),
        # One that waited while the site was brought up to date says nothing of it: any case may
        # have read the value.
        since=datetime.fromisoformat(event.get("since", "2000-01-01T00:00:00+00:00")),
    )
    note_corrected(actor=SYSTEM, at=at, told=told)
