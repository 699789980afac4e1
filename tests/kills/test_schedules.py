"""Users send over HTTP while web, worker, import child and PostgreSQL are killed (R1, R6).

SAYEBAN_SCHEDULES says how many schedules the full run makes (200), SAYEBAN_SCHEDULE the first one's
number: a schedule that failed is run again alone by its number and 1.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.kills.conftest import NewSite
from tests.kills.fleet import Fleet
from tests.kills.schedules import Drawn, Schedules
from tests.kills.sent import Answer

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kills")]

_MANY = int(os.environ.get("SAYEBAN_SCHEDULES", "200"))
_FIRST = int(os.environ.get("SAYEBAN_SCHEDULE", "1000"))
_ENOUGH = 50
_FEW = (3, 7)


@contextmanager
def running(new_site: NewSite, application: str = "") -> Iterator[Schedules]:
    with new_site() as site:
        fleet = Fleet(site, application)
        try:
            yield Schedules(site, fleet)
        finally:
            fleet.close()


def test_what_users_sent_stands_once_whatever_is_killed(new_site: NewSite) -> None:
    with running(new_site) as schedules:
        for number in _FEW:
            schedules.run(schedules.draw(number))


@pytest.mark.full
def test_two_hundred_schedules(new_site: NewSite) -> None:
    with running(new_site) as schedules:
        for number in range(_FIRST, _FIRST + _MANY):
            try:
                schedules.run(schedules.draw(number))
            except Exception as problem:
                problem.add_note(f"schedule {number}")
                raise
        print(schedules.fleet.killed, schedules.acknowledged, schedules.open)
        # A run that met nothing in the middle would show nothing.
        assert _MANY < _ENOUGH or all(schedules.fleet.killed.values())
        assert _MANY < _ENOUGH or (schedules.acknowledged and schedules.open)


@pytest.mark.full
def test_an_answer_taken_in_two_transactions_would_be_seen(new_site: NewSite) -> None:
    """The negative control: web is killed between the row and the key of its answer."""
    with running(new_site, "tests.kills.broken_web:in_halves") as schedules:
        answer = Answer(1, schedules.homes[0], photo=False)
        with pytest.raises(AssertionError, match="half-applied"):
            schedules.run(Drawn([answer], ["web"], step=1_000_000, pause=0))
