"""Files that a failed or killed request or job left are gone after a day, and no others."""

import os
import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from pytest_django.fixtures import Settings

import sayeban
from sayeban.documents.models import Document
from sayeban.documents.public import Redrawer, store, sweep_documents
from sayeban.exemptions.models import Load
from sayeban.exemptions.public import sweep_files
from sayeban.exemptions.stored_files import keep_upload, upload_path
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.exemptions.tests.pictures import picture
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.models import Job
from sayeban.runtime.refusals import AccessDenied
from sayeban.sites import ballast
from sayeban.sites.sweeping import _OURS, sweep_all

pytestmark = pytest.mark.django_db

CENTRE = Unit.of_centre("0701", "7011")
YESTERDAY = (NOW - timedelta(hours=25)).timestamp()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installation's own files, and a folder for temporary ones, are the test's alone."""
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "home/files"
    monkeypatch.setattr(ballast, "SIZE", 4096)
    temporary = tmp_path / "temporary"
    for path in (temporary, settings.HOME):
        path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return temporary


def upload(state: str, *, sha256: str = "", old: bool = True) -> Path:
    """A stored upload and the job that it was sent for; "" = the request ended before the job."""
    stored, digest = keep_upload([state.encode()], "list.xlsx")
    if state:
        about: dict[str, Any] = {"code": "c1405", "stored": stored, "sha256": sha256 or digest}
        with acting(OPERATOR, NOW):
            Job.objects.create(
                kind="campaign.load", user_id=1, arguments=about, state=state, created_at=NOW
            )
    return aged(upload_path(stored), old=old)


def aged(path: Path, *, old: bool = True) -> Path:
    when = YESTERDAY if old else NOW.timestamp()
    os.utime(path, (when, when))
    return path


@pytest.mark.parametrize("state", ["", "refused", "failed"])
def test_an_upload_that_came_to_nothing_is_forgotten(state: str) -> None:
    gone, fresh = upload(state), upload(state, old=False)
    assert sweep_all(NOW) == 1
    assert (gone.exists(), fresh.exists()) == (False, True)


@pytest.mark.parametrize("state", ["queued", "running", "retrying", "done"])
def test_an_upload_that_is_worked_on_or_was_loaded_stays(state: str) -> None:
    kept = upload(state)
    assert sweep_all(NOW) == 0
    assert kept.exists()


def test_an_upload_whose_load_was_cut_off_stays_to_go_on_with() -> None:
    campaign = makers.campaign()
    with acting(OPERATOR, NOW):
        Load.objects.create(campaign=campaign, file_name="a", sha256="5" * 64, started_at=NOW)
    kept = upload("failed", sha256="5" * 64)
    assert (sweep_all(NOW), kept.exists()) == (0, True)


def stored(shade: int) -> Document:
    with Redrawer() as redrawer:
        return store(picture(shade), redrawer=redrawer, place=CENTRE, actor=OPERATOR, at=NOW)


def left_by_a_failed_command(shade: int) -> Document:
    """A document whose command failed after it was stored."""
    with acting(OPERATOR, NOW), transaction.atomic():
        document = stored(shade)
        transaction.set_rollback(True)
    return document


def test_a_document_that_no_row_names_is_forgotten() -> None:
    with acting(OPERATOR, NOW):
        kept = stored(1)
    orphan, fresh = left_by_a_failed_command(2), left_by_a_failed_command(3)
    for document in (kept, orphan):
        aged(Path(default_storage.path(document.stored_name)))
    aged(Path(default_storage.path(fresh.stored_name)), old=False)
    assert sweep_all(NOW) == 1
    there = [default_storage.exists(each.stored_name) for each in (kept, orphan, fresh)]
    assert there == [True, False, True]


def test_without_asking_who_names_it_a_document_would_be_lost() -> None:
    """The negative control: outside a command of the system no row is seen."""
    with acting(OPERATOR, NOW):
        kept = stored(1)
    aged(Path(default_storage.path(kept.stored_name)))
    nobody = makers.actor("observer", Unit.of_province("10"))
    with acting(nobody, NOW):
        sweep_documents(NOW)
    assert not default_storage.exists(kept.stored_name)


def test_temporary_files_of_killed_processes_are_forgotten(folder: Path) -> None:
    ours = [folder / "sayeban-collect-x", folder / "sayeban-sheets-y"]
    for path in ours:
        path.mkdir()
        (path / "worksheet.xlsx").write_bytes(b"x")
        aged(path)
    django = folder / "tmpabc.upload.xlsx"
    strange = folder / "sayeban-socket"
    fresh = folder / "sayeban-split-z"
    for path in (django, strange, fresh):
        path.write_bytes(b"x")
    for path in (django, strange):
        aged(path)
    aged(fresh, old=False)
    assert sweep_all(NOW) == 3
    assert sorted(path.name for path in folder.iterdir()) == ["sayeban-socket", "sayeban-split-z"]


def test_every_temporary_folder_of_ours_is_known_by_its_name() -> None:
    source = Path(sayeban.__file__).parent
    named = {
        found
        for path in source.rglob("*.py")
        if "tests" not in path.parts
        for found in re.findall(r'prefix="sayeban-([a-z]+)-"', path.read_text(encoding="utf-8"))
    }
    assert "book" in named
    assert {each for each in named if f"sayeban-{each}-*" not in _OURS} == set()


def test_somebody_elses_temporary_file_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "sayeban-upload-x"
    path.mkdir()
    aged(path)
    monkeypatch.setattr(os, "getuid", lambda: -1)
    assert (sweep_all(NOW), path.exists()) == (0, True)


def test_only_the_installation_sweeps() -> None:
    with pytest.raises(AccessDenied):
        sweep_files(actor=makers.actor("hq_deputy", Unit.hq()), at=NOW)
    assert sweep_files(actor=SYSTEM, at=NOW) == 0
