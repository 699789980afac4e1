"""Long work that a page starts and the worker does, with progress that the page shows.

A job runs at least once: what it calls must be safe to run again (R6). The queue is Procrastinate
inside PostgreSQL, so the job is committed together with its row. One worker at a time has a job,
also where it was taken from a worker that is only slow or paused.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import BaseRetryStrategy, RetryDecision, jobs
from procrastinate.contrib.django import app

from sayeban.kit.progress import Report
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.models import Job

MOST_TRIES = 3
"""After so many runs that ended in an error or killed their worker only a user tries again."""
PAUSE_SECONDS = 10
"""Between two runs: a database that is starting again needs a moment."""

Work = Callable[[Actor, Mapping[str, Any], Report], Mapping[str, Any]]

_works: dict[str, Work] = {}


def job(kind: str) -> Callable[[Work], Work]:
    """Declare the work of one kind of job; its answer is what the page shows."""

    def register(work: Work) -> Work:
        _works[kind] = work
        return work

    return register


def start(
    *, actor: Actor, at: datetime, kind: str, arguments: Mapping[str, Any], unit: Unit
) -> UUID:
    """Queue a job of a known kind for the actor; the answer is its id for the progress page."""
    with acting(actor, at):
        made = Job.objects.create(
            kind=kind,
            user_id=actor.user_id or 0,
            arguments=dict(arguments),
            created_at=at,
            **unit.columns,
        )
        run_job.defer(job_id=str(made.id))
    return made.id


class WorkFailed(Refusal):
    """The work ended in an error as often as it is tried."""

    code: ClassVar[str] = "work.failed"
    sentence: ClassVar[str] = (
        "کار پس از چند بار کوشش ناتمام ماند. آنچه ثبت شده است می‌ماند و دو بار ثبت نمی‌شود. آن را"
        " دوباره بفرستید؛ اگر باز هم ناتمام ماند به راهبر سامانه خبر دهید."
    )


class HeldElsewhereError(RuntimeError):
    """The worker that this job was taken from still lives; its run must end first."""


class GivenUpError(RuntimeError):
    """The last run of a job ended in an error as well."""


class _Again(BaseRetryStrategy):
    """A job counts its own runs, so that waiting for another worker is none."""

    def get_retry_decision(
        self, *, exception: BaseException, job: jobs.Job
    ) -> RetryDecision | None:
        del job
        if isinstance(exception, GivenUpError):
            return None
        return RetryDecision(retry_in={"seconds": PAUSE_SECONDS})


@app.task(name="runtime.run_job", queue="jobs", retry=_Again())
def run_job(job_id: str) -> None:
    """Do one job as the user who started it; a refusal is its answer, not a failure."""
    with _alone(job_id):
        if found := _begun(job_id):
            _do(found)


@contextmanager
def _alone(job_id: str) -> Iterator[None]:
    """Hold the job as long as this worker's connection lives: a killed one lets go at once."""
    key = "hashtextextended('runtime.job/' || %s, 0)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({key})", [job_id])
        if not cursor.fetchone()[0]:
            raise HeldElsewhereError
    try:
        yield
    finally:
        # With the connection the lock is gone as well.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({key})", [job_id])


def _begun(job_id: str) -> Job | None:
    """The job, entered as running; None when it is over or killed its worker too often."""
    with acting(SYSTEM, timezone.now()):
        over = [Job.State.DONE, Job.State.REFUSED, Job.State.FAILED]
        found = Job.objects.filter(id=job_id).exclude(state__in=over).first()
    if found is None:
        return None
    if found.tries >= MOST_TRIES:
        _end(found, Job.State.FAILED, WorkFailed().as_json())
        return None
    found.tries += 1
    with acting(SYSTEM, timezone.now()):
        Job.objects.filter(id=job_id).update(state=Job.State.RUNNING, tries=found.tries)
    return found


