"""A company's file of consumption reports: kept with its job, then taken chunk by chunk (R6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sayeban.exemptions.actions.take_receipts import reported
from sayeban.exemptions.models import ReportUpload
from sayeban.exemptions.refusals_feed import BodyInvalid, FeedUnknown, ItemInvalid
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.jobs import start

MOST_FAULTS: Final = 1000
OUTCOMES: Final = ("recorded", "duplicate", "stale", "invalid")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of a file from byte `first` to byte `upto`.

    `items` are reports and `formless` what is none, each by its number among the chunk's lines.
    """

    first: int
    upto: int
    items: Sequence[tuple[int, Mapping[str, Any]]]
    formless: Sequence[int]
    is_last: bool


@action("exemptions.keep_upload", clients=True, about=("feed_id",))
def keep_upload(*, actor: Actor, at: datetime, feed_id: str, client: int, stored: str) -> UUID:
    """Keep a stored file of reports and queue its job; the answer is its name for the company.

    Refuses feed.unknown.
    """
    if feed_id not in actor.feeds:
        raise FeedUnknown
    number, province = uuid4(), feed_id.split(".")[2]
    job = start(
        actor=SYSTEM,
        at=at,
        kind="feed.reports",
        arguments={"upload": str(number), "name": feed_id},
        unit=Unit.of_province(province),
    )
    with nationwide():
        ReportUpload.objects.create(
            id=number,
            feed_id=feed_id,
            province=province,
            client=client,
            job=job,
            stored=stored,
            sent_at=at,
        )
    return number


@action("exemptions.take_upload", clients=True)
def take_upload(*, actor: Actor, at: datetime, upload: UUID, chunk: Chunk) -> bool:
    """Take one chunk of a file, once; False where another worker has taken it.

    The reports and the place up to which the file is done are committed together. Refuses
    feed.unknown, also where the agreement has ended meanwhile.
    """
    with nationwide():
        own = ReportUpload.objects.select_for_update().filter(pk=upload).first()
        if own is None or own.feed_id not in actor.feeds:
            raise FeedUnknown
        if own.taken != chunk.first or own.finished_at is not None:
            return False
    outcomes = reported(actor, at, own.feed_id, [item for _, item in chunk.items])
    invalid = dict.fromkeys(chunk.formless, BodyInvalid) | {
        line: ItemInvalid
        for (line, _), outcome in zip(chunk.items, outcomes, strict=True)
        if outcome == "invalid"
    }
    _count(own, outcomes, len(chunk.formless))
    own.faults += _faults(invalid, own.lines, MOST_FAULTS - len(own.faults))
    own.lines += len(chunk.items) + len(chunk.formless)
    own.taken = chunk.upto
    own.finished_at = at if chunk.is_last else None
    with nationwide():
        own.save()
    return True


def _count(own: ReportUpload, outcomes: Sequence[str], formless: int) -> None:
    for outcome in OUTCOMES:
        setattr(own, outcome, getattr(own, outcome) + outcomes.count(outcome))
    own.invalid += formless


def _faults(
    invalid: Mapping[int, type[Refusal]], before: int, most: int
) -> list[dict[str, object]]:
    return [
        {"index": before + line, "code": why.code, "message": why.sentence}
        for line, why in sorted(invalid.items())
    ][:most]
