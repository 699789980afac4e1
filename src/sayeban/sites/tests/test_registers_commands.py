"""Commands about outside registers: what is not there is said, the made-up ones are served."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sayeban.facts import public as facts
from sayeban.facts.public import FakeRegisters, RegisterUnknown
from sayeban.people.public import UnknownPerson
from sayeban.sites.commands import registers


class Interrupted:
    """A server that its operator interrupts at once."""

    def serve_forever(self) -> None:
        raise KeyboardInterrupt


def test_made_up_registers_are_served_until_they_are_interrupted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served: list[tuple[FakeRegisters, int]] = []

    @contextmanager
    def serving(made: FakeRegisters, port: int) -> Iterator[Interrupted]:
        served.append((made, port))
        yield Interrupted()

    monkeypatch.setattr(facts, "serving_registers", serving)
    assert registers.fake(Namespace(port=8098, clean=True)) == {"stopped": True}
    [(made, port)] = served
    assert (made.dirt, port) == (False, 8098)


@pytest.mark.django_db
def test_what_is_not_there_is_said() -> None:
    with pytest.raises(RegisterUnknown):
        registers.state(Namespace(as_user=None, register="astrology"))
    with pytest.raises(UnknownPerson):
        registers.ask(
            Namespace(as_user=None, register="tax", purpose="p", person="0013542419", file=None)
        )
