"""What the campaign does when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.exemptions.actions.answer_tenancy import answer_tenancy
from sayeban.exemptions.actions.follow_people import follow_people
from sayeban.exemptions.actions.mark_informed import mark_informed
from sayeban.exemptions.actions.open_corrections import open_corrections
from sayeban.exemptions.actions.publish_release import publish_release
from sayeban.exemptions.actions.refresh import refresh
from sayeban.exemptions.actions.report_move import open_moved
from sayeban.exemptions.actions.take_said import take_back_said, take_said
from sayeban.exemptions.actions.tell_heads import tell_released
from sayeban.exemptions.reads.campaign import running_campaigns
from sayeban.notices.public import received_sms
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("people.imported")
@on("people.died")
@on("people.exited")
@on("people.household_changed")
def take_over(event: Mapping[str, str], at: datetime) -> None:
    """Somebody's status, household or benefits changed: campaigns and companies' feeds follow."""
    for campaign in running_campaigns():
        refresh(actor=SYSTEM, at=at, code=campaign.code)
    person = event.get("person_id")
    follow_people(actor=SYSTEM, at=at, person_id=int(person) if person else None)


@on("people.moved")
def follow_household(event: Mapping[str, str], at: datetime) -> None:
    """A household moved: its new dwelling is to be collected where it lives now."""
    if stay := event.get("stay"):  # what was announced before this was known names none
        open_moved(actor=SYSTEM, at=at, stay=int(stay))


@on("exemptions.moved_said")
def take_word(event: Mapping[str, str], at: datetime) -> None:
    """A client said that his household moved: his unit follows it up."""
    take_said(actor=SYSTEM, at=at, reference=event["reference"])


@on("exemptions.moved_unsaid")
def take_back_word(event: Mapping[str, str], at: datetime) -> None:
    """He took it back on the same day."""
    take_back_said(actor=SYSTEM, at=at, reference=event["reference"])


@on("notices.sent")
def count_informed(event: Mapping[str, str], at: datetime) -> None:
    """Texts have gone to clients."""
    messages = [int(number) for number in event["messages"].split()]
    mark_informed(actor=SYSTEM, at=at, messages=messages)


@on("notices.received")
def take_answer(event: Mapping[str, str], at: datetime) -> None:
    """A client answered by SMS: it may be about the end of his tenancy."""
    mobile, words = received_sms(int(event["message"]))
    answer_tenancy(actor=SYSTEM, at=at, mobile=mobile, words=words)


@on("exemptions.released")
def tell_headquarters(event: Mapping[str, str], at: datetime) -> None:
    """Headquarters hears of every list."""
    tell_released(
        actor=SYSTEM,
        at=at,
        code=event["campaign"],
        province=event["province"],
        number=event["number"],
        without=event["without"],
    )


@on("exemptions.released")
def enter_the_feeds(event: Mapping[str, str], at: datetime) -> None:
    """Companies are told of every list."""
    publish_release(actor=SYSTEM, at=at, release_id=int(event["release"]))


@on("exemptions.sent_back")
def give_back(event: Mapping[str, str], at: datetime) -> None:
    """What a company rejected or noticed comes back to its centre."""
    open_corrections(actor=SYSTEM, at=at, feed_id=event["feed"])
