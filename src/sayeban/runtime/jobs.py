"""Long work that a page starts and the worker does, with progress that the page shows.

A job runs at least once: what it calls must be safe to run again (R6). The queue is Procrastinate
inside PostgreSQL, so the job is committed together with its row.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from sayeban.kit.progress import Report
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.models import Job

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
            province=unit.province,
            county=unit.county,
            centre=unit.centre,
        )
        run_job.defer(job_id=str(made.id))
    return made.id


@app.task(name="runtime.run_job", queue="jobs", retry=3)
def run_job(job_id: str) -> None:
    """Do one job as the user who started it; a refusal is its answer, not a failure.

    What fails otherwise is shown as failed until the queue or an operator tries it again.
    """
    with acting(SYSTEM, timezone.now()):
        found = Job.objects.filter(id=job_id).exclude(state__in=["done", "refused"]).first()
        if found is None:
            return
        Job.objects.filter(id=job_id).update(state=Job.State.RUNNING)
        actor: Actor = import_string(settings.ACTOR_BY_ID)(found.user_id, timezone.now())
    try:
        answer = dict(_works[found.kind](actor, found.arguments, _reporter(job_id)))
        state = Job.State.DONE
    except Refusal as refusal:
        answer = {"refused": refusal.code, "message": refusal.message}
        state = Job.State.REFUSED
    except Exception:
        with acting(SYSTEM, timezone.now()):
            Job.objects.filter(id=job_id).update(state=Job.State.FAILED, finished_at=timezone.now())
        raise
    with acting(SYSTEM, timezone.now()):
        Job.objects.filter(id=job_id).update(state=state, result=answer, finished_at=timezone.now())


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
