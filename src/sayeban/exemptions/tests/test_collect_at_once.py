"""Two users at the same moment, on two real connections: nothing is lost and nothing unseen."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest
from django.db import connection

from sayeban.exemptions.actions import approve as approving
from sayeban.exemptions.actions import collect_sql as sql
from sayeban.exemptions.actions import collect_workbook as module
from sayeban.exemptions.actions import following_sql
from sayeban.exemptions.actions.collect_entry import Entered
from sayeban.exemptions.actions.collect_in_bulk import Collected, collect_in_bulk
from sayeban.exemptions.models import Approval, Candidate, Row
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import SECOND, SECOND_WORKER, approved, sign
from sayeban.exemptions.tests.meeting import until_it_waits
from sayeban.exemptions.tests.sheets_made import (
    COLLEAGUE,
    OTHER_CENTRE,
    WORKER,
    collect,
    complete,
    fill,
    fresh,
    issued,
    known_row,
    trained,
    world,
)
from sayeban.exemptions.tests.test_collect_entry import send
from sayeban.exemptions.tests.test_collect_row import form, save
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting

STRANGER = makers.actor("social_worker", OTHER_CENTRE, 61)


class Gate:
    """Holds the first collection after it has written and before it is committed."""

    def __init__(self) -> None:
        self.written, self.go_on = Event(), Event()

    def collect_in_bulk(self, **arguments: object) -> Collected:
        collect_now: Callable[..., Collected] = collect_in_bulk
        done = collect_now(**arguments)
        if not self.written.is_set():
            self.written.set()
            assert self.go_on.wait(60)
        return done


@contextmanager
def at_once(
    monkeypatch: pytest.MonkeyPatch, first: tuple[Path, Actor], second: tuple[Path, Actor]
) -> Iterator[list[Collected]]:
    """The second one begins while the first has written and not committed, and has to wait."""
    gate = Gate()
    monkeypatch.setattr(module, "collect_in_bulk", gate.collect_in_bulk)
    done: list[Collected] = []
    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(closing, *first)
        assert gate.written.wait(60)
        waiting = pool.submit(closing, *second)
        until_it_waits(waiting)
        gate.go_on.set()
        done += [running.result(60), waiting.result(60)]
    yield done


def closing(path: Path, actor: Actor) -> Collected:
    try:
        return collect(path, actor).counts
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_the_same_sheet_from_two_users_at_once_lands_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = known_row(world())
    path = fill(issued(tmp_path / "a.xlsx"), {row.national_id: complete(1)})
    with at_once(monkeypatch, (path, WORKER), (path, COLLEAGUE)) as (first, second):
        assert (first.accepted, second.unchanged) == (1, 1)
    assert (fresh(row).version, fresh(row).changed_by) == (2, WORKER.user_id)


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_two_users_who_type_different_things_at_once_meet_in_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = known_row(world())
    paths = [fill(issued(tmp_path / f"{n}.xlsx"), {row.national_id: complete(n)}) for n in (1, 2)]
    with at_once(monkeypatch, (paths[0], WORKER), (paths[1], COLLEAGUE)) as (first, second):
        assert (first.accepted, second.reasons) == (1, {"row.conflict": 1})


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_one_bill_in_two_centres_at_once_is_a_suspicion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither row is the other's, so only the lock of the company lets the second see the first."""
    campaign = world()
    trained(campaign, STRANGER, unit=OTHER_CENTRE)
    rows = [known_row(campaign), known_row(campaign, OTHER_CENTRE)]
    here = fill(issued(tmp_path / "a.xlsx"), {rows[0].national_id: complete(1)})
    there = fill(issued(tmp_path / "b.xlsx", OTHER_CENTRE), {rows[1].national_id: complete(1)})
    with at_once(monkeypatch, (here, WORKER), (there, STRANGER)) as (first, second):
        assert (first.accepted, second.accepted) == (1, 1)
        assert second.flagged["bill_id.taken"] == 1
    with acting(OPERATOR, makers.NOW):
        assert Candidate.objects.get().kind == "bill_taken"


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_without_the_lock_of_the_company_nobody_would_see_the_stranger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the test above."""
    monkeypatch.setattr(sql, "LOCK_COMPANIES", "SELECT 1")
    campaign = world()
    trained(campaign, STRANGER, unit=OTHER_CENTRE)
    rows = [known_row(campaign), known_row(campaign, OTHER_CENTRE)]
    here = fill(issued(tmp_path / "a.xlsx"), {rows[0].national_id: complete(1)})
    there = fill(issued(tmp_path / "b.xlsx", OTHER_CENTRE), {rows[1].national_id: complete(1)})
    with at_once(monkeypatch, (here, WORKER), (there, STRANGER)) as (_, second):
        assert second.flagged["bill_id.taken"] == 0


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_without_locks_the_second_user_would_overwrite_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the conflict: the row is judged before the first one is seen."""
    for lock in ("LOCK_COMPANIES", "LOCK_ROWS"):
        monkeypatch.setattr(sql, lock, "SELECT 1")
    row = known_row(world())
    # On a first collection the connections' own key would still stop the second one.
    save(row, form(3), version=1)
    paths = [fill(issued(tmp_path / f"{n}.xlsx"), {row.national_id: complete(n)}) for n in (1, 2)]
    with at_once(monkeypatch, (paths[0], WORKER), (paths[1], COLLEAGUE)) as (first, second):
        assert (first.accepted, second.accepted) == (1, 1)
    assert fresh(row).changed_by == COLLEAGUE.user_id


def approve_while_the_head_is_collected(monkeypatch: pytest.MonkeyPatch) -> Row:
    """A member's row is being approved while the collector of its head's row, elsewhere, saves."""
    campaign = world(utilities=["gas"])
    head = known_row(campaign)
    member = makers.row(
        campaign,
        SECOND,
        household_of=head,
        state="collected",
        collected_by=SECOND_WORKER.user_id,
        collected_at=makers.NOW,
    )
    sign(campaign, SECOND)
    written, go_on = Event(), Event()

    def write(question: BatchQuestion, approval: Approval) -> None:
        write_now(question, approval)
        written.set()
        assert go_on.wait(60)

    write_now = approving._write
    monkeypatch.setattr(approving, "_write", write)
    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(closed, lambda: approved(campaign, SECOND))
        assert written.wait(60)
        waiting = pool.submit(closed, lambda: save(head, form(1), version=1))
        until_it_waits(waiting)
        go_on.set()
        running.result(60)
        waiting.result(60)
    return fresh(member)


def closed(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_a_member_that_is_approved_just_now_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member = approve_while_the_head_is_collected(monkeypatch)
    assert (member.state, member.collected_by) == ("centre_approved", SECOND_WORKER.user_id)


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_without_its_lock_the_approval_of_a_member_would_be_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control of the test above."""
    unlocked = following_sql.FOLLOWERS.replace("FOR NO KEY UPDATE OF m", "")
    monkeypatch.setattr(following_sql, "FOLLOWERS", unlocked)
    member = approve_while_the_head_is_collected(monkeypatch)
    assert (member.state, member.collected_by) == ("collected", WORKER.user_id)


def in_a_thread(row: Row, entry: UUID) -> Entered:
    try:
        return send(row, entry)
    finally:
        connection.close()


@pytest.mark.usefixtures("transactional_db")
def test_an_answer_of_a_phone_that_arrives_twice_at_once_is_taken_once() -> None:
    row, entry = known_row(world()), uuid4()
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(in_a_thread, row, entry) for _ in range(2)]
    assert sorted(each.result().again for each in both) == [False, True]
    assert fresh(row).version == row.version + 1
