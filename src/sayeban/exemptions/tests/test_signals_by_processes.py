"""A worker is killed or paused while it sends: the company hears all the same, and once (R6)."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions import send_signals as sending
from sayeban.exemptions.actions.send_signals import send_signals
from sayeban.exemptions.tests.feeds.hearing import Receiver, advance, hook, hooked, stands, tried
from sayeban.exemptions.tests.feeds.makers import agreed, published
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released
from sayeban.runtime.outside import call

pytestmark = pytest.mark.slow

_SECONDS = 30
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def receiver(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Receiver]:
    """The gas company's, with one household in its feed that others see."""
    settings.HOME = tmp_path
    settings.OUTSIDE_NETWORKS = ("127.0.0.0/8",)
    made = Receiver(tmp_path)
    with time_machine.travel(NOW, tick=False):
        ground()
        approved(campaign(), bills=bills(1))
        agreed()
        published(released().release_id)
        yield made
    made.end()


def until(happens: Callable[[], object]) -> None:
    for _ in range(_SECONDS * 100):
        if happens():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen in time")


@contextmanager
def sender(seconds: float) -> Iterator[int]:
    """A worker that sends what is due now, waits so long for an answer, and ends."""
    connection.close()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            vars(sending)["call"] = partial(call, seconds=seconds)
            send_signals(NOW)
            code = 0
        finally:
            os._exit(code)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_what_a_killed_worker_sent_is_sent_again_and_taken_once(receiver: Receiver) -> None:
    hooked(receiver, "lost")
    with sender(_SECONDS):
        until(receiver.taken)
    assert tried() == []
    assert send_signals(NOW + timedelta(minutes=1)) == 0
    assert send_signals(LATER) == 1
    assert tried() == [(204, "")]
    assert len(receiver.said("heard")) == 2
    assert len(receiver.taken()) == 1


def test_a_receiver_that_forgets_names_takes_it_twice(receiver: Receiver) -> None:
    """The control: the name is what keeps it from being taken twice."""
    hooked(receiver, "lost")
    with sender(_SECONDS):
        until(receiver.taken)
    receiver.forget_names()
    send_signals(LATER)
    first, second = receiver.taken()
    assert first["data"] == second["data"]


def test_of_two_workers_at_once_one_sends_it(receiver: Receiver) -> None:
    hooked(receiver, "ok")
    with sender(_SECONDS) as first, sender(_SECONDS) as second:
        over = os.WEXITED | os.WNOHANG | os.WNOWAIT
        until(lambda: all(os.waitid(os.P_PID, each, over) for each in (first, second)))
    assert len(receiver.said("heard")) == 1
    assert tried() == [(204, "")]


def test_a_paused_worker_holds_nobody_up_and_undoes_nothing(receiver: Receiver) -> None:
    hooked(receiver, "lost")
    with sender(2) as worker:
        until(receiver.taken)
        os.kill(worker, signal.SIGSTOP)
        advance()
        assert send_signals(LATER) == 1
        assert stands().told_seq == 2
        os.kill(worker, signal.SIGCONT)
        until(lambda: len(tried()) == 2)
    assert tried()[1] == (0, "timeout")
    assert (stands().told_seq, stands().attempts, hook().failures) == (2, 0, 0)
    assert send_signals(LATER) == 0
