"""Users send over HTTP while web, worker, import child and PostgreSQL are killed (R1, R6).

SAYEBAN_SCHEDULES says how many schedules the full run makes (200), SAYEBAN_SCHEDULE the first one's
number: a schedule that failed is run again alone by its number and 1.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from tests.kills.conftest import NewSite
from tests.kills.fleet import VICTIMS, Fleet, Victim
from tests.kills.schedules import Drawn, Schedules
from tests.kills.sent import Answer

pytestmark = pytest.mark.slow

_MANY = int(os.environ.get("SAYEBAN_SCHEDULES", "200"))
_FIRST = int(os.environ.get("SAYEBAN_SCHEDULE", "1000"))
_ENOUGH = 50
_ONE_IN = 20
_FEW = (3, 7)


@contextmanager
def running(new_site: NewSite, application: str = "") -> Iterator[Schedules]:
    with new_site() as site:
        fleet = Fleet(site, application)
        try:
            yield Schedules(site, fleet)
        finally:
            fleet.close()


@pytest.mark.full
def test_what_users_sent_stands_once_whatever_is_killed(new_site: NewSite) -> None:
    with running(new_site) as schedules:
        for number in _FEW:
            schedules.run(schedules.draw(number))


def few_killed(killed: Mapping[Victim, int], schedules: int) -> list[Victim]:
    """Those of which fewer than one in twenty schedules killed one."""
    return [victim for victim in VICTIMS if killed[victim] < schedules // _ONE_IN]


def test_a_run_that_spared_a_kind_of_process_would_be_seen() -> None:
    """The negative control of the count."""
    enough: dict[Victim, int] = dict.fromkeys(VICTIMS, 10)
    assert few_killed(enough, 200) == []
    for victim in VICTIMS:
        assert few_killed(enough | {victim: 9}, 200) == [victim]


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
        # A run that killed nothing, or met nothing in the middle, would show nothing.
        assert few_killed(schedules.fleet.killed, _MANY) == []
        assert _MANY < _ENOUGH or (schedules.acknowledged and schedules.open)


@pytest.mark.full
def test_an_answer_taken_in_two_transactions_would_be_seen(new_site: NewSite) -> None:
    """The negative control: web is killed between the row and the key of its answer."""
    with running(new_site, "tests.kills.broken_web:in_halves") as schedules:
        answer = Answer(1, schedules.homes[0], photo=False)
        with pytest.raises(AssertionError, match="half-applied"):
            schedules.run(Drawn([answer], ["web"], step=1_000_000, pause=0))
