"""A worker is killed or paused while it publishes, takes a file or makes a list: afterwards all is
as if nobody had disturbed it (R6)."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from psycopg.conninfo import make_conninfo
from pytest_django.fixtures import Settings

from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.models import ConsumptionReport, FeedSnapshot, ReportUpload
from sayeban.exemptions.report_upload import take_file
from sayeban.exemptions.snapshot_files import folder_of
from sayeban.exemptions.tests.feeds.makers import (
    FEED,
    V1,
    agreed,
    changes,
    program,
    published,
    token,
)
from sayeban.exemptions.tests.feeds.snapshots_made import made
from sayeban.exemptions.tests.feeds.test_back import consumed
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released
from sayeban.kit.progress import unwatched
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.slow

_SECONDS = 60
_LINES = 5


def until(happens: Callable[[], object]) -> None:
    for _ in range(_SECONDS * 100):
        if happens():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen in time")


class Worker:
    """A process of gated_worker; the second one of a scene waits as long as the first."""

    def __init__(self, folder: Path, work: str, argument: str) -> None:
        self.folder = folder
        url = make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.gated_worker", str(folder), work, argument],
            env=os.environ
            | {
                "DATABASE_URL": url,
                "SAYEBAN_HOME": str(folder),
                "DJANGO_SETTINGS_MODULE": "sayeban.sites.settings",
            },
        )

    def is_there(self) -> bool:
        """Whether it waits in the middle."""
        assert self.process.poll() is None, "it ended before it came to its middle"
        return (self.folder / "there").exists()

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> int:
        return self.process.wait(_SECONDS)


@dataclass
class Scene:
    """A feed of three households of which nothing is published yet, and the program that reads."""

    home: Path
    release: int
    client: Client
    workers: list[Worker]

    def begun(self, work: str, argument: str) -> Worker:
        worker = Worker(self.home, work, argument)
        self.workers.append(worker)
        return worker

    def killed(self, work: str, argument: str) -> None:
        """A worker that comes to its middle and no further."""
        worker = self.begun(work, argument)
        until(worker.is_there)
        worker.send(signal.SIGKILL)
        worker.end()

    def paused(self, work: str, argument: str) -> None:
        """A worker that stops in its middle, and goes on when another one does the same."""
        first = self.begun(work, argument)
        until(first.is_there)
        first.send(signal.SIGSTOP)
        (self.home / "open").touch()
        second = self.begun(work, argument)
        # It waits for what the first one holds, or for nothing: then it is done already.
        until(lambda: blocked() or second.process.poll() is not None)
        first.send(signal.SIGCONT)
        # Beside run_job, which lets one worker alone have a job, a file may be done and gone.
        second.end()
        assert first.end() == 0


def blocked() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        (count,) = cursor.fetchone() or (0,)
    return int(count) > 0


@pytest.fixture
def scene(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Scene]:
    settings.HOME = tmp_path
    with time_machine.travel(NOW, tick=False):
        ground()
        campaigned = campaign()
        for serial in (1, 2, 3):
            approved(campaigned, bills=bills(serial))
        agreed()
        found = Scene(tmp_path, released().release_id, program(token()), [])
        yield found
    for worker in found.workers:
        worker.process.kill()
        worker.process.wait()


def told(client: Client) -> list[tuple[int, str, int]]:
    data = changes(client).json()["data"]
    return [(each["seq"], each["op"], each["version"]) for each in data]


WHOLE = [(1, "grant", 1), (2, "grant", 1), (3, "grant", 1)]


def test_what_a_killed_worker_published_is_published_once(scene: Scene) -> None:
    scene.killed("publish", str(scene.release))
    # The control: it was in its middle, and nothing of it is told.
    assert told(scene.client) == []
    assert published(scene.release) == 9
    assert told(scene.client) == WHOLE
    assert published(scene.release) == 0


def test_what_a_paused_worker_publishes_another_one_leaves(scene: Scene) -> None:
    scene.paused("publish", str(scene.release))
    assert told(scene.client) == WHOLE


def uploaded(scene: Scene) -> str:
    published(scene.release)
    first = changes(scene.client).json()["data"][0]["exemption_id"]
    answer = scene.client.post(
        f"{V1}/feeds/{FEED}/consumption-reports",
        "\n".join(json.dumps(consumed(first, each)) for each in range(_LINES)),
        content_type=NDJSON,
        headers={"Idempotency-Key": "k" * 16},
    )
    return str(answer.json()["job_id"])


def counted(scene: Scene, job: str) -> tuple[int, int, int, int]:
    """Lines, recorded, duplicates as the company is told them, and what stands."""
    said = scene.client.get(f"{V1}/jobs/{job}").json()
    with acting(OPERATOR, NOW):
        stands = ConsumptionReport.objects.count()
    return said["lines"], said["recorded"], said["duplicate"], stands


def take(job: str) -> None:
    with acting(OPERATOR, NOW):
        upload = ReportUpload.objects.get(pk=job).pk
    take_file(upload, unwatched)


def test_a_file_that_a_killed_worker_took_is_taken_once(scene: Scene) -> None:
    job = uploaded(scene)
    scene.killed("upload", job)
    assert counted(scene, job) == (0, 0, 0, 0)
    take(job)
    assert counted(scene, job) == (_LINES, _LINES, 0, _LINES)


def test_a_file_that_a_paused_worker_takes_another_one_leaves(scene: Scene) -> None:
    job = uploaded(scene)
    scene.paused("upload", job)
    assert counted(scene, job) == (_LINES, _LINES, 0, _LINES)


def lists() -> list[list[str]]:
    with acting(OPERATOR, NOW):
        found = FeedSnapshot.objects.values_list("files", flat=True)
        return [[each["name"] for each in files] for files in found]


def lying() -> set[str]:
    return {path.name for path in folder_of(FEED).iterdir()}


def test_a_list_that_a_killed_worker_began_is_named_when_it_is_whole(scene: Scene) -> None:
    published(scene.release)
    scene.killed("snapshot", FEED)
    assert lists() == []
    (draft,) = lying()
    assert ".part" in draft
    assert made()
    (names,) = lists()
    assert lying() == {draft, *names}
    assert not made()


def test_a_list_that_a_paused_worker_makes_is_made_once(scene: Scene) -> None:
    published(scene.release)
    scene.paused("snapshot", FEED)
    (names,) = lists()
    assert lying() == set(names)
