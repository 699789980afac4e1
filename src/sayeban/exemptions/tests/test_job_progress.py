"""Progress of long work is seen while it runs, also from inside its one transaction."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from sayeban.exemptions.tests import makers
from sayeban.kit.progress import Report, part_of
from sayeban.kit.units import Unit
from sayeban.runtime import jobs
from sayeban.runtime.actor import OPERATOR, SYSTEM, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.models import Job

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]
FARS = Unit.of_province("07")


def seen() -> tuple[str, int, int]:
    """State and progress as another connection, such as that of the page, reads them."""

    def look() -> tuple[str, int, int]:
        try:
            with acting(SYSTEM, makers.NOW):
                found = Job.objects.get()
                return found.state, found.done, found.total
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as page:
        return page.submit(look).result()


def started(monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A queued job whose work is `work`; the user who started it is the operator."""
    monkeypatch.setattr(jobs, "import_string", lambda _: lambda *_: OPERATOR)
    with acting(SYSTEM, makers.NOW):
        return Job.objects.create(
            kind="test.work",
            user_id=1,
            arguments={},
            created_at=makers.NOW,
            province=FARS.province,
            county="",
            centre="",
        ).id


def test_the_page_sees_how_far_a_transaction_is(monkeypatch: pytest.MonkeyPatch) -> None:
    during = []

    def work(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
        assert (actor, arguments) == (OPERATOR, {})
        with acting(OPERATOR, makers.NOW):
            report(1, 4)
            during.append(seen())
        report(4, 4)
        during.append(seen())
        return {"rows": 4}

    monkeypatch.setitem(jobs._works, "test.work", work)
    jobs.run_job(job_id=str(started(monkeypatch)))
    assert during == [("running", 1, 4), ("running", 4, 4)]
    assert seen() == ("done", 4, 4)


def test_without_a_connection_of_its_own_it_would_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of the test above."""
    number = started(monkeypatch)
    with acting(OPERATOR, makers.NOW):
        jobs._note(str(number), 1, 4)
        assert seen() == ("queued", 0, 0)


def test_work_that_breaks_is_shown_to_wait_and_runs_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def work(actor: Actor, arguments: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
        raise OSError("disk")

    monkeypatch.setitem(jobs._works, "test.work", work)
    number = started(monkeypatch)
    with pytest.raises(OSError, match="disk"):
        jobs.run_job(job_id=str(number))
    assert seen() == ("retrying", 0, 0)
    monkeypatch.setitem(jobs._works, "test.work", lambda *_: {"rows": 1})
    jobs.run_job(job_id=str(number))
    assert seen() == ("done", 0, 0)


def test_parts_of_a_work_share_one_bar() -> None:
    told: list[tuple[int, int]] = []
    for number in (0, 1):
        watched = part_of(lambda done, total: told.append((done, total)), number, 2)
        watched(1, 3)
    assert told == [(1, 6), (4, 6)]
