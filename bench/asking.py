"""Many connections that ask and wait for their answers, in one thread without a library."""

import os
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_BLOCK: Final = 1 << 18
_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"content-length:"
_TICKS: Final = os.sysconf("SC_CLK_TCK")

Ask = Callable[[int], bytes]
"""The n-th request, as it goes over the wire."""


@dataclass(frozen=True, slots=True)
class Load:
    """What was answered in `seconds`; `times` of the single answers in seconds, shortest first.

    `processor`: seconds that this process, the site and its database took. On a machine that others
    use as well they say more than a clock.
    """

    seconds: float
    processor: float
    times: Sequence[float]

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def per_processor(self) -> float:
        """Answers for each second of a processor."""
        return len(self.times) / self.processor

    @property
    def p95(self) -> float:
        return self.times[int(len(self.times) * 0.95)]


def spent(*roots: int) -> float:
    """Seconds of a processor that these processes and their living children took so far."""
    times: dict[int, float] = {}
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(values[1])
        times[int(stat.parent.name)] = (int(values[11]) + int(values[12])) / _TICKS
    wanted = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in wanted} - wanted:
        wanted |= more
    return sum(times.get(pid, 0) for pid in wanted)


def request(method: str, path: str, token: str, body: bytes = b"", **headers: str) -> bytes:
    """One request of a connection that stays open."""
    given = {
        "Host": "localhost",
        "Authorization": f"Bearer {token}",
        **({"Content-Type": "application/json", "Content-Length": str(len(body))} if body else {}),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body


@dataclass(slots=True)
class _One:
    """A connection and what it waits for."""

    socket: socket.socket
    began: float = 0.0
    got: bytearray = field(default_factory=bytearray)

    def whole(self) -> bool:
        """Whether the answer has come; raises ValueError where it is none of success."""
        at = self.got.find(_END)
        if at < 0:
            return False
        head = bytes(self.got[:at]).lower()
        if not head.startswith(b"http/1.1 200"):
            raise ValueError(bytes(self.got[:2000]).decode(errors="replace"))
        length = int(head.partition(_LENGTH)[2].partition(b"\r\n")[0])
        return len(self.got) >= at + len(_END) + length


@dataclass(frozen=True, slots=True)
class Site:
    """Where to ask, and the processes that answer."""

    port: int
    roots: tuple[int, ...]


def ask(site: Site, each: Ask, *, connections: int, seconds: float) -> Load:
    """Ask for so long; each connection asks anew when it was answered."""
    roots = (*site.roots, os.getpid())
    before = spent(*roots)
    chosen = selectors.DefaultSelector()
    ones = [_One(socket.create_connection(("127.0.0.1", site.port))) for _ in range(connections)]
    number, times = 0, []
    began = time.perf_counter()
    for one in ones:
        chosen.register(one.socket, selectors.EVENT_READ, one)
        number = _sent(one, each, number)
    waiting = len(ones)
    while waiting:
        for key, _ in chosen.select():
            one = key.data
            block = one.socket.recv(_BLOCK)
            if not block:
                raise ConnectionError
            one.got += block
            if not one.whole():
                continue
            now = time.perf_counter()
            times.append(now - one.began)
            if now - began < seconds:
                number = _sent(one, each, number)
            else:
                chosen.unregister(one.socket)
                one.socket.close()
                waiting -= 1
    took = time.perf_counter() - began
    return Load(took, spent(*roots) - before, sorted(times))


def _sent(one: _One, each: Ask, number: int) -> int:
    one.got.clear()
    one.began = time.perf_counter()
    one.socket.sendall(each(number))
    return number + 1
