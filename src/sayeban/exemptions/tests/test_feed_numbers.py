"""No reader misses a number, however slowly who gives them commits (promises.md R9)."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest
from django.db import connection

from sayeban.exemptions.actions import feed_log
from sayeban.exemptions.actions.feed_log import TABLE, append_changes, lock_feeds, stage_changes
from sayeban.exemptions.tests.feeds.makers import FEED
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]

WRITERS, EACH = 8, 6
_STAGED = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, reason, effective_from, decided_at, record)
SELECT %s, '07', '', '', lpad((%s + n)::text, 13, '0'), %s + n, 1, 'grant', gen_random_uuid(), 1,
  'new_cover', current_date, %s, '{{}}' FROM generate_series(1, %s) n
"""


def told(after: int, upto: int) -> list[int]:
    """The numbers behind a cursor, as a reader is told them."""
    with acting(SYSTEM, NOW), connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq FROM exemptions_feedchange WHERE feed_id = %s AND seq > %s ORDER BY seq"
            " LIMIT %s",
            [FEED, after, upto],
        )
        return [seq for (seq,) in cursor.fetchall()]


def publish(writer: int) -> None:
    """A publisher whose transactions take a while before and after they get their numbers."""
    drawn = random.Random(writer)  # noqa: S311 - no secret
    for nth in range(EACH):
        with acting(SYSTEM, NOW), connection.cursor() as cursor:
            stage_changes()
            first = (writer * EACH + nth) * 10
            cursor.execute(_STAGED, [FEED, first, first, NOW, drawn.randint(1, 3)])
            time.sleep(drawn.random() * 0.02)
            lock_feeds([FEED])
            append_changes()
            time.sleep(drawn.random() * 0.02)
    connection.close()


def follow(ended: Event) -> list[int]:
    """A company that goes on from the last number that it saw, to the end."""
    seen = [0]
    while True:
        over = ended.is_set()
        found = told(seen[-1], 5)
        seen += found
        if over and not found:
            connection.close()
            return seen[1:]


def all_at_once(write: Callable[[int], None]) -> Iterator[list[int]]:
    """What two readers saw while eight writers wrote."""
    ended = Event()
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        readers = [pool.submit(follow, ended) for _ in range(2)]
        writers = [pool.submit(write, writer) for writer in range(WRITERS)]
        wait(writers)
        ended.set()
        for each in writers:
            each.result()
        yield from (reader.result() for reader in readers)


def test_readers_see_every_number_once_and_in_order() -> None:
    for seen in all_at_once(publish):
        last = told(0, 1000)[-1]
        assert seen == list(range(1, last + 1))
        assert last >= WRITERS * EACH


def test_without_the_lock_two_publishers_take_the_same_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the numbers come from one lock a feed."""
    with acting(SYSTEM, NOW):
        lock_feeds([FEED])
    monkeypatch.setattr(feed_log, "_LOCK", "SELECT %s")
    with pytest.raises(Exception, match="duplicate key"):
        list(all_at_once(publish))


def test_numbers_of_a_sequence_would_lose_some() -> None:
    """The control of the design: a reader who goes by `id > last` skips who commits later."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("CREATE TABLE naive (id bigserial PRIMARY KEY)")
        cursor.execute("GRANT ALL ON naive, naive_id_seq TO PUBLIC")

    def first() -> None:
        with acting(SYSTEM, NOW), connection.cursor() as cursor:
            cursor.execute("INSERT INTO naive DEFAULT VALUES")
            taken.set()
            assert read.wait(30)
        connection.close()

    taken, read = Event(), Event()
    try:
        with ThreadPoolExecutor(1) as pool, connection.cursor() as cursor:
            slow = pool.submit(first)
            assert taken.wait(30)
            cursor.execute("INSERT INTO naive DEFAULT VALUES")
            cursor.execute("SELECT max(id) FROM naive")
            last = (cursor.fetchone() or (0,))[0]
            read.set()
            slow.result()
            cursor.execute("SELECT count(*) FROM naive WHERE id > %s", [last])
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM naive WHERE id < %s", [last])
            assert cursor.fetchone() == (1,)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE naive")
            cursor.execute("SET ROLE sayeban_web")
