"""One schedule: a few things are sent at once, something is killed, all is started and compared.

All of it is drawn from a number, so that a schedule that failed can be run again by itself.
"""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep

from tests.kills import gates
from tests.kills.fleet import VICTIMS, Fleet, Victim
from tests.kills.sent import BOOK_ROWS, Answer, Book, Household, Sent, Worksheet
from tests.kills.site import Site

_HOMES, _ROWS_OF_A_SHEET = 8, 2
_LONGEST_PAUSE = 0.6
_MOST_STEPS = 30
_HELD_SECONDS = 1.5
_BORN_SECONDS = 10
"""A busy machine takes so long to come to the child that reads a list."""
_MOST_TRIES = 4
_WORKS = "SELECT count(*) FROM runtime_job WHERE state IN ('queued', 'running', 'retrying')"
_ROWS = "SELECT count(*) FROM exemptions_row"
_UNTOUCHED = """
SELECT key, national_id, version FROM exemptions_row
WHERE centre = '7011' AND is_head AND state = 'pending' ORDER BY national_id
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What happens in one schedule. `step`: the statement at which the kill comes, 0 for a
    moment that is `pause` seconds after sending, or as soon as a child reads that is to be killed.
    """

    sent: list[Sent]
    victims: list[Victim]
    step: int
    pause: float


class Schedules:
    """Schedules one after the other on one site, whose model grows with them."""

    def __init__(self, site: Site, fleet: Fleet) -> None:
        self.site, self.fleet = site, fleet
        with site.owner.transaction():
            site.owner.execute("SET LOCAL ROLE sayeban_hq")
            found = [Household(*line) for line in site.owner.execute(_UNTOUCHED.encode())]
        self.homes, self._rest = found[:_HOMES], found[_HOMES:]
        self._number = 0
        self._rows = site.count(_ROWS)
        self.acknowledged = self.open = 0

    def draw(self, seed: int) -> Drawn:
        """What the schedule of this number does."""
        drawn = random.Random(seed)  # noqa: S311 - not a secret
        homes = drawn.sample(self.homes, drawn.randint(1, 3))
        sent: list[Sent] = [Answer(self.next(), home, drawn.random() < 0.3) for home in homes]
        if drawn.random() < 0.4:
            sent.append(Book(self.next()))
        if drawn.random() < 0.15 and len(self._rest) >= _ROWS_OF_A_SHEET:
            rows = [self._rest.pop().national_id for _ in range(_ROWS_OF_A_SHEET)]
            sent.append(Worksheet(self.next(), rows))
        victims = drawn.sample(VICTIMS, drawn.choice((1, 1, 1, 2)), counts=(3, 3, 2, 3))
        # Somebody must read a file for an import child to be there.
        if "child" in victims and not any(isinstance(each, Book) for each in sent):
            sent.append(Book(self.next()))
        drawn.shuffle(sent)
        # Held at a statement, whoever would start the child does not come to it.
        gated = drawn.random() < 0.5 and "child" not in victims
        step = drawn.randint(1, _MOST_STEPS) if gated else 0
        return Drawn(sent, sorted(set(victims)), step, drawn.uniform(0, _LONGEST_PAUSE))

    def next(self) -> int:
        """A number that nothing else has."""
        self._number += 1
        return self._number

    def run(self, drawn: Drawn) -> None:
        """Send, kill, start again, compare; send again what nobody acknowledged, compare."""
        self.fleet.up()
        site, port = self.site, self.fleet.port
        with ThreadPoolExecutor(len(drawn.sent)) as senders:
            with self._at_its_moment(drawn):
                asked = [senders.submit(each.send, site, port) for each in drawn.sent]
            replies = [each.result() for each in asked]
        self.fleet.up()
        for each, reply in zip(drawn.sent, replies, strict=True):
            self._is_whole(each, acknowledged=reply is not None and each.is_taken(reply))
        self._settle(drawn.sent)

    @contextmanager
    def _at_its_moment(self, drawn: Drawn) -> Iterator[None]:
        """What is sent inside is met by the kill."""
        if not drawn.step:
            yield
            if "child" not in drawn.victims:
                sleep(drawn.pause)
            self._kill(drawn)
            return
        with gates.closed_at(self.site.owner, drawn.step):
            yield
            _within(_HELD_SECONDS, lambda: gates.held(self.site.owner) is not None)
            self._kill(drawn)

    def _kill(self, drawn: Drawn) -> None:
        if "child" in drawn.victims:
            _within(_BORN_SECONDS, self.fleet.has_child)
        for victim in drawn.victims:
            self.fleet.kill(victim)

    def _is_whole(self, each: Sent, *, acknowledged: bool) -> None:
        facts = each.facts(self.site)
        assert each.is_whole(facts), ("half-applied", each, facts)
        if acknowledged and not isinstance(each, Book):
            assert facts == each.after(), ("acknowledged and lost", each, facts)
        self.acknowledged += acknowledged
        self.open += not acknowledged

    def is_idle(self) -> bool:
        """Whether no work waits or runs."""
        return self.site.count(_WORKS) == 0

    def _settle(self, sent: list[Sent]) -> None:
        """As users and phones do it: send until it is taken, and again what the work refused."""
        for each in sent:
            for _ in range(_MOST_TRIES):
                reply = each.send(self.site, self.fleet.port)
                assert reply
                assert each.is_taken(reply), (each, reply)
                gates.until(self.is_idle)
                if each.facts(self.site) == each.after():
                    break
            assert each.facts(self.site) == each.after(), ("lost or doubled", each)
            each.taken()
            self._rows += BOOK_ROWS if isinstance(each, Book) else 0
        assert self.site.count(_ROWS) == self._rows


def _within(seconds: float, true: Callable[[], bool]) -> None:
    """Wait for something that may not come."""
    deadline = monotonic() + seconds
    while not true() and monotonic() < deadline:
        sleep(0.01)
