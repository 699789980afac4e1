"""What the desk does when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.desk.actions.mark_told import mark_told
from sayeban.desk.actions.survey import answer_by_sms, ask_survey
from sayeban.notices.public import received_sms
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("cases.closed")
def ask_how_it_was(event: Mapping[str, str], at: datetime) -> None:
    """A case ended: its person is asked once."""
    ask_survey(actor=SYSTEM, at=at, case_id=int(event["case"]))


@on("notices.sent")
def count_told(event: Mapping[str, str], at: datetime) -> None:
    """Messages have gone; some of them said that a request ended."""
    messages = [int(number) for number in event["messages"].split()]
    mark_told(actor=SYSTEM, at=at, messages=messages)


@on("notices.received")
def take_key(event: Mapping[str, str], at: datetime) -> None:
    """A client sent one key."""
    mobile, words = received_sms(int(event["message"]))
    answer_by_sms(actor=SYSTEM, at=at, mobile=mobile, words=words)
