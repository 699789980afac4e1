"""An installation of its own: embedded PostgreSQL, command line, worker and web as processes."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.conninfo import make_conninfo

from sayeban.sites import embedded
from sayeban.sites.commands.site import _web
from tests.kills import gates
from tests.kills.content import Content, content
from tests.kills.launch import CHUNK

ROOT = Path(__file__).resolve().parents[2]
BASE = "sayeban"


class Nursery:
    """The process that forks our programs."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.launch"],
            cwd=ROOT,
            env=os.environ | {"SAYEBAN_HOME": str(home), "DATABASE_URL": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(home / "nursery.log").open("ab"),
            text=True,
        )

    def ask(self, request: Mapping[str, Any]) -> int | None:
        """Its answer to one request."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        found: int | None = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        """End it; what it forked is ended by who asked for it."""
        self._process.communicate(timeout=30)


class Process:
    """One of our programs, in a process group of its own."""

    def __init__(self, nursery: Nursery, output: Path, request: Mapping[str, Any]) -> None:
        self._nursery, self._output = nursery, output
        self.code: int | None = None
        self.pid = nursery.ask({**request, "output": str(output)}) or 0

    def lives(self) -> bool:
        """Whether it runs."""
        if self.code is None:
            self.code = self._nursery.ask({"wait": self.pid})
        return self.code is None

    def wait(self) -> int:
        """Its exit code."""
        gates.until(lambda: not self.lives(), 120)
        assert self.code is not None
        return self.code

    def kill(self) -> None:
        """SIGKILL for it and its children."""
        if self.lives():
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()

    def answer(self) -> dict[str, Any]:
        """The JSON that a command answers with at its end."""
        self.wait()
        found: dict[str, Any] = json.loads(self._output.read_text())
        return found


@dataclass
class Site:
    """One database of the installation; processes started here are killed at its end."""

    home: Path
    nursery: Nursery
    database: str
    started: list[Process] = field(default_factory=list)
    chunk: int = CHUNK
    _owner: "psycopg.Connection[Any] | None" = None

    @property
    def url(self) -> str:
        """Starts the server where it does not run, as every command of the product does."""
        return make_conninfo(embedded.ensure_running(self.home), dbname=self.database)

    @property
    def owner(self) -> "psycopg.Connection[Any]":
        """The test's own connection; a new one after the server was killed."""
        if self._owner is None or self._owner.broken or self._owner.closed:
            self._owner = psycopg.connect(self.url, autocommit=True)
        return self._owner

    @property
    def about(self) -> dict[str, Any]:
        """What the scene left: session, expert."""
        found: dict[str, Any] = json.loads((self.home / "about.json").read_text())
        return found

    def launch(
        self, program: str, *arguments: str, without: str = "", named: str = "kills"
    ) -> Process:
        """One of the programs of `tests.kills.launch`."""
        environment = {**self.environment(named), "KILLS_WITHOUT": without}
        output = self.home / f"{uuid4().hex}.out"
        request = {"start": [program, *arguments], "environment": environment, "log": str(self.log)}
        process = Process(self.nursery, output, request)
        self.started.append(process)
        return process

    def environment(self, named: str) -> dict[str, str]:
        """What tells a process of ours where it works, and what its connections are called."""
        url = make_conninfo(self.url, application_name=named)
        home, chunk = str(self.home), str(self.chunk)
        return {"DATABASE_URL": url, "SAYEBAN_HOME": home, "KILLS_CHUNK": chunk}

    @property
    def log(self) -> Path:
        """What all processes said on stderr."""
        return self.home / "processes.log"

    def load(self, without: str = "") -> Process:
        """Begin the load of the second list."""
        return self.launch("cli", *LOAD, str(self.home / "second.xlsx"), "--json", without=without)

    def collect(self) -> Process:
        """Begin the collection of the worksheet."""
        file = str(self.home / "collected.xlsx")
        return self.launch("cli", "campaign", "collect", "c1405", file, "--as", "worker", "--json")

    def content(self) -> Content:
        """What stands in the database now."""
        return content(self.owner)

    def enqueue(self) -> UUID:
        """A job that loads the second list, as its page starts one."""
        stored, job = f"{uuid4().hex}.xlsx", uuid4()
        (self.home / "uploads").mkdir(exist_ok=True)
        shutil.copy(self.home / "second.xlsx", self.home / "uploads" / stored)
        arguments = {"code": "c1405", "stored": stored, "name": "second.xlsx", "sha256": ""}
        with self.owner.transaction():
            self.owner.execute("SET LOCAL ROLE sayeban_hq")
            self.owner.execute(
                "INSERT INTO runtime_job (id, kind, user_id, arguments, state, done, total, result,"
                " created_at, province) VALUES (%s, 'campaign.load', %s, %s, 'queued', 0, 0, '{}',"
                " now(), '')",
                [job, self.about["expert"], json.dumps(arguments)],
            )
            self.owner.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
                " VALUES ('jobs', 'runtime.run_job', %s)",
                [json.dumps({"job_id": str(job)})],
            )
        return job

    def job(self, job: UUID) -> tuple[str, dict[str, Any], int]:
        """State, result and tries of a job."""
        with self.owner.transaction():
            self.owner.execute("SET LOCAL ROLE sayeban_hq")
            query = "SELECT state, result, tries FROM runtime_job WHERE id = %s"
            found = self.owner.execute(query, [job]).fetchone()
        assert found
        return str(found[0]), dict(found[1]), int(found[2])

    def count(self, query: str) -> int:
        """The number that a query answers."""
        with self.owner.transaction():
            self.owner.execute("SET LOCAL ROLE sayeban_hq")
            found = self.owner.execute(query.encode()).fetchone()
        assert found
        return int(found[0])

    def until_job(self, job: UUID, *states: str) -> dict[str, Any]:
        """Wait until a job is in one of the states; its result."""
        gates.until(lambda: self.job(job)[0] in states)
        return self.job(job)[1]

    def kill_server(self) -> None:
        """SIGKILL for the postmaster: its children end as well and everything open is lost."""
        pid = embedded.status(self.home).pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        gates.until(lambda: embedded.status(self.home).pid is None)
        self._owner = None

    def work(self, without: str = "", named: str = "kills") -> Process:
        """Begin a worker."""
        return self.launch("worker", without=without, named=named)

    @contextmanager
    def web(self, port: int, application: str = "", named: str = "kills") -> Iterator[int]:
        """The web process as the product starts it, until it is killed; its process group.

        `application`: another one than the product's, for a negative control.
        """
        command = _web(port)
        process = subprocess.Popen(
            [*command[:-1], application or command[-1]],
            cwd=ROOT,
            env=os.environ | self.environment(named),
            stdout=subprocess.DEVNULL,
            stderr=self.log.open("ab"),
            start_new_session=True,
        )
        try:
            gates.until(lambda: _answers(port))
            yield process.pid
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def close(self) -> None:
        """End what was started here."""
        for process in self.started:
            process.kill()
        if self._owner is not None:
            self._owner.close()


