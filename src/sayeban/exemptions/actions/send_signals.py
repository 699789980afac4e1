"""Tell receivers that their feeds advanced; run by the worker each minute.

What is behind is found from the feed's own number, so nothing that was published is forgotten.
A signal is claimed, sent outside of any transaction and marked: a worker that is killed or paused
holds nobody up, and what it may have sent already is sent again under the same name.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.models import Hook, Signal, SignalAttempt
from sayeban.exemptions.rules_signals import (
    AT_ONCE,
    ATTEMPTS_KEPT,
    CLAIMED_FOR,
    GIVEN_UP_AFTER,
    OF_ONE,
    RESTS_AFTER,
    asked_rest,
    outcome,
)
from sayeban.exemptions.signal_message import Advance, body_of, headers_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.outside import OutsideError, Reply, call
from sayeban.runtime.retrying import jittered

# The feeds that are open to the companies of hooks today, where anything was published.
_OPEN: Final = """
SELECT h.agreement_id AS hook, f.feed_id, f.epoch, f.last_seq, h.failures
FROM exemptions_hook h
JOIN organisations_agreement a ON a.id = h.agreement_id
CROSS JOIN LATERAL organisations_open_feeds(a.utility, a.company, %(today)s) o
JOIN exemptions_feed f ON f.feed_id = o.feed_id AND f.last_seq > 0
WHERE o.agreement = a.id AND h.disabled_at IS NULL
  AND coalesce(h.open_until, '-infinity') <= %(at)s
"""

_NOTED: Final = f"""
INSERT INTO exemptions_signal (hook_id, feed_id)
SELECT o.hook, o.feed_id FROM ({_OPEN}) o ON CONFLICT DO NOTHING
"""

# Of a receiver that rested one alone, as a trial; who was tried least comes first.
_CLAIMED: Final = f"""
UPDATE exemptions_signal s SET claimed_until = %(until)s
FROM (
  SELECT s.id, o.epoch, o.last_seq, row_number() OVER (
    PARTITION BY s.hook_id ORDER BY s.attempts, s.next_try_at, s.id) AS nth, o.failures
  FROM ({_OPEN}) o JOIN exemptions_signal s ON s.hook_id = o.hook AND s.feed_id = o.feed_id
  WHERE (s.told_epoch, s.told_seq) <> (o.epoch, o.last_seq) AND s.dead_at IS NULL
    AND coalesce(s.next_try_at, '-infinity') <= %(at)s
    AND coalesce(s.claimed_until, '-infinity') <= %(at)s
  ORDER BY nth, s.next_try_at LIMIT %(most)s
) due, exemptions_hook h
WHERE s.id = due.id AND h.agreement_id = s.hook_id
  AND due.nth <= CASE WHEN due.failures >= %(rests)s THEN 1 ELSE %(of_one)s END
  AND coalesce(s.claimed_until, '-infinity') <= %(at)s
RETURNING s.id, s.hook_id, h.url, h.salt,
  CASE WHEN h.overlap_until > %(at)s THEN h.salt_before ELSE '' END,
  s.claimed_until, s.feed_id, due.epoch, due.last_seq
