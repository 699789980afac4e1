"""Our own programs as real processes: `python -m tests.kills.launch`, the nursery.

It has everything imported and forks a process for each line of JSON that it reads, since starting
Python anew for each of many kills would take most of the time. Programs:

scene FOLDER   make the database that every kill starts from
cli ARGUMENT…  the command line, with small chunks of a load
worker         the worker, with small chunks and a fast pulse

KILLS_WITHOUT names what a negative control takes away, KILLS_CHUNK the rows of a chunk.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings

CHUNK = 60
_IMPORTED = (
    "sayeban.sites.cli.main",
    "sayeban.sites.commands.campaign",
    "sayeban.sites.periodic",
    "sayeban.sites.worker",
    "tests.kills.scene",
)


def main() -> None:
    """Answer each line: {"start": …} with a pid, {"wait": pid} with its exit code or null."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    django.setup()
    # By name: these modules need the apps that the line above loads.
    for name in _IMPORTED:
        _module(name)
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        answer = _fork(request) if "start" in request else _ended(request["wait"])
        print(json.dumps(answer), flush=True)


def _ended(pid: int) -> int | None:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _fork(request: Mapping[str, Any]) -> int:
    if pid := os.fork():
        return pid
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for number, path in ((0, os.devnull), (1, request["output"]), (2, request["log"])):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), number)
    os.environ.update(request["environment"])
    code = 1
    try:
        _run(request["start"])
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run(command: list[str]) -> None:
    """One program with what is taken away from it, in the process that was forked for it."""
    described = _module("sayeban.sites.settings").database(os.environ["DATABASE_URL"], owner=False)
    settings.DATABASES["default"].update(described)
    settings.HOME = Path(os.environ["SAYEBAN_HOME"])
    chunk = int(os.environ.get("KILLS_CHUNK", CHUNK))
    _module("sayeban.exemptions.actions.load_workbook").CHUNK = chunk
    if without := os.environ.get("KILLS_WITHOUT"):
        _WITHOUT[without]()
    _PROGRAMS[command[0]](command[1:])


def _module(name: str) -> Any:  # noqa: ANN401 - what is replaced in it is not typed
    return importlib.import_module(name)


def _scene(arguments: list[str]) -> None:
    _module("sayeban.sites.cli.main").prepare()
    _module("tests.kills.scene").make(Path(arguments[0]))


def _cli(arguments: list[str]) -> None:
    _module("sayeban.sites.cli.main").main(arguments)


def _worker(arguments: list[str]) -> None:
    """The product's clock beats each minute; here a stalled job is looked for each second."""
    del arguments
    worker, periodic = _module("sayeban.sites.worker"), _module("sayeban.sites.periodic")
    worker._HEARTBEAT_SECONDS = 0.2
    periodic._STALLED_SECONDS = 1
    _module("sayeban.runtime.jobs").PAUSE_SECONDS = 1
    app = _module("procrastinate.contrib.django").app
    app.periodic(cron="* * * * * *", periodic_id="fast")(periodic.rescue)
    worker.main()


class _NoLedger:
    """Stands for the chunk ledger while a chunk is merged: it is empty and takes nothing."""

    def __init__(self, real: type[Any]) -> None:
        self._real = real
        self.objects = self

    def filter(self, **terms: object) -> object:
        return (
            self._real.objects.none() if "number" in terms else self._real.objects.filter(**terms)
        )

    def create(self, **values: object) -> None:
        del values


def _ledger_outside() -> None:
    """A chunk is entered in a transaction of its own, before its rows are merged."""
    merging = _module("sayeban.exemptions.actions.load_merge")
    acting = _module("sayeban.runtime.context").acting
    real, merge = merging.LoadChunk, merging.merge_chunk

    def merge_chunk(**named: object) -> None:
        entry = {"load": named["load"], "number": named["number"]}
        with acting(named["actor"], named["at"]):
            if real.objects.filter(**entry).exists():
                return
            _entered(real, entry, {"accepted": 0, "unchanged": 0, "flagged": {}})
        merge(**named)

    merging.LoadChunk = _NoLedger(real)
    _module("sayeban.exemptions.actions.load_workbook").merge_chunk = merge_chunk


def _entered(ledger: type[Any], entry: Mapping[str, object], result: object) -> None:
    ledger.objects.update_or_create(**entry, defaults={"result": result})


def _ledger_off() -> None:
    """Nobody asks the ledger: a chunk is merged again and entered again."""
    merging = _module("sayeban.exemptions.actions.load_merge")
    real = merging.LoadChunk

    class Forgetful(_NoLedger):
        def create(self, **values: object) -> None:
            _entered(real, {n: values[n] for n in ("load", "number")}, values["result"])

    merging.LoadChunk = Forgetful(real)


def _alone_off() -> None:
    """Two workers may have one job at the same time."""

    @contextmanager
    def alone(job_id: str) -> Iterator[None]:
        del job_id
        yield

    _module("sayeban.runtime.jobs")._alone = alone


def _rescue_off() -> None:
    """Nobody looks for jobs of killed workers."""

    async def rescue(*arguments: object, **named: object) -> None:
        del arguments, named

    _module("sayeban.sites.periodic").rescue.func = rescue


_PROGRAMS: Mapping[str, Callable[[list[str]], None]] = {
    "scene": _scene,
    "cli": _cli,
    "worker": _worker,
}
_WITHOUT: Mapping[str, Callable[[], None]] = {
    "ledger in the transaction": _ledger_outside,
    "ledger": _ledger_off,
    "one worker a job": _alone_off,
    "rescue": _rescue_off,
}

if __name__ == "__main__":
    main()
