"""Commands about outside registers: what is not there is said, the made-up ones are served."""

import subprocess
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sayeban.facts import public as facts
from sayeban.facts.public import FakeRegisters, RegisterUnknown
from sayeban.people.public import UnknownPerson
from sayeban.sites.cli.parser import parser
from sayeban.sites.commands import registers, site


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


def test_the_demo_serves_made_up_registers_and_switches_them_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(site, "_run", lambda name, command: ran.append([name, *command[1:]]))
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append(command[1:]))
    site._made_up_registers(8098)
    assert ran == [
        ["registers", "registers", "fake", "--port", "8098"],
        ["registers", "set", "all", "--url", "http://127.0.0.1:8098", "--on"],
    ]
    for command in ran:
        words = command[1:] if command[:2] == ["registers", "registers"] else command
        assert parser().parse_args(words).run.startswith("registers:")


@pytest.mark.django_db
def test_what_is_not_there_is_said() -> None:
    with pytest.raises(RegisterUnknown):
        registers.state(Namespace(as_user=None, register="astrology"))
    with pytest.raises(UnknownPerson):
        registers.ask(
            Namespace(as_user=None, register="tax", purpose="p", person="0013542419", file=None)
        )
