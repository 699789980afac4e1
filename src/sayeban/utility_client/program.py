"""The commands of the program: pull, receipts, consumption, run, status."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sayeban.utility_client.reading import open_feeds, pull
from sayeban.utility_client.sending import consumption, receipts
from sayeban.utility_client.service import Service, ServiceFault
from sayeban.utility_client.store import Store, standing

_LONGEST_WAIT: Final = 30
_AFTER_A_FAULT: Final = 30.0
COMMANDS: Final = {
    "pull": "read what changed since the last time",
    "receipts": "say what became of each record that was read",
    "consumption": "report invented bill periods of what was applied",
    "run": "all of these, again and again",
    "status": "what is kept, without a call",
}


def arguments(name: str, one: argparse.ArgumentParser) -> None:
    """What a command may be told; most of it stands in the environment of a service."""
    one.add_argument("--state", type=Path, default=_of("STATE", "utility-client.sqlite3"))
    if name == "status":
        return
    one.add_argument("--url", default=_of("URL", "http://127.0.0.1:8000"))
    one.add_argument("--client", default=_of("CLIENT", ""), help="the program's id")
    one.add_argument("--secret-file", type=Path, default=_of("SECRET_FILE", "secret"))
    one.add_argument("--feed", action="append", default=[], help="all open ones if left out")
    if name in ("receipts", "run"):
        one.add_argument("--unknown", type=Path, help="bill ids that are rejected, one a line")
    if name in ("consumption", "run"):
        one.add_argument("--periods", type=int, default=1, help="so many bills of each exemption")
    if name in ("pull", "run"):
        one.add_argument("--wait", type=int, default=0, help="seconds, where nothing is new")
    if name == "run":
        one.add_argument("--once", action="store_true")


def _of(name: str, otherwise: str) -> str:
    return os.environ.get(f"UTILITY_CLIENT_{name}", otherwise)


def answer(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """What a command found or did; raises ServiceFault."""
    with _opened(options.state) as store:
        if name == "status":
            return {"feeds": standing(store), "unsent": len(store.waiting())}
        secret = options.secret_file.read_text().strip()
        service = Service(options.url, options.client, secret)
        if name == "run" and not options.once:
            _always(lambda: _work(name, options, service, store))
        return _work(name, options, service, store)


@contextmanager
def _opened(path: Path) -> Iterator[Store]:
    store = Store(path)
    try:
        yield store
    finally:
        store.close()


def _work(name: str, options: argparse.Namespace, service: Service, store: Store) -> dict[str, Any]:
    feeds = options.feed or open_feeds(service)
    done: dict[str, Any] = {}
    if name in ("pull", "run"):
        # Each waits for its own feed, so together they wait no longer.
        wait = min(options.wait, _LONGEST_WAIT) // max(1, len(feeds))
        done["applied"] = pull(service, store, feeds, wait)
    if name in ("receipts", "run"):
        unknown = options.unknown.read_text().split() if options.unknown else []
        done["receipts"] = receipts(service, store, feeds, frozenset(unknown))
    if name in ("consumption", "run"):
        done["consumption"] = consumption(service, store, feeds, options.periods)
    return done


def _always(work: Callable[[], object]) -> None:
    """Until the process is stopped; a fault is told and tried again later."""
    while True:
        try:
            print(work(), file=sys.stderr, flush=True)
        except ServiceFault as fault:
            print(fault, file=sys.stderr, flush=True)
            time.sleep(_AFTER_A_FAULT)
