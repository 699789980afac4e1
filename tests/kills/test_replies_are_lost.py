"""Replies are lost after the commit, users and phones send again: all of it counts once (R5).

SAYEBAN_LOST_REPLIES says how many replies the full run loses (10,000).
"""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from uuid import UUID

import pytest

from tests.kills import gates
from tests.kills.conftest import NewSite
from tests.kills.edits import Edit, faults
from tests.kills.fleet import Fleet
from tests.kills.losing_proxy import losing
from tests.kills.scene import WORKERS
from tests.kills.schedules import Schedules
from tests.kills.sent import Answer, Book, Household, Sent
from tests.kills.site import Site

pytestmark = pytest.mark.slow

_MANY = int(os.environ.get("SAYEBAN_LOST_REPLIES", "10000"))
_AT_ONCE = 4


@contextmanager
def serving(new_site: NewSite, application: str = "") -> Iterator[Schedules]:
    """A site that runs, with the households of one worklist."""
    with new_site() as site:
        fleet = Fleet(site, application)
        try:
            fleet.up()
            yield Schedules(site, fleet)
        finally:
            fleet.close()


@pytest.fixture(scope="module")
def served(new_site: NewSite) -> Iterator[Schedules]:
    with serving(new_site) as found:
        yield found


@contextmanager
def lossy(served: Schedules, share: float) -> Iterator[Callable[[], tuple[int, int]]]:
    """Everything sent to the fleet's port goes through a network that loses replies."""
    port = served.fleet.port
    with losing(port, share=share) as proxy:
        served.fleet.port = proxy.port
        yield lambda: (proxy.lost, proxy.carried)
        served.fleet.port = port


def until_told(site: Site, port: int, each: Sent) -> None:
    """Send until the reply comes through."""
    for _ in range(200):
        if (reply := each.send(site, port)) is not None:
            assert each.is_taken(reply), ("what was sent again is refused", each, reply)
            return
    raise AssertionError("no reply came in 200 tries")


def until_lost(served: Schedules, wanted: int) -> None:
    """Four users send answers, some with photos, and now and then a list of headquarters."""
    homes = served.homes[:_AT_ONCE]
    with lossy(served, 0.8) as told, ThreadPoolExecutor(_AT_ONCE) as users:
        books: list[Book] = []
        turn = 0
        while told()[0] < wanted:
            sent: list[Sent] = [Answer(served.next(), home, turn % 7 == 0) for home in homes]
            if turn % 200 == 0:
                books.append(Book(served.next()))
                sent.append(books[-1])
            list(users.map(partial(until_told, served.site, served.fleet.port), sent))
            for each in sent:
                each.taken()
            turn += 1
    gates.until(served.is_idle)
    for book in books:
        assert book.facts(served.site) == book.after()
    for number, home in enumerate(homes):
        asked = Answer(number, home, photo=False)
        assert asked.facts(served.site) == home.facts(), "it does not stand once"


def test_what_was_sent_until_a_reply_came_counts_once(served: Schedules) -> None:
    until_lost(served, 40)


@pytest.mark.full
def test_ten_thousand_lost_replies(served: Schedules) -> None:
    until_lost(served, _MANY)


def edited(served: Schedules, homes: Sequence[Household], rounds: int) -> list[Edit]:
    """Eight users type over the same rows at the same moments; who is told of a conflict types
    anew over what he was shown."""
    numbers = iter(range(served.next() * 1000, (served.next() + 1) * 1000))
    sent: list[Edit] = []

    def work(user: int) -> None:
        drawn = random.Random(user)  # noqa: S311 - not a secret
        seen = {home.key: home.version for home in homes}
        for _ in range(rounds):
            key = drawn.choice([home.key for home in homes])
            edit = Edit(next(numbers), key, seen[key], user)
            sent.append(edit)
            until_outcome(served, edit)
            seen[key] = edit.base + 1 if edit.outcome == "sent" else edit.told_version

    with ThreadPoolExecutor(WORKERS) as users:
        list(users.map(work, range(WORKERS)))
    return sent


def until_outcome(served: Schedules, edit: Edit) -> None:
    """Send until it was taken or a conflict was told: a wait is neither."""
    for _ in range(50):
        if edit.outcome:
            return
        edit.send(served.site, served.fleet.port)
    raise AssertionError("no answer in 50 tries")


def versions(homes: Sequence[Household]) -> dict[UUID, int]:
    return {home.key: home.version for home in homes}


@pytest.mark.full
def test_eight_users_on_one_sheet_lose_nothing_and_are_told(served: Schedules) -> None:
    homes = served.homes[4:6]
    sent = edited(served, homes, 5)
    outcomes = {edit.outcome for edit in sent}
    assert outcomes == {"sent", "conflict"}
    assert faults(served.site, sent, versions(homes)) == []


def delivered(served: Schedules, edits: Sequence[Edit], seed: int) -> None:
    """Each several times, in any order and at once, over a network that loses replies."""
    deliveries = [*edits] * 5
    random.Random(seed).shuffle(deliveries)  # noqa: S311 - not a secret
    with lossy(served, 0.3), ThreadPoolExecutor(_AT_ONCE) as phones:
        port = served.fleet.port
        list(phones.map(lambda edit: edit.send(served.site, port), deliveries))
    for edit in edits:
        until_outcome(served, edit)


def test_a_queue_that_comes_again_and_in_another_order_counts_once(served: Schedules) -> None:
    """Two phones keep an answer for the same rows; whose was late answers anew over what he saw,
    and then everything comes once more: what was a conflict stays one."""
    homes = served.homes[6:8]
    first = served.next() * 1000
    queued = [
        Edit(first + 10 * phone + place, home.key, home.version, phone)
        for phone in (0, 1)
        for place, home in enumerate(homes)
    ]
    delivered(served, queued, 5)
    late = [edit for edit in queued if edit.outcome == "conflict"]
    assert len(late) == len(homes)
    anew = [Edit(edit.number + 100, edit.key, edit.told_version, edit.user) for edit in late]
    delivered(served, [*queued, *anew], 6)
    assert {edit.outcome for edit in anew} == {"sent"}
    assert faults(served.site, [*queued, *anew], versions(homes)) == []


@pytest.mark.full
def test_without_keys_an_answer_would_count_more_than_once(new_site: NewSite) -> None:
    """The negative control of what is sent again."""
    broken = "tests.kills.broken_web:without_keys"
    seen = "what was sent again is refused|it does not stand once"
    with serving(new_site, broken) as served, pytest.raises(AssertionError, match=seen):
        until_lost(served, 10)


@pytest.mark.full
def test_without_versions_an_update_would_be_lost(new_site: NewSite) -> None:
    """The negative control of the eight users."""
    with serving(new_site, "tests.kills.broken_web:without_versions") as served:
        homes = served.homes[:1]
        sent = edited(served, homes, 3)
        assert faults(served.site, sent, versions(homes)) != []
