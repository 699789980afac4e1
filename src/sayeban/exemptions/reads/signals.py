"""Where companies hear of their feeds, and how far they were told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from sayeban.exemptions.models import Hook, Signal, SignalAttempt

LATEST: Final = 20
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class HookFacts:
    """The address of an agreement. `why` it is off: "" (on), "closed" or "gone"."""

    url: str
    set_at: datetime
    overlap_until: datetime | None
    open_until: datetime | None
    failures: int
    disabled_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class SignalFacts:
    """One feed at one receiver; `last_seq` is where the feed stands, `told_seq` what it heard."""

    agreement: int
    feed_id: str
    last_seq: int
    told_seq: int
    told_at: datetime | None
    attempts: int
    failing_since: datetime | None
    next_try_at: datetime | None
    dead_at: datetime | None
    gone: bool

    @property
    def behind(self) -> bool:
        """Whether the receiver has not heard of the newest change."""
        return self.told_seq < self.last_seq


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """One try; `status` is 0 where nothing was answered and `fault` says why."""

    at: datetime
    feed_id: str
    status: int
    fault: str
    milliseconds: int


def hook_of(agreement: int, at: datetime) -> HookFacts | None:
    """The address of an agreement's company; None where none was written."""
    found = Hook.objects.filter(pk=agreement).first()
    if found is None:
        return None
    overlaps = found.overlap_until if found.overlap_until and found.overlap_until > at else None
    rests = found.open_until if found.open_until and found.open_until > at else None
    return HookFacts(
        found.url, found.set_at, overlaps, rests, found.failures, found.disabled_at, found.why
    )


def signals_of(agreement: int) -> list[SignalFacts]:
    """Every feed of which the receiver was told or is to be."""
    return _signals(Q(hook=agreement))


def given_up() -> list[SignalFacts]:
    """What is sent no more by itself, until somebody lets it be sent again."""
    return _signals(Q(dead_at__isnull=False) | Q(hook__why="gone"))


def _signals(which: Q) -> list[SignalFacts]:
    found = Signal.objects.filter(which).select_related("feed", "hook")
    return [
        SignalFacts(
            each.hook_id,
            each.feed_id,
            each.feed.last_seq,
            each.told_seq if each.told_epoch == each.feed.epoch else 0,
            each.told_at,
            each.attempts,
            each.failing_since,
            each.next_try_at,
            each.dead_at,
            each.hook.why == "gone",
        )
        for each in found.order_by("feed_id", "hook")[:MOST]
    ]


def attempts_of(agreement: int) -> list[AttemptFacts]:
    """The latest tries, the newest first."""
    found = SignalAttempt.objects.filter(hook=agreement).order_by("-at", "-id")
    rows = found.values_list("at", "feed_id", "status", "fault", "milliseconds")
    return [AttemptFacts(*row) for row in rows[:LATEST]]
