"""sayeban start|stop|reset: database, web and worker of one machine, registers of the demo."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import Namespace
from pathlib import Path
from typing import Any, ClassVar

from sayeban.kit.refusals import Refusal
from sayeban.sites import ballast, embedded
from sayeban.sites.cli.main import home, prepare
from sayeban.sites.commands.demo_home import demo_home

_PROCESSES = ("web", "worker", "registers")
_REGISTERS_BESIDE = 98
"""The made-up registers of the demo listen so far behind the site's port."""
_START_SECONDS = 60
_STOP_SECONDS = 15


class SiteNotUp(Refusal):
    """Web did not answer in time; its log says why."""

    code: ClassVar[str] = "site.not_up"
    sentence: ClassVar[str] = "سایت بالا نیامد. گزارش {log} را ببینید."


def start(options: Namespace) -> dict[str, Any]:
    """Start what does not run yet and wait until the site answers."""
    url = f"http://127.0.0.1:{options.port}"
    if options.demo:
        os.environ["SAYEBAN_HOME"] = str(demo_home())
        # It is small and has to run on a well filled disk too.
        os.environ.setdefault("SAYEBAN_DISK_MOST", "99")
        os.environ.setdefault("SAYEBAN_PUBLIC_URL", url)
    prepare()
    ballast.keep(home())
    _static_files()
    _run("web", _web(options.port))
    _run("worker", [sys.executable, "-m", "sayeban.sites.worker"])
    _wait(url)
    if options.demo:
        _demo(url)
        _made_up_registers(options.port + _REGISTERS_BESIDE)
    return {"url": url, "home": str(home())}


def migrate(options: Namespace) -> dict[str, Any]:
    """Nothing is left to do: every command that works on the database migrates it first."""
    del options
    return {"migrated": True}


def stop(options: Namespace) -> dict[str, Any]:
    """Stop worker, web and the embedded database of this home."""
    del options
    stopped = [name for name in reversed(_PROCESSES) if _stop(name)]
    if not os.environ.get("DATABASE_URL") and embedded.status(home()).running:
        embedded.stop(home())
        stopped.append("database")
    return {"stopped": stopped}


def reset(options: Namespace) -> dict[str, Any]:
    """Stop everything and remove the embedded data; a DATABASE_URL is never touched."""
    stop(options)
    embedded.reset(home())
    return {"removed": str(home())}


def _demo(url: str) -> None:
    """Run the demo campaign in a process of its own, so that it may print as it goes."""
    subprocess.run([sys.executable, "-m", "sayeban.sites.demo", url], check=True)


def _made_up_registers(port: int) -> None:
    """Serve registers that answer for the made-up persons of the demo, and switch them on."""
    program = str(Path(sys.executable).with_name("sayeban"))
    _run("registers", [program, "registers", "fake", "--port", str(port)])
    there = ("--url", f"http://127.0.0.1:{port}", "--on")
    subprocess.run(
        [program, "registers", "set", "all", *there], check=True, stdout=subprocess.DEVNULL
    )


def _static_files() -> None:
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"],
        check=True,
        stdout=sys.stderr,
    )


def _web(port: int) -> list[str]:
    return [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
        "sayeban.sites.wsgi:application",
    ]


def _run(name: str, command: list[str]) -> None:
    """Start one process in its own session, with its log, unless it runs already."""
    if _pid(name):
        return
    (home() / "logs").mkdir(exist_ok=True)
    with (home() / "logs" / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    _pid_file(name).write_text(str(process.pid))


def _wait(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310 - our own
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SiteNotUp(log=str(home() / "logs" / "web.log"))


def _pid_file(name: str) -> Path:
    return home() / f"{name}.pid"


def _pid(name: str) -> int | None:
    """The process that we started under this name, if it still is that process."""
    try:
        pid = int(_pid_file(name).read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if b"sayeban" in command else None


def _stop(name: str) -> bool:
    pid = _pid(name)
    if pid is None:
        return False
    os.killpg(pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while _pid(name) and time.monotonic() < deadline:
        time.sleep(0.1)
    if _pid(name):
        os.killpg(pid, signal.SIGKILL)
    _pid_file(name).unlink(missing_ok=True)
    return True
