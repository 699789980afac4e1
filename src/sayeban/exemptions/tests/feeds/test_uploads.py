"""A company sends its consumption reports as a file, which becomes a job (A-007, R6)."""

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions import report_upload
from sayeban.exemptions.actions.take_upload import MOST_FAULTS, Chunk, keep_upload, take_upload
from sayeban.exemptions.api.uploads import pieces
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.models import ConsumptionReport, ReportUpload
from sayeban.exemptions.refusals_feed import FeedUnknown, UploadCutOff
from sayeban.exemptions.report_upload import LONGEST, read_chunk, take_file
from sayeban.exemptions.stored_files import FileGone, download_path
from sayeban.exemptions.tests.feeds.makers import EXPERT, FEED, V1, agreed, program, token
from sayeban.exemptions.tests.feeds.snapshots_made import the_agreement
from sayeban.exemptions.tests.feeds.test_back import NOBODY, consumed, ids
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.progress import unwatched
from sayeban.organisations.public import end_agreement
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.jobs import run_job

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

pytestmark = pytest.mark.django_db


def sent(client: Client, lines: list[object], key: str = "k" * 16) -> "TestResponse":
    body = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines)
    return client.post(
        f"{V1}/feeds/{FEED}/consumption-reports",
        body.encode(),
        content_type=NDJSON,
        headers={"Idempotency-Key": key},
    )


def the_upload() -> ReportUpload:
    with acting(OPERATOR, NOW):
        return ReportUpload.objects.get()


def worked() -> None:
    """What the worker does with the job."""
    run_job(str(the_upload().job))


def reports() -> int:
    with acting(OPERATOR, NOW):
        return ConsumptionReport.objects.count()


def stored_files(home: Path) -> list[Path]:
    return list((home / "downloads").glob("*.sent"))


def test_a_file_is_a_job_that_says_what_became_of_each_line(gas: Client, tmp_path: Path) -> None:
    first, second, third = ids(gas)
    lines = [consumed(first), "", consumed(first), "no json", consumed(NOBODY), consumed(second)]
    taken = sent(gas, [*lines, consumed(third, tier=0)])
    assert taken.status_code == 202
    running = gas.get(taken["Location"])
    assert (running.status_code, running["Retry-After"], running.json()["status"]) == (
        *(202, "5", "running"),
    )
    worked()
    done = gas.get(taken["Location"])
    told = done.json()
    assert (done.status_code, told["status"], told["lines"]) == (200, "done", 6)
    assert (told["accepted"], told["rejected"], told["recorded"]) == (3, 3, 2)
    assert (told["duplicate"], told["stale"]) == (1, 0)
    assert [(each["index"], each["problem"]["code"]) for each in told["results"]] == [
        *((2, "body.invalid"), (3, "item.invalid"), (5, "body.invalid")),
    ]
    assert (reports(), stored_files(tmp_path)) == (2, [])


def test_the_same_file_again_is_the_same_job(gas: Client, tmp_path: Path) -> None:
    lines: list[object] = [consumed(ids(gas)[0])]
    one, two = sent(gas, lines), sent(gas, lines)
    assert (one["Location"], one.status_code) == (two["Location"], two.status_code)
    assert two["Idempotency-Replayed"] == "true"
    assert the_upload().stored == stored_files(tmp_path)[0].name
    assert len(stored_files(tmp_path)) == 1


def test_another_file_with_the_same_key_is_refused_and_not_kept(
    gas: Client, tmp_path: Path
) -> None:
    first, second, _ = ids(gas)
    sent(gas, [consumed(first)])
    assert sent(gas, [consumed(second)]).json()["title"] == "key.reused"
    assert len(stored_files(tmp_path)) == 1