"""


@dataclass(frozen=True, slots=True)
class _Due:
    """A signal that this worker took."""

    id: int
    hook: int
    url: str
    salts: tuple[str, str]
    until: datetime
    advance: Advance


@dataclass(frozen=True, slots=True)
class _Tried:
    """What became of it: `fault` says why there is no answer."""

    due: _Due
    reply: Reply
    fault: str
    milliseconds: int


def send_signals(at: datetime) -> int:
    """Send what is due, some at a time and side by side; how many were tried."""
    claimed = _claim(at)
    if not claimed:
        return 0
    with ThreadPoolExecutor(len(claimed)) as pool:
        tried = list(pool.map(partial(_sent, at=at), claimed))
    for each in tried:
        with acting(SYSTEM, at):
            _mark(each, at)
    return len(tried)


def _claim(at: datetime) -> list[_Due]:
    given: dict[str, Any] = {
        "at": at,
        "today": today_of(at),
        "until": at + CLAIMED_FOR,
        "most": AT_ONCE,
        "of_one": OF_ONE,
        "rests": RESTS_AFTER,
    }
    with acting(SYSTEM, at), connection.cursor() as cursor:
        cursor.execute(_NOTED, given)
        cursor.execute(_CLAIMED, given)
        return [_due(*row) for row in cursor.fetchall()]


def _due(number: int, hook: int, url: str, *rest: Any) -> _Due:
    salt, before, until, *advance = rest
    return _Due(number, hook, url, (salt, before), until, Advance(*advance))


def _sent(due: _Due, at: datetime) -> _Tried:
    """Of a worker that was paused the time is old: receivers refuse that, and it comes again."""
    began = time.monotonic()
    body = body_of(due.advance)
    headers = headers_of(due.advance, body, due.salts, at)
    fault = ""
    try:
        reply = call("POST", due.url, body.encode(), headers)
    except OutsideError as error:
        reply, fault = Reply(0, {}, b""), error.fault
    return _Tried(due, reply, fault, int((time.monotonic() - began) * 1000))


def _mark(tried: _Tried, at: datetime) -> None:
    due = tried.due
    SignalAttempt.objects.create(
        hook_id=due.hook,
        feed_id=due.advance.feed_id,
        message_id=due.advance.message_id,
        at=at,
        status=tried.reply.status,
        fault=tried.fault,
        milliseconds=tried.milliseconds,
    )
    hook = Hook.objects.select_for_update().get(pk=due.hook)
    signal = Signal.objects.select_for_update().filter(pk=due.id).first()
    if signal is None:  # the address was written anew meanwhile
        return
    became = outcome(tried.reply.status)
    if signal.claimed_until == due.until:
        signal.claimed_until = None
    elif became != "taken":  # of a worker that was paused: another one has tried since
        return
    if became == "taken":
        _taken(hook, signal, due.advance, at)
    else:
        _failed(hook, signal, tried.reply, at)
    if became == "gone" and hook.disabled_at is None:
        hook.disabled_at, hook.why = at, "gone"
    hook.save()
    signal.save()


def _taken(hook: Hook, signal: Signal, advance: Advance, at: datetime) -> None:
    # Of a worker that was paused the news may be older than what was told meanwhile.
    if signal.told_epoch != advance.epoch or signal.told_seq < advance.last_seq:
        signal.told_epoch, signal.told_seq = advance.epoch, advance.last_seq
    signal.told_at = at
    signal.attempts, signal.failing_since, signal.next_try_at = 0, None, None
    hook.failures, hook.failing_since, hook.open_until = 0, None, None


def _failed(hook: Hook, signal: Signal, reply: Reply, at: datetime) -> None:
    signal.attempts += 1
    signal.failing_since = signal.failing_since or at
    signal.next_try_at = at + jittered(signal.attempts)
    hook.failures += 1
    hook.failing_since = hook.failing_since or at
    if hook.failures >= RESTS_AFTER:
        hook.open_until = at + jittered(hook.failures - RESTS_AFTER + 1)
    if rest := asked_rest(reply.status, reply.headers):
        hook.open_until = at + rest
    if at - hook.failing_since >= GIVEN_UP_AFTER:
        _give_up(hook, at)
    if at - min(hook.failing_since, signal.failing_since) >= GIVEN_UP_AFTER:
        signal.dead_at = at


def _give_up(hook: Hook, at: datetime) -> None:
    """A receiver that was away for days: all that it was not told waits for somebody's word."""
    behind = Signal.objects.filter(hook=hook, dead_at=None)
    behind.exclude(pk__in=_told(hook)).update(dead_at=at, claimed_until=None)


def _told(hook: Hook) -> Sequence[int]:
    """The signals of a receiver that stand where their feed stands."""
    found = Signal.objects.filter(hook=hook).select_related("feed").order_by("pk")
    return [
        each.pk
        for each in found
        if (each.told_epoch, each.told_seq) == (each.feed.epoch, each.feed.last_seq)
    ]


@action("exemptions.forget_signals", operator=True)
def forget_signals(*, actor: Actor, at: datetime) -> int:
    """Forget attempts that are old; how many."""
    return SignalAttempt.objects.filter(at__lt=at - ATTEMPTS_KEPT).delete()[0]
