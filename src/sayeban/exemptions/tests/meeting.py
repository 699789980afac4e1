"""Two commands at the same moment, on two real connections, one held in the middle of its work."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

from django.db import connection

from sayeban.kit.refusals import Refusal

Command = Callable[[], object]
_SECONDS = 60


class Held:
    """Counts the statements of a command and stops it after one of them: the n-th, or this one."""

    def __init__(self, after: int | str) -> None:
        self._after, self.count = after, 0
        self.reached, self.go_on = Event(), Event()

    def __call__(
        self,
        execute: Callable[..., object],
        sql: str,
        params: Sequence[object],
        many: bool,
        context: Mapping[str, object],
    ) -> object:
        """Django's wrapper around each statement."""
        done = execute(sql, params, many, context)
        self.count += 1
        if self._after in (self.count, sql) and not self.reached.is_set():
            self.reached.set()
            assert self.go_on.wait(_SECONDS)
        return done

    def run(self, command: Command) -> object:
        """The command's answer or refusal; whatever else it raises passes on."""
        try:
            with connection.execute_wrapper(self):
                return _answer(command)
        finally:
            self.reached.set()
            connection.close()


def _answer(command: Command) -> object:
    try:
        return command()
    except Refusal as refusal:
        return refusal


def _unheld(command: Command) -> object:
    try:
        return _answer(command)
    finally:
        connection.close()


def statements(command: Command) -> int:
    """How many statements a command takes when nobody is in its way."""
    held = Held(0)
    held.run(command)
    return held.count


def meet(first: Command, second: Command, after: int | str) -> tuple[object, object]:
    """Run `second` while `first` stands after the n-th statement, or this one; both answers."""
    held = Held(after)
    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(held.run, first)
        assert held.reached.wait(_SECONDS)
        waiting = pool.submit(_unheld, second)
        until_it_waits(waiting)
        held.go_on.set()
        return running.result(_SECONDS), waiting.result(_SECONDS)


def until_it_waits(waiting: "Future[Any]") -> None:
    """Until PostgreSQL says that a connection waits for a lock, or it came through unhindered."""
    with connection.cursor() as cursor:
        while not waiting.done():
            cursor.execute(
                "SELECT count(*) FROM pg_locks l WHERE NOT l.granted AND EXISTS ("
                "SELECT FROM pg_locks o JOIN pg_database d ON d.oid = o.database"
                " WHERE o.pid = l.pid AND d.datname = current_database())"
            )
            (locks,) = cursor.fetchone()
            if locks:
                return
