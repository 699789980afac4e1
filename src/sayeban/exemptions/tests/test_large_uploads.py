"""A large worksheet or ZIP is taken by the worker, and its sender waits on a page of progress."""

import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions import stored_files
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.collect import page as collecting
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, fresh
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.runtime.jobs import run_job

pytestmark = pytest.mark.django_db
SEND = "/campaigns/c1405/units/centre:7011/collect/"


@pytest.fixture(autouse=True)
def _every_file_is_large(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "AT_ONCE", 0)


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    makers.company()
    return makers.campaign(utilities=["gas"])


@pytest.fixture
def worker(campaign: Campaign) -> Client:
    actor = staff("worker", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, actor)
    return client_of(actor)


def do_job(client: Client, address: str) -> str:
    """Do the job that the page at `address` shows, and show it again."""
    run_job(job_id=address.rstrip("/").rsplit("/", 1)[1])
    return shown(client, address)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def left_over() -> list[str]:
    return [path.name for path in stored_files._folder(stored_files.DOWNLOADS).iterdir()]


def test_a_large_worksheet_is_taken_by_the_worker(
    campaign: Campaign, worker: Client, tmp_path: Path
) -> None:
    row = sheets_made.known_row(campaign)
    book = sheets_made.issued(tmp_path / "sheet.xlsx")
    sheets_made.fill(book, {row.national_id: sheets_made.complete(61)})
    sent = worker.post(SEND, {"worksheet": SimpleUploadedFile("کاربرگ.xlsx", book.read_bytes())})
    assert sent.status_code == 303
    waiting = shown(worker, sent["Location"])
    assert "کاربرگ.xlsx" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert fresh(row).state == "pending"
    done = do_job(worker, sent["Location"])
    assert 'http-equiv="refresh"' not in done
    address = done.split('href="/campaigns/c1405/reports/')[1].split('"')[0]
    report = shown(worker, f"/campaigns/c1405/reports/{address}")
    assert "کاربرگ.xlsx" in report
    assert fresh(row).state == "collected"
    assert left_over() == []
    assert visitor("colleague", Post.SOCIAL_WORKER, CENTRE).get(sent["Location"]).status_code == 404


def test_a_large_zip_of_documents_too(worker: Client, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as package:
        package.writestr("9990000018-gas.jpg", b"no picture")
    file = SimpleUploadedFile("مدرک‌ها.zip", (tmp_path / "d.zip").read_bytes())
    sent = worker.post(SEND, {"documents": file})
    assert "دیدن نتیجهٔ ردیف‌ها" in do_job(worker, sent["Location"])


def test_a_refusal_comes_back_on_the_page_of_the_work(worker: Client) -> None:
    sent = worker.post(SEND, {"worksheet": SimpleUploadedFile("a.xlsx", b"no workbook")})
    page = do_job(worker, sent["Location"])
    assert "notification bad" in page
    assert "reports/" not in page


def test_a_file_that_is_gone_is_refused_in_a_sentence(worker: Client) -> None:
    sent = worker.post(SEND, {"worksheet": SimpleUploadedFile("a.xlsx", b"no workbook")})
    for name in left_over():
        stored_files.download_path(name).unlink()
    assert "دیگر در سامانه نیست" in do_job(worker, sent["Location"])


def test_a_small_file_is_taken_at_once(worker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "AT_ONCE", 100)
    assert worker.post(SEND, {"worksheet": SimpleUploadedFile("a.xlsx", b"x")}).status_code == 422
