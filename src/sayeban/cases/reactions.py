"""What cases do when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.cases.actions.keep_calendar import redate
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("organisations.calendar_changed")
def follow_calendar(event: Mapping[str, str], at: datetime) -> None:
    """A closure that was declared afterwards moves due and promised days."""
    del event
    redate(actor=SYSTEM, at=at)