def killed_after(chunks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is killed when it has taken some chunks of two lines, and then goes on."""
    left = [chunks]

    def take(**given: object) -> bool:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return take_upload(**given)  # type: ignore[arg-type]  # what the worker gives

    monkeypatch.setattr(report_upload, "CHUNK", 2)
    upload = the_upload().pk
    with monkeypatch.context() as patched:
        patched.setattr(report_upload, "take_upload", take)
        with pytest.raises(KeyboardInterrupt):
            take_file(upload, unwatched)
    take_file(the_upload().pk, unwatched)


@pytest.mark.parametrize("chunks", [0, 1, 2])
def test_a_killed_worker_goes_on_where_it_was(
    gas: Client, monkeypatch: pytest.MonkeyPatch, chunks: int
) -> None:
    first = ids(gas)[0]
    sent(gas, [consumed(first, revision) for revision in range(5)])
    killed_after(chunks, monkeypatch)
    done = the_upload()
    assert (done.lines, done.recorded, done.duplicate, reports()) == (5, 5, 0, 5)


def company(feed: str = FEED) -> Actor:
    return Actor("client", "client:1", feeds=(feed,))


def took() -> bool:
    """Whether a worker takes the first chunk of the file."""
    upload = the_upload()
    chunk = read_chunk(download_path(upload.stored), 0)
    return take_upload(actor=company(), at=NOW, upload=upload.pk, chunk=chunk)


def test_a_chunk_that_another_worker_took_is_left(gas: Client) -> None:
    sent(gas, [consumed(ids(gas)[0])])
    assert [took(), took()] == [True, False]
    assert the_upload().lines == 1


def test_without_its_place_a_chunk_would_count_twice(gas: Client) -> None:
    """The control: what is done and up to where are committed together."""
    sent(gas, [consumed(ids(gas)[0])])
    took()
    with acting(OPERATOR, NOW):
        ReportUpload.objects.update(taken=0, finished_at=None)
    assert took()
    assert (the_upload().lines, the_upload().duplicate) == (2, 1)


def test_a_feed_that_is_not_open_takes_no_file(gas: Client) -> None:
    other = company("behzisti.gas.08.307")
    with pytest.raises(FeedUnknown):
        keep_upload(actor=other, at=NOW, feed_id=FEED, client=1, stored="x")
    sent(gas, [consumed(ids(gas)[0])])
    chunk = Chunk(0, 1, [], [], is_last=True)
    for number, actor in ((the_upload().pk, other), (UUID(int=0), company())):
        with pytest.raises(FeedUnknown):
            take_upload(actor=actor, at=NOW, upload=number, chunk=chunk)


def test_the_work_stops_when_the_agreement_ends(gas: Client) -> None:
    taken = sent(gas, [consumed(ids(gas)[0])])
    end_agreement(actor=EXPERT, at=NOW, agreement=the_agreement(), reason="پایان")
    worked()
    assert reports() == 0
    assert gas.get(taken["Location"]).json()["title"] == "job.unknown"
    agreed()
    told = gas.get(taken["Location"])
    assert (told.status_code, told.json()["title"]) == (409, "upload.stopped")
    assert FeedUnknown.sentence in told.json()["detail"]


def test_a_file_that_is_gone_is_said_so(gas: Client) -> None:
    sent(gas, [consumed(ids(gas)[0])])
    download_path(the_upload().stored).unlink()
    with pytest.raises(FileGone):
        take_file(the_upload().pk, unwatched)


def test_another_company_does_not_see_the_job(gas: Client) -> None:
    taken = sent(gas, [consumed(ids(gas)[0])])
    agreed(utility="water", company="107")
    water = program(token("water-107", utility="water", company="107"))
    assert water.get(taken["Location"]).json()["title"] == "job.unknown"
    for feed, seen in ((FEED, 1), ("behzisti.water.07.107", 0)):
        with looking(company(feed)):
            assert ReportUpload.objects.count() == seen


def test_a_file_before_the_first_change_has_invalid_lines_alone() -> None:
    agreed()
    client = program(token())
    taken = sent(client, [consumed(NOBODY)])
    worked()
    assert client.get(taken["Location"]).json()["rejected"] == 1


def test_what_is_too_large_is_refused_before_it_is_read(gas: Client, settings: Settings) -> None:
    settings.MOST_LINES_OF_PROGRAM = settings.MOST_BODY_OF_PROGRAM = 10
    lines: list[object] = [consumed(ids(gas)[0])]
    answer = sent(gas, lines)
    assert (answer.status_code, answer.json()["title"]) == (413, "body.too_large")
    reply = gas.post(f"{V1}/exemptions/lookup", {"bill_ids": ["123456"]}, "application/json")
    assert reply.json()["title"] == "body.too_large"


def test_a_full_disk_takes_no_file(gas: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DISKS, settings.DISK_MOST = (tmp_path,), 0
    answer = sent(gas, [consumed(ids(gas)[0])])
    assert (answer.status_code, answer.json()["title"]) == (507, "disk.full")


def streamed(body: bytes, length: int) -> WSGIRequest:
    return WSGIRequest(
        {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(length), "wsgi.input": io.BytesIO(body)}
    )


def test_a_file_that_was_cut_off_is_refused() -> None:
    with pytest.raises(UploadCutOff):
        list(pieces(streamed(b"x" * 9, 10), lambda _: None))


def test_a_file_comes_in_in_small_pieces() -> None:
    body = b"x" * 1_000_000
    found = list(pieces(streamed(body, len(body)), lambda _: None))
    assert b"".join(found) == body
    assert max(map(len, found)) <= 65_536


def test_an_endless_line_is_no_report_and_what_follows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    report = json.dumps(consumed(NOBODY)).encode()
    path.write_bytes(b"[" * 10 * LONGEST + b"\n" + report + b"\n\xff\xfe\n" + report)
    chunk = read_chunk(path, 0)
    assert (chunk.formless, [number for number, _ in chunk.items]) == ([0, 2], [1, 3])
    assert (chunk.upto, chunk.is_last) == (path.stat().st_size, True)


def test_no_more_faults_are_told_than_one_reads(gas: Client) -> None:
    sent(gas, ["x"] * (MOST_FAULTS + 5))
    worked()
    done = the_upload()
    assert (done.invalid, len(done.faults)) == (MOST_FAULTS + 5, MOST_FAULTS)


def test_an_empty_body_is_no_list_of_reports(gas: Client) -> None:
    answer = gas.post(
        f"{V1}/feeds/{FEED}/consumption-reports",
        b"",
        content_type="application/json",
        headers={"Idempotency-Key": "k" * 16},
    )
    assert (answer.status_code, answer.json()["title"]) == (422, "body.invalid")
    with looking(SYSTEM):
        assert not ReportUpload.objects.exists()