def _do(found: Job) -> None:
    try:
        with acting(SYSTEM, timezone.now()):
            actor = _starter(found.user_id)
        answer = _works[found.kind](actor, found.arguments, _reporter(str(found.id)))
    except Refusal as refusal:
        _end(found, Job.State.REFUSED, refusal.as_json())
    except Exception as problem:
        if found.tries >= MOST_TRIES:
            _end(found, Job.State.FAILED, WorkFailed().as_json())
            raise GivenUpError from problem
        with acting(SYSTEM, timezone.now()):
            Job.objects.filter(id=found.id).update(state=Job.State.RETRYING)
        raise
    else:
        _end(found, Job.State.DONE, answer)


def _starter(user_id: int) -> Actor:
    """He with the posts that he holds now; what no user started is the system's own work."""
    if not user_id:
        return SYSTEM
    starter: Actor = import_string(settings.ACTOR_BY_ID)(user_id, timezone.now())
    return starter


def _end(found: Job, state: str, answer: Mapping[str, Any]) -> None:
    with acting(SYSTEM, timezone.now()):
        Job.objects.filter(id=found.id).update(
            state=state, result=dict(answer), finished_at=timezone.now()
        )


_QUEUED = """
SELECT FROM procrastinate_jobs q
WHERE q.task_name = 'runtime.run_job' AND q.args ->> 'job_id' = j.id::text AND q.status
"""
_WAIT_AGAIN = f"""
UPDATE runtime_job j SET state = 'retrying'
WHERE j.state = 'running' AND EXISTS ({_QUEUED} = 'todo')
"""
_LOST = f"""
UPDATE runtime_job j SET state = 'failed', result = %(answer)s, finished_at = %(at)s
WHERE j.state IN ('queued', 'running', 'retrying') AND NOT EXISTS ({_QUEUED} IN ('todo', 'doing'))
"""


def tell_the_truth() -> None:
    """Correct what pages say of jobs whose worker could not: taken from it, or given up."""
    with acting(SYSTEM, timezone.now()), connection.cursor() as cursor:
        cursor.execute(_WAIT_AGAIN)
        cursor.execute(_LOST, {"answer": json.dumps(WorkFailed().as_json()), "at": timezone.now()})


def _reporter(job_id: str) -> Report:
    def report(done: int, total: int) -> None:
        if not connection.in_atomic_block:
            _note(job_id, done, total)
            return
        # A command reports from inside its transaction, which nobody sees before it ends: that
        # goes over a connection of its own, and a thread has one.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(_note_aside, job_id, done, total).result()

    return report


def _note(job_id: str, done: int, total: int) -> None:
    with acting(SYSTEM, timezone.now()):
        Job.objects.filter(id=job_id).update(done=done, total=total)


def _note_aside(job_id: str, done: int, total: int) -> None:
    try:
        _note(job_id, done, total)
    finally:
        connection.close()


def problem_of(job_id: UUID) -> str:
    """The sentence of a job that was refused or given up, else ""."""
    over = [Job.State.REFUSED, Job.State.FAILED]
    found = Job.objects.filter(pk=job_id, state__in=over).first()
    return str(found.result.get("message", "")) if found else ""


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job as a list shows it; `problem` is the sentence of its refusal or failure."""

    id: UUID
    kind: str
    code: str
    name: str
    user_id: int
    state: str
    state_label: str
    tries: int
    done: int
    total: int
    created_at: datetime
    finished_at: datetime | None
    problem: str


def recent_jobs(user_id: int | None, before: datetime | None, size: int) -> list[JobLine]:
    """The newest jobs within the reader's places, of one user or all, begun before `before`."""
    found = Job.objects.order_by("-created_at", "id")
    if user_id is not None:
        found = found.filter(user_id=user_id)
    if before is not None:
        found = found.filter(created_at__lt=before)
    return [
        JobLine(
            each.pk,
            each.kind,
            str(each.arguments.get("code", "")),
            str(each.arguments.get("name", "")),
            each.user_id,
            each.state,
            Job.State(each.state).label,
            each.tries,
            each.done,
            each.total,
            each.created_at,
            each.finished_at,
            str(each.result.get("message", "")),
        )
        for each in found[:size]
    ]
