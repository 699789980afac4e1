"""A company's receiver as tests meet it, and where its signals stand."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sayeban.exemptions.actions.keep_hooks import set_hook
from sayeban.exemptions.models import Feed, Hook, Signal, SignalAttempt
from sayeban.exemptions.tests.feeds import receiver as program
from sayeban.exemptions.tests.feeds.makers import EXPERT, FEED
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.models import Agreement
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting


class Receiver:
    """The company's process and what it keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, program.__file__, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self.tell("now", NOW.isoformat())

    def at(self, behaviour: str) -> str:
        return f"http://127.0.0.1:{self.port}/{behaviour}"

    def tell(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def said(self, name: str) -> list[str]:
        path = self.folder / name
        return path.read_text().splitlines() if path.exists() else []

    def taken(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.said("taken")]

    def forget_names(self) -> None:
        """Before the next event."""
        self.tell("forgets", "yes")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def hooked(receiver: Receiver, behaviour: str) -> int:
    """The agreement whose company hears at such an address."""
    with acting(OPERATOR, NOW):
        number = Agreement.objects.get().pk
    url = receiver.at(behaviour)
    receiver.tell("secret", set_hook(actor=EXPERT, at=NOW, agreement=number, url=url))
    return number


def hook() -> Hook:
    with acting(OPERATOR, NOW):
        return Hook.objects.get()


def stands() -> Signal:
    with acting(OPERATOR, NOW):
        return Signal.objects.get()


def tried() -> list[tuple[int, str]]:
    with acting(OPERATOR, NOW):
        return list(SignalAttempt.objects.order_by("id").values_list("status", "fault"))


def advance(by: int = 1) -> None:
    with acting(SYSTEM, NOW):
        feed = Feed.objects.get(pk=FEED)
        feed.last_seq += by
        feed.save()
