"""What the worker does: jobs of pages, and what the clock brings."""

import time

import structlog
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError
from django.utils.timezone import now
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from sayeban.audit.refusals import SealKeyMissing
from sayeban.cases import jobs as _case_jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.eligibility import jobs as _rule_jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.public import (
    count_changed_consumption,
    count_what_changed,
    due_snapshots,
    forget_entries,
    forget_messages,
    forget_signals,
    forget_snapshots,
    make_snapshot,
    send_signals,
    sum_counts,
)
from sayeban.facts.public import answer_inquiries
from sayeban.interop.public import exchange_messages
from sayeban.kit.refusals import Refusal
from sayeban.notices.public import chosen_port, deliver_batch
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking
from sayeban.runtime.jobs import tell_the_truth
from sayeban.sites.citizen import sending as _sending  # noqa: F401 - registers its task
from sayeban.sites.delivering import deliver_events
from sayeban.sites.evening import evening_of
from sayeban.sites.sealing import seal_audit
from sayeban.sites.sweeping import sweep_all

_log = structlog.get_logger("sayeban.worker")

_STALLED_SECONDS = 60
_BATCHES = 50
"""Batches of messages a minute at the most."""
_SNAPSHOTS = 4
"""Lists of feeds a minute at the most: each takes seconds, and other work waits meanwhile."""
_INQUIRING_SECONDS = 20
"""Of a minute, for questions to registers; a batch that is begun ends."""
_ROUNDS = 4
"""Rounds of signals a minute at the most: each takes ten seconds where nobody answers."""


@app.periodic(cron="* * * * *")
@app.task(name="sites.deliver", queueing_lock="sites.deliver", queue="periodic")
def deliver(timestamp: int) -> None:
    """Hand announced events upwards, each minute."""
    del timestamp
    deliver_events()


@app.periodic(cron="* * * * *")
@app.task(name="sites.send", queueing_lock="sites.send", queue="periodic")
def send(timestamp: int) -> None:
    """Hand waiting messages to the provider, each minute; no failing event holds them up."""
    del timestamp
    port = chosen_port()
    for _ in range(_BATCHES):
        if not deliver_batch(port, now()):
            break


@app.periodic(cron="* * * * *")
@app.task(name="sites.signal", queueing_lock="sites.signal", queue="periodic")
def signal(timestamp: int) -> None:
    """Tell companies' receivers, each minute, that their feeds advanced."""
    del timestamp
    for _ in range(_ROUNDS):
        if not send_signals(now()):
            break


@app.periodic(cron="* * * * *")
@app.task(name="sites.exchange", queueing_lock="sites.exchange", queue="periodic")
def exchange(timestamp: int) -> None:
    """Answer partners of the registry, each minute; one that does not listen holds up no other."""
    del timestamp
    exchange_messages(now())


@app.periodic(cron="* * * * *")
@app.task(name="sites.inquire", queueing_lock="sites.inquire", queue="periodic")
def inquire(timestamp: int) -> None:
    """Ask outside registers what is due, each minute; other work waits no longer than that."""
    del timestamp
    until = time.monotonic() + _INQUIRING_SECONDS
    while answer_inquiries(now) and time.monotonic() < until:
        pass


@app.periodic(cron="* * * * *")
@app.task(
    name="sites.rescue",
    queueing_lock="sites.rescue",
    queue="periodic",
    priority=1,
    pass_context=True,
)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Put jobs of a killed worker back into the queue; they are safe to run again (R6)."""
    del timestamp
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_SECONDS):
        try:
            await manager.retry_job(stalled)
        except UniqueViolation:
            # The clock has brought the same again meanwhile.
            await manager.finish_job(stalled, Status.FAILED, delete_job=True)
    await sync_to_async(tell_the_truth)()


@app.periodic(cron="* * * * *")
@app.task(name="sites.seal", queueing_lock="sites.seal", queue="periodic")
def seal(timestamp: int) -> None:
    """Seal each minute what was done and who looked (P2)."""
    del timestamp
    try:
        done = seal_audit(now())
    except SealKeyMissing as missing:
        _log.error("audit is not sealed", code=missing.code, message=missing.message)
        return
    if done.busy:
        _log.warning("seal put off: writers did not end in time")


@app.periodic(cron="* * * * *")
@app.task(name="sites.quality", queueing_lock="sites.quality", queue="periodic")
def quality(timestamp: int) -> None:
    """Count again, each minute, the worklists of which something changed."""
    del timestamp
    count_what_changed(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="sites.snapshots", queueing_lock="sites.snapshots", queue="periodic")
def snapshots(timestamp: int) -> None:
    """Write, some each minute, the lists of what stands in feeds that are due."""
    del timestamp
    with looking(SYSTEM):
        due = due_snapshots(now())
    made, faults = 0, list[Exception]()
    for feed_id in due:
        try:
            made += make_snapshot(actor=SYSTEM, at=now(), feed_id=feed_id)
        except (OperationalError, InterfaceError):
            raise  # the database went away: no other can be made either
        except Exception as problem:
            # One that fails holds up no other.
            _log.error("snapshot failed", feed=feed_id, problem=type(problem).__name__)
            if not isinstance(problem, Refusal | OSError):
                faults.append(problem)
        if made == _SNAPSHOTS:
            break
    if faults:
        raise ExceptionGroup("snapshots", faults)


@app.periodic(cron="17 * * * *")
@app.task(name="sites.counts", queueing_lock="sites.counts", queue="periodic")
def counts(timestamp: int) -> None:
    """Put the kept counts of campaigns together each hour; they are right without it too.

    Then count what companies reported of consumption since.
    """
    del timestamp
    sum_counts(actor=SYSTEM, at=now())
    count_changed_consumption(at=now())


@app.periodic(cron="30 16 * * *")
@app.task(
    name="sites.evening",
    queueing_lock="sites.evening",
    queue="periodic",
    retry=RetryStrategy(max_attempts=20, wait=60),
)
def evening(timestamp: int) -> None:
    """Freeze the day's figures at 20:00 in Tehran and tell the heads."""
    del timestamp
    evening_of(SYSTEM, now())


@app.periodic(cron="0 22 * * *")
@app.task(name="sites.sweep", queueing_lock="sites.sweep", queue="periodic")
def sweep(timestamp: int) -> None:
    """Forget each night files of killed or failed work, and what was kept long enough."""
    del timestamp
    sweep_all(now())
    forget_messages(actor=SYSTEM, at=now())
    forget_entries(actor=SYSTEM, at=now())
    forget_snapshots(actor=SYSTEM, at=now())
    forget_signals(actor=SYSTEM, at=now())
