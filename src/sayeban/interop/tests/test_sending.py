"""A partner that hangs, drips or is away holds nobody up; a message goes nowhere else."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from sayeban.interop.sending import post
from sayeban.interop.tests.receiver import receiver

_ANSWER = b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000


@contextmanager
def listening(answer: Callable[[socket.socket, Event], None]) -> Iterator[str]:
    """A partner that takes a connection and does with it what `answer` does, until the end."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            taken, _ = server.accept()
            with taken:
                answer(taken, over)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/x"
        finally:
            over.set()
            thread.join(5)


def hang(_taken: socket.socket, over: Event) -> None:
    over.wait(20)


def drip(taken: socket.socket, over: Event) -> None:
    """One byte at a time: each comes soon enough, all of them never do."""
    for place in range(len(_ANSWER)):
        if over.wait(0.05):
            return
        try:
            taken.sendall(_ANSWER[place : place + 1])
        except OSError:
            return


def close(taken: socket.socket, _over: Event) -> None:
    taken.recv(10)


@pytest.mark.parametrize("answer", [hang, drip, close])
def test_who_does_not_answer_in_time_is_given_up(
    answer: Callable[[socket.socket, Event], None],
) -> None:
    with listening(answer) as uri:
        assert post(uri, b"{}", {}, seconds=0.3).problem != ""


def test_who_is_away_is_said_so() -> None:
    assert post("http://127.0.0.1:9/x", b"{}", {}).problem == "unreachable"
    assert post("http://127.0.0.1:99999/x", b"{}", {}).problem != ""


def test_a_message_follows_no_answer_elsewhere() -> None:
    with receiver() as there:
        there.answers = [302, 200]
        assert post(f"{there.url}/x", b"{}", {}).problem == "302"
        assert [path for path, *_ in there.came] == ["/x"]
        assert post(f"{there.url}/x", b"{}", {}).problem == ""


def test_no_name_of_a_partner_leads_into_our_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver() as there:
        port = int(there.url.rpartition(":")[2])
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert post(f"http://partner.example:{port}/x", b"{}", {}).problem == "address"
        assert there.came == []
        # The control: the same machine by its own name is called.
        assert post(f"http://localhost:{port}/x", b"{}", {}).problem == ""