LOAD = ("campaign", "load", "c1405", "--as", "expert")


def child_of(process: Process) -> int | None:
    """The import child of a process, if it has one now."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            is_child = any(b"sayeban.sheets.child" in word for word in command)
            if is_child and str(process.pid).encode() in command:
                return int(entry.name)
    return None


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as asking:
        asking.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
        return b"200" in asking.recv(100)
    return False


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def build(home: Path, nursery: Nursery) -> None:
    """The installation and the database that the others are copied from."""
    base = Site(home, nursery, BASE)
    assert base.launch("scene", str(home)).wait() == 0, base.log.read_text()[-3000:]
    gates.build(base.owner)
    base.close()


@contextmanager
def copied(home: Path, nursery: Nursery) -> Iterator[Site]:
    """A database as the scene left it.

    Copied as files, with a checkpoint: copied by way of the journal, sequences would go back to
    their numbers of the copy when the server is killed, since PostgreSQL logs them ahead.
    """
    name = f"kills_{uuid4().hex[:8]}"
    server = make_conninfo(embedded.ensure_running(home), dbname="postgres")
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {BASE} STRATEGY FILE_COPY".encode())
    site = Site(home, nursery, name)
    try:
        yield site
    finally:
        site.close()
        # A server that was killed looks through the files of every database when it starts.
        server = make_conninfo(embedded.ensure_running(home), dbname="postgres")
        with psycopg.connect(server, autocommit=True) as owner:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
