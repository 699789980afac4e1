"""Web, worker, import child and server of a site, to be killed and started again."""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, Literal

from tests.kills import gates
from tests.kills.site import Process, Site, free_port

Victim = Literal["web", "worker", "child", "server"]
VICTIMS: Final[tuple[Victim, ...]] = ("web", "worker", "child", "server")
_CHILD: Final = b"sayeban.sheets.child"
_LIVING = "SELECT count(*) FROM pg_stat_activity WHERE application_name = ANY(%s)"


class Fleet:
    """The processes of one site. `application`: a web of a negative control."""

    def __init__(self, site: Site, application: str = "") -> None:
        self.site, self.port = site, free_port()
        self._application = application
        self._web = ExitStack()
        self._group = 0
        self._worker: Process | None = None
        self._born = 0
        self._dead: list[str] = []
        self._names: dict[Victim, str] = {}
        self.killed = dict.fromkeys(VICTIMS, 0)

    def up(self) -> None:
        """Start what does not run; what the dead left open is committed or undone by then."""
        waiting = [self._dead]
        gates.until(lambda: self.site.owner.execute(_LIVING, waiting).fetchone() == (0,))
        self._dead = []
        if not self._group:
            web = self.site.web(self.port, self._application, self._called("web"))
            self._group = self._web.enter_context(web)
        if self._worker is None:
            self._worker = self.site.work(named=self._called("worker"))

    def _called(self, victim: Victim) -> str:
        self._born += 1
        self._names[victim] = f"{victim}-{self._born}"
        return self._names[victim]

    def kill(self, victim: Victim) -> None:
        """SIGKILL, if it lives. Only what was killed counts."""
        match victim:
            case "web":
                self.killed[victim] += _killed(os.killpg, self._group)
                self._web.close()
                self._group = 0
                self._dead.append(self._names[victim])
            case "worker":
                assert self._worker
                self.killed[victim] += self._worker.lives()
                self._worker.kill()
                self._worker = None
                self._dead.append(self._names[victim])
            case "server":
                self.site.kill_server()
                self.killed[victim] += 1
            case "child":
                self.killed[victim] += any([_killed(os.kill, pid) for pid in self._children()])

    def has_child(self) -> bool:
        """Whether somebody reads a file just now."""
        return bool(self._children())

    def _children(self) -> list[int]:
        """They have a session of their own and are told their parent as last argument."""
        groups = {self._group, self._worker.pid if self._worker else 0} - {0}
        return [pid for pid in _processes() if _group(_parent_of_child(pid)) in groups]

    def close(self) -> None:
        """End the web; the site ends the rest."""
        self._web.close()


def _killed(send: Callable[[int, int], None], pid: int) -> bool:
    """Whether it was still there to be killed."""
    try:
        send(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent_of_child(pid: int) -> int:
    """Whose import child a process is; 0 where it is none."""
    with suppress(OSError, ValueError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        if any(_CHILD in part for part in command):
            return int(command[-1])
    return 0


def _group(pid: int) -> int:
    with suppress(ProcessLookupError):
        return os.getpgid(pid) if pid else 0
    return 0
