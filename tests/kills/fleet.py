"""Web, worker, import child and server of a site, to be killed and started again."""

import os
import signal
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, Literal

from tests.kills import gates
from tests.kills.site import Process, Site, free_port

Victim = Literal["web", "worker", "child", "server"]
VICTIMS: Final[tuple[Victim, ...]] = ("web", "worker", "child", "server")
_CHILDREN: Final = (b"sayeban.sheets.child", b"sayeban.documents")
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
        """SIGKILL, if it lives."""
        self.killed[victim] += 1
        match victim:
            case "web":
                os.killpg(self._group, signal.SIGKILL)
                self._web.close()
                self._group = 0
                self._dead.append(self._names[victim])
            case "worker":
                assert self._worker
                self._worker.kill()
                self._worker = None
                self._dead.append(self._names[victim])
            case "server":
                self.site.kill_server()
            case "child":
                self.killed[victim] -= not self._kill_children()

    def _kill_children(self) -> bool:
        groups = {self._group, self._worker.pid if self._worker else 0} - {0}
        found = [pid for pid in _processes() if _is_child(pid) and _group(pid) in groups]
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(found)

    def has_child(self) -> bool:
        """Whether somebody reads a file just now."""
        groups = {self._group, self._worker.pid if self._worker else 0} - {0}
        return any(_is_child(pid) and _group(pid) in groups for pid in _processes())

    def close(self) -> None:
        """End the web; the site ends the rest."""
        self._web.close()


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _is_child(pid: int) -> bool:
    with suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        return any(name in command for name in _CHILDREN)
    return False


def _group(pid: int) -> int:
    with suppress(ProcessLookupError):
        return os.getpgid(pid)
    return 0
