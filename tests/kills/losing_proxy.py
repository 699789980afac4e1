"""A network that carries each request to the site and loses many replies on the way back."""

import random
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_SECONDS = 60
_BLOCK = 65536


class LosingProxy:
    """Connections to `port` go on to `behind`; the reply of each `share` of them is lost.

    A reply is lost only when it has wholly come back: what it tells of is committed by then.
    """

    def __init__(self, behind: int, share: float, seed: int) -> None:
        self.behind, self.lost, self.carried = behind, 0, 0
        self._share = share
        self._drawn = random.Random(seed)  # noqa: S311 - not a secret
        self._open = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._open.getsockname()[1]

    def serve(self) -> None:
        """Until closed."""
        with suppress(OSError):
            while True:
                one, _ = self._open.accept()
                threading.Thread(target=self._carry, args=(one,), daemon=True).start()

    def close(self) -> None:
        # Closed alone it would leave the thread in accept().
        with suppress(OSError):
            self._open.shutdown(socket.SHUT_RDWR)
        self._open.close()

    def _carry(self, one: socket.socket) -> None:
        with one, socket.create_connection(("127.0.0.1", self.behind), _SECONDS) as other:
            asking = threading.Thread(target=_pour, args=(one, other), daemon=True)
            asking.start()
            reply = bytearray()
            with suppress(OSError):
                while not _is_whole(reply) and (block := other.recv(_BLOCK)):
                    reply += block
            loses = self._drawn.random() < self._share
            self.lost += loses
            self.carried += not loses
            if not loses:
                with suppress(OSError):
                    one.sendall(reply)
            # Closed alone a connection stays open while the other thread reads from it.
            for end in (one, other):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)


def _is_whole(reply: bytearray) -> bool:
    """Whether a reply with a declared length has come; the server may keep its connection open."""
    head, ended, body = reply.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
    return bool(ended and length and len(body) >= int(length[1]))


def _pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(_BLOCK):
            target.sendall(block)


@contextmanager
def losing(behind: int, *, share: float, seed: int = 1) -> Iterator[LosingProxy]:
    """The proxy while it serves."""
    proxy = LosingProxy(behind, share, seed)
    thread = threading.Thread(target=proxy.serve, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join(_SECONDS)
