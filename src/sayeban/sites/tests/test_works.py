"""Work that ends in an error is tried again, says so, is given up, and can be sent again (R6)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Row
from sayeban.exemptions.tests.books import line
from sayeban.exemptions.tests.makers import NOW, national_id
from sayeban.runtime import jobs
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.jobs import GivenUpError, run_job, tell_the_truth
from sayeban.runtime.models import Job
from sayeban.sites.tests.campaign_pages import book, client_of, text_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("country", "campaign"),
]

LOADS = "/campaigns/c1405/loads/"


class Broken(RuntimeError):
    """What a programming error or a lost database raises."""


def breaks(actor: object, arguments: Mapping[str, Any], report: object) -> Mapping[str, Any]:
    raise Broken


@pytest.fixture
def client() -> Client:
    return client_of(Post.HQ_EXPERT)


@pytest.fixture
def work(client: Client, tmp_path: Path) -> str:
    """The address of a load that was just sent."""
    return client.post(LOADS, {"workbooks": book(tmp_path, line(national_id(1)))})["Location"]


def job() -> Job:
    with acting(OPERATOR, NOW):
        return Job.objects.latest("created_at")


def test_work_that_breaks_is_tried_again_and_says_so(
    client: Client, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(jobs._works, "campaign.load", breaks)
        with pytest.raises(Broken):
            run_job(str(job().pk))
    assert (job().state, job().tries) == ("retrying", 1)
    page = text_of(client, work)
    assert "خودبه‌خود" in page
    assert "data-progress" in page
    assert "در نوبت دوباره" in text_of(client, LOADS)
    run_job(str(job().pk))
    assert (job().state, job().tries) == ("done", 2)


def test_work_that_always_breaks_is_given_up_and_sent_again(
    client: Client, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(jobs._works, "campaign.load", breaks)
        for expected in (Broken, Broken, GivenUpError):
            with pytest.raises(expected):
                run_job(str(job().pk))
    assert (job().state, job().result["refused"]) == ("failed", "work.failed")
    page = text_of(client, work)
    assert "ناتمام ماند" in page
    assert "فرستادن دوباره" in page
    assert "data-progress" not in page
    run_job(str(job().pk))
    assert job().tries == jobs.MOST_TRIES
    answer = client.post(f"{work}again/")
    assert "دوباره آغاز شد" in text_of(client, answer["Location"])
    run_job(str(job().pk))
    with acting(OPERATOR, NOW):
        assert (Row.objects.count(), Job.objects.filter(state="done").count()) == (1, 1)


def test_only_failed_work_of_ones_own_is_sent_again(client: Client, work: str) -> None:
    assert client.post(f"{work}again/").status_code == 404
    with acting(OPERATOR, NOW):
        Job.objects.update(state="failed")
    assert client_of(Post.HQ_DEPUTY).post(f"{work}again/").status_code == 404


def test_a_job_that_killed_its_worker_too_often_is_not_begun(work: str) -> None:
    with acting(OPERATOR, NOW):
        Job.objects.update(state="running", tries=jobs.MOST_TRIES)
    run_job(str(job().pk))
    assert (job().state, job().result["refused"]) == ("failed", "work.failed")


@pytest.mark.parametrize(
    ("queued", "said"),
    [("todo", "retrying"), ("doing", "running"), ("failed", "failed"), (None, "failed")],
)
def test_the_page_says_what_became_of_a_job_that_was_taken_from_its_worker(
    work: str, queued: str | None, said: str
) -> None:
    with acting(OPERATOR, NOW):
        Job.objects.update(state="running", tries=1)
    _queue(queued)
    tell_the_truth()
    assert job().state == said


def test_a_job_that_waits_is_left_alone(work: str) -> None:
    tell_the_truth()
    assert job().state == "queued"


def _queue(status: str | None) -> None:
    """Put the job of the queue into a state, or take it away; the queue is the web role's."""
    with connection.cursor() as cursor:
        if status is None:
            cursor.execute("DELETE FROM procrastinate_jobs")
        else:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", [status]
            )
