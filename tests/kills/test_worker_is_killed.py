"""A worker is killed or paused in the middle of a job: the job is done all the same, and once."""

import os
import signal
from uuid import UUID

import pytest

from tests.kills import gates
from tests.kills.conftest import NewSite, Undisturbed
from tests.kills.content import differing
from tests.kills.site import Process, Site, child_of

pytestmark = pytest.mark.slow

QUEUED = "SELECT count(*) FROM procrastinate_jobs"
LOADS = "SELECT count(*) FROM exemptions_load WHERE file_name = 'second.xlsx'"


def kill_worker(site: Site, step: int, *, server: bool = False) -> UUID:
    """Give a worker a job and kill it, or the server under it, at `step`; the job."""
    with gates.closed_at(site.owner, step, "exemptions_row"):
        job = site.enqueue()
        worker = site.work()
        held = gates.until_held(site.owner, worker.lives)
        if server:
            site.kill_server()
        else:
            worker.kill()
    gates.until_gone(site.owner, held)
    return job


def is_done_once(site: Site, job: UUID, load: Undisturbed) -> None:
    """The job's answer and the database are those of an undisturbed load."""
    result = site.until_job(job, "done", "failed", "refused")
    counts = {name: told for name, told in load.answer.items() if name != "files"}
    assert {name: result[name] for name in counts} == counts
    assert differing(site.content(), load.after) == set()
    assert site.count(LOADS) == 1


def test_a_job_of_a_killed_worker_is_found_and_finished(site: Site, load: Undisturbed) -> None:
    job = kill_worker(site, 8)
    assert site.job(job)[0] == "running"
    site.work()
    is_done_once(site, job, load)
    assert site.job(job)[2] == 2


@pytest.mark.full
def test_where_nobody_looks_the_job_stays_for_ever(site: Site) -> None:
    """The negative control: the next worker finds nothing to do."""
    job = kill_worker(site, 8)
    worker = site.work(without="rescue")
    last = "SELECT coalesce(max(id), 0) FROM procrastinate_jobs"
    gates.until(lambda: site.count(last) > 3)
    assert worker.lives()
    assert site.job(job)[0] == "running"


@pytest.mark.full
def test_the_worker_outlives_a_killed_server(site: Site, load: Undisturbed) -> None:
    """The same process goes on when the server is there again."""
    job = kill_worker(site, 8, server=True)
    is_done_once(site, job, load)
    assert site.started[-1].lives()


def test_a_stalled_twin_of_a_periodic_job_is_in_nobodys_way(site: Site, load: Undisturbed) -> None:
    """A worker was killed in the evening's task, and the clock has brought the next one."""
    for status, wait in (("doing", "0 s"), ("todo", "1 h")):
        site.owner.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args, status,"
            " scheduled_at) VALUES ('periodic', 'sites.evening', 'sites.evening',"
            " '{\"timestamp\": 0}', %s::procrastinate_job_status, now() + %s::interval)",
            [status, wait],
        )
    job = site.enqueue()
    site.owner.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE queue_name = 'jobs'")
    site.work()
    is_done_once(site, job, load)


@pytest.mark.full
def test_a_job_that_kills_each_worker_is_given_up_and_said_so(site: Site) -> None:
    job = site.enqueue()
    for _ in range(3):
        with gates.closed_at(site.owner, 2, "exemptions_load"):
            worker = site.work()
            held = gates.until_held(site.owner, worker.lives)
            worker.kill()
        gates.until_gone(site.owner, held)
    site.work()
    assert site.until_job(job, "done", "failed")["refused"] == "work.failed"


def pause(site: Site) -> tuple[UUID, Process]:
    """A worker that is stopped while its import child reads the file."""
    job = site.enqueue()
    worker = site.work()
    gates.until(lambda: child_of(worker) is not None)
    os.killpg(worker.pid, signal.SIGSTOP)
    return job, worker


@pytest.mark.full
def test_a_paused_worker_and_its_helper_do_the_job_once(site: Site, load: Undisturbed) -> None:
    job, worker = pause(site)
    site.work()
    gates.until(lambda: site.count(f"{QUEUED} WHERE queue_name = 'jobs' AND attempts > 1") > 0)
    assert site.job(job)[0] in ("running", "retrying")
    os.killpg(worker.pid, signal.SIGCONT)
    is_done_once(site, job, load)
    gates.until(
        lambda: site.count("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'jobs'") == 0
    )
    is_done_once(site, job, load)


@pytest.mark.full
def test_without_one_worker_a_job_it_would_be_done_twice(site: Site) -> None:
    """The negative control: the paused worker wakes up after the other one has finished."""
    job, worker = pause(site)
    site.work(without="one worker a job")
    site.until_job(job, "done")
    os.killpg(worker.pid, signal.SIGCONT)
    gates.until(lambda: site.count(LOADS) == 2)


@pytest.mark.full
def test_workers_killed_at_twenty_steps(new_site: NewSite, load: Undisturbed) -> None:
    for step in range(1, 21):
        with new_site() as site:
            job = kill_worker(site, step)
            site.work()
            is_done_once(site, job, load)
