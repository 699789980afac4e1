"""A call goes to the machine that was judged and nowhere else (promises.md S11)."""

import socket
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address

import pytest
from pytest_django.fixtures import Settings

from sayeban.runtime import outside
from sayeban.runtime.outside import OutsideError, call, well_formed


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        said = self.headers["Host"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def leads_to(monkeypatch: pytest.MonkeyPatch, *places: str) -> list[str]:
    """Let every name lead there; the names that were asked for."""
    asked: list[str] = []
    whole = socket.getaddrinfo

    def found(name: str, port: int, *more: int, **named: int) -> Sequence[tuple[object, ...]]:
        if name in places:
            return whole(name, port, *more, **named)
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in places]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return asked


def fault(url: str) -> str:
    with pytest.raises(OutsideError) as wrong:
        call("POST", url, b"x", seconds=2)
    return wrong.value.fault


@pytest.mark.parametrize(
    "places",
    [["10.0.0.1"], ["127.0.0.1"], ["169.254.169.254"], ["93.184.216.34", "192.168.0.1"], ["::1"]],
)
def test_a_name_that_leads_inside_is_not_called(
    monkeypatch: pytest.MonkeyPatch, places: list[str]
) -> None:
    leads_to(monkeypatch, *places)
    assert well_formed("https://gas.example/")
    assert fault("https://gas.example/") == "address"


def test_without_the_judgement_it_would_be(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """The control: the name leads to this machine, and only the judgement keeps the call away."""
    leads_to(monkeypatch, "127.0.0.1")
    assert fault(f"http://gas.example:{port}/") == "address"
    monkeypatch.setattr(outside, "_allowed", lambda *_: True)
    assert call("POST", f"http://gas.example:{port}/", b"x").status == 200


def test_a_name_is_asked_for_once_and_that_place_is_called(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, port: int
) -> None:
    """Whoever answers otherwise the second time leads nobody elsewhere."""
    settings.OUTSIDE_NETWORKS = ("127.0.0.0/8",)
    asked = leads_to(monkeypatch, "127.0.0.1")
    reply = call("POST", f"http://gas.example:{port}/", b"x")
    assert (reply.status, reply.body) == (200, f"gas.example:{port}".encode())
    assert asked == ["gas.example"]


def test_without_tls_no_other_machine_is_called(settings: Settings) -> None:
    settings.OUTSIDE_NETWORKS = ("10.0.0.0/8",)
    assert not outside._allowed(ip_address("10.0.0.1"), "http")
    assert outside._allowed(ip_address("10.0.0.1"), "https")
    assert outside._allowed(ip_address("::ffff:10.0.0.1"), "https")
    assert not outside._allowed(ip_address("93.184.216.34"), "http")


def test_what_speaks_no_tls_or_no_http_is_told_apart(settings: Settings, port: int) -> None:
    settings.OUTSIDE_NETWORKS = ("127.0.0.0/8",)
    assert fault(f"https://127.0.0.1:{port}/") == "tls"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = listener.getsockname()[1]

        def answer() -> None:
            line, _ = listener.accept()
            with line:
                line.recv(1000)
                line.sendall(b"220 mail.example ESMTP\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        assert fault(f"http://127.0.0.1:{place}/") == "reply"
