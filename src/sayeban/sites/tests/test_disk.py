"""A disk as full as it may be: one sentence on page and command line, and room that is kept."""

import errno
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils.timezone import now
from psycopg.errors import DiskFull
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import make_user
from sayeban.exemptions import stored_files
from sayeban.exemptions.models import Campaign, Load, Row
from sayeban.exemptions.public import collect_row, load_workbook
from sayeban.exemptions.tests import sheets_made
from sayeban.exemptions.tests.books import hq_book, line
from sayeban.exemptions.tests.makers import national_id
from sayeban.kit.units import Unit
from sayeban.runtime import outbox, room
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.runtime.refusals import NoRoom
from sayeban.sites import ballast, embedded_files
from sayeban.sites.embedded_files import Files
from sayeban.sites.tests.campaign_pages import book, client_of
from sayeban.sites.tests.command_line import CommandLine

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOADS = "/campaigns/c1405/loads/"


@pytest.fixture(autouse=True)
def home(places: None, settings: Settings, tmp_path: Path) -> Path:
    """A disk that is full enough; its files are the test's alone."""
    home = tmp_path / "home"
    home.mkdir()
    settings.HOME, settings.MEDIA_ROOT = home, home / "files"
    settings.DISKS, settings.DISK_MOST = (home, home / "pgdata"), 0
    return home


def counted() -> tuple[int, int]:
    """Loads and rows."""
    with looking(OPERATOR):
        return Load.objects.count(), Row.objects.count()


def files(home: Path) -> list[str]:
    return [path.name for path in home.rglob("*") if path.is_file()]


def test_page_and_command_line_refuse_a_list_with_one_sentence(
    home: Path, sayeban: CommandLine, campaign: Campaign, settings: Settings, tmp_path: Path
) -> None:
    path = hq_book(tmp_path / "list.xlsx", [line(national_id(1))])
    client = client_of(Post.HQ_EXPERT)
    refused = sayeban.refused("campaign", "load", campaign.code, path)
    answer = client.post(LOADS, {"workbooks": book(tmp_path, line(national_id(1)))})
    assert (refused["refused"], answer.status_code) == (NoRoom.code, 507)
    assert refused["message"] in answer.content.decode()
    assert (files(home), counted()) == ([], (0, 0))
    # Negative control, and what goes on when there is room.
    settings.DISK_MOST = 101
    assert sayeban.told("campaign", "load", campaign.code, path)[0] == 0
    answer = client.post(LOADS, {"workbooks": book(tmp_path, line(national_id(1)))})
    assert (answer.status_code, len(files(home)), counted()) == (303, 1, (1, 1))


def test_what_is_typed_is_taken_on_a_full_disk(campaign: Campaign) -> None:
    """A row is small, and a worker in a village cannot wait for an operator."""
    worker = make_user("worker", Post.SOCIAL_WORKER, Unit.of_centre("0701", "7011"), now())
    sheets_made.trained(campaign, worker)
    row = sheets_made.known_row(campaign)
    outcome = collect_row(
        actor=worker,
        at=now(),
        code=campaign.code,
        key=row.key,
        version=row.version,
        values={"location": "rural_unconnected"},
    )
    assert outcome.code == ""


def test_a_large_body_is_refused_before_any_of_it_is_read(settings: Settings) -> None:
    client = client_of(Post.HQ_EXPERT)
    large = str(settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert client.post("/leave/", CONTENT_LENGTH=large).status_code == 507
    settings.DISK_MOST = 101
    assert client.post("/leave/", CONTENT_LENGTH=large).status_code == 302


def test_a_list_is_refused_between_two_chunks_and_taken_up_where_it_stood(
    campaign: Campaign,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("sayeban.exemptions.actions.load_workbook.CHUNK", 2)
    path = hq_book(tmp_path / "list.xlsx", [line(national_id(n)) for n in range(1, 6)])
    code, settings.DISK_MOST = campaign.code, 101
    load = partial(load_workbook, actor=OPERATOR, at=now(), code=code, path=path)

    def fills(done: int, total: int) -> None:
        settings.DISK_MOST = 101 if done < total / 2 - 1 else 0

    with pytest.raises(NoRoom):
        load(report=fills)
    assert counted() == (1, 2)
    settings.DISK_MOST = 101
    assert load()["accepted"] == 5
    assert counted() == (1, 5)


def test_an_upload_that_finds_no_room_leaves_nothing(home: Path, settings: Settings) -> None:
    settings.DISK_MOST = 101

    def breaks_off() -> Iterator[bytes]:
        yield b"x" * 1024
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(NoRoom):
        stored_files.keep_upload(breaks_off(), "list.csv")
    with pytest.raises(NoRoom):
        stored_files.keep_for_work(breaks_off())
    assert files(home) == []


@pytest.mark.parametrize("problem", [DiskFull(), OSError(errno.EDQUOT, "quota")])
def test_a_full_disk_under_a_command_is_told_in_words(
    problem: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise problem

    monkeypatch.setattr(outbox, "connection", SimpleNamespace(cursor=full))
    with pytest.raises(NoRoom):
        outbox.replay_events(actor=OPERATOR, at=now())


def test_another_fault_under_a_command_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PermissionError), room.said_in_words():
        raise PermissionError(errno.EACCES, "no")


def test_the_ballast_is_made_where_there_is_room_and_given_back(
    home: Path, sayeban: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYEBAN_HOME", str(home))
    usage = type(shutil.disk_usage(home))
    monkeypatch.setattr(ballast, "SIZE", 4096)
    for free, kept in ((16_500, 0), (16_700, 4096), (10, 4096)):
        with monkeypatch.context() as patched:
            found = usage(100_000, 100_000 - free, free)
            patched.setattr(shutil, "disk_usage", lambda _, found=found: found)
            ballast.keep(home)
        assert ballast.held(home) == kept
    assert files(home) == ["ballast"]
    assert (home / "ballast").stat().st_blocks * 512 >= 4096
    code, told = sayeban.told("disk")
    assert (code, told["kept_bytes"]) == (0, 4096)
    assert "نگه داشته شده است" in told["says"]
    assert "آزاد شد" in sayeban.told("disk", "--give-back")[1]["says"]
    assert ballast.held(home) == 0
    assert "جایی نگه داشته نشده" in sayeban.told("disk", "--give-back")[1]["says"]


def test_a_reset_takes_the_ballast_with_it(home: Path) -> None:
    (home / "ballast").touch()
    embedded_files.remove(Files(home))
    assert files(home) == []


def test_a_small_disk_gets_a_small_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, megabytes in ((100_000, 4096), (2_000, 250), (10, 64)):
        monkeypatch.setattr(embedded_files, "_free", lambda _, free=free: free)
        text = embedded_files.settings(Files(tmp_path), 64 * 1024 * embedded_files.MB)
        assert f"max_wal_size = '{megabytes}MB'" in text
