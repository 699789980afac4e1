"""What a proxy may read as one request is never two here, over a real socket (V4.2.1)."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.slow

_FORM: Final = b"POST /enter/ HTTP/1.1\r\nHost: localhost\r\n"
_HIDDEN: Final = b"GET /hidden/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
_CHUNKED: Final = b"Transfer-Encoding: chunked\r\n"
_END: Final = b"0\r\n\r\n"
SMUGGLED: Final = {
    "a length that covers the hidden one, and chunks": _FORM
    + (_CHUNKED + b"Content-Length: %d\r\n\r\n" % len(_END + _HIDDEN))
    + (_END + _HIDDEN),
    "a length that ends before it, and chunks": _FORM
    + (b"Content-Length: 5\r\n" + _CHUNKED + b"\r\n")
    + (_END + _HIDDEN),
    "two lengths": _FORM
    + (b"Content-Length: %d\r\nContent-Length: 0\r\n\r\n" % len(_HIDDEN))
    + _HIDDEN,
    "an unknown coding": _FORM + b"Transfer-Encoding: xchunked\r\n\r\n" + _END + _HIDDEN,
    "chunked is not the last coding": _FORM
    + b"Transfer-Encoding: chunked, identity\r\n\r\n"
    + (_END + _HIDDEN),
    "a blank before the colon": _FORM + b"Transfer-Encoding : chunked\r\n\r\n" + (_END + _HIDDEN),
    "a folded line": _FORM + b"Transfer-Encoding:\r\n chunked\r\n\r\n" + _END + _HIDDEN,
    "a length below zero": _FORM + b"Content-Length: -1\r\n\r\n" + _HIDDEN,
    "a length with a sign": _FORM + b"Content-Length: +0\r\n\r\n" + _HIDDEN,
    "a chunk that is too long to count": _FORM
    + (_CHUNKED + b"\r\nfffffffffffffffff\r\n")
    + _HIDDEN,
    "a chunk whose length is no number": _FORM + _CHUNKED + b"\r\n3z\r\nabc\r\n" + _END + _HIDDEN,
    "lines of chunks that end with LF alone": _FORM + (_CHUNKED + b"\r\n3\nabc\n0\n\n") + _HIDDEN,
}


@contextmanager
def _granian(home: Path) -> Iterator[int]:
    """The product's own web process, without a database: nobody is signed in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
        "sayeban.sites.wsgi:application",
    ]
    environment = os.environ | {"SAYEBAN_HOME": str(home), "DATABASE_URL": f"host={home} dbname=x"}
    process = subprocess.Popen(program, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            if b" 200 " in asked(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"):
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with _granian(tmp_path_factory.mktemp("home")) as port:
        yield port


def asked(port: int, request: bytes) -> bytes:
    """Everything that comes back until the server closes or says nothing for a while."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(request)
        line.settimeout(1)
        try:
            while some := line.recv(65536):
                found += some
        except (TimeoutError, ConnectionResetError):
            pass
    return found


def answers(reply: bytes) -> list[int]:
    """The status of each answer in a reply."""
    return [int(part[:3]) for part in reply.split(b"HTTP/1.1 ")[1:]]


@pytest.mark.enable_socket
@pytest.mark.parametrize("request_bytes", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_a_request_within_a_request_is_never_answered(port: int, request_bytes: bytes) -> None:
    statuses = answers(asked(port, request_bytes))
    assert len(statuses) <= 1
    assert set(statuses) <= {400, 411}


@pytest.mark.enable_socket
def test_a_body_in_chunks_is_refused_in_words_and_the_line_goes_on(port: int) -> None:
    body = _FORM + _CHUNKED + b"\r\n3\r\na=b\r\n" + _END
    reply = asked(port, body + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answers(reply) == [411, 200]
    assert "اندازهٔ آنچه فرستادید نوشته نشده است".encode() in reply


class _Believing(BaseHTTPRequestHandler):
    """A server that knows nothing of chunks and believes the first length."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = (self.headers.get("Content-Length") or "0").lstrip("+-")
        if length == "5":
            self.rfile.read(5)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.enable_socket
def test_a_server_that_believes_the_length_answers_twice() -> None:
    """The control: the requests above do hide another one."""
    server = HTTPServer(("127.0.0.1", 0), _Believing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    hidden = SMUGGLED["a length that ends before it, and chunks"]
    assert answers(asked(server.server_port, hidden)) == [200, 200]
    server.shutdown()
    server.server_close()
    thread.join()
