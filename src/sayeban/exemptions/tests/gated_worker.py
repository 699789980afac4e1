"""A worker in a process of its own that waits in the middle of its work, where it can be killed.

`python -m sayeban.exemptions.tests.gated_worker FOLDER WORK ARGUMENT` does one of GATES. When
something is written and not committed it makes FOLDER/there and waits for FOLDER/open.
"""

import importlib
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import django

NOW: Final = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
GATES: Final = {
    "publish": ("actions.publish_release", "append_changes"),
    "upload": ("actions.take_upload", "_count"),
    "snapshot": ("snapshot_files", "_to_disk"),
}
"""By work the function after which it waits."""


def main(folder: Path, work: str, argument: str) -> None:
    """Do it, and wait in the middle."""
    django.setup()
    module, name = GATES[work]
    gated = _module(module)
    setattr(gated, name, _waiting(getattr(gated, name), folder))
    _do(work, argument)


def _module(name: str) -> Any:  # noqa: ANN401 - what is replaced in it is not typed
    return importlib.import_module(f"sayeban.exemptions.{name}")


def _waiting(does: Callable[..., object], folder: Path) -> Callable[..., object]:
    def gated(*given: object) -> object:
        told = does(*given)
        (folder / "there").touch()
        while not (folder / "open").exists():
            time.sleep(0.01)
        return told

    return gated


def _do(work: str, argument: str) -> None:
    system = importlib.import_module("sayeban.runtime.actor").SYSTEM
    if work == "publish":
        publish = _module("actions.publish_release").publish_release
        publish(actor=system, at=NOW, release_id=int(argument))
    elif work == "upload":
        unwatched = importlib.import_module("sayeban.kit.progress").unwatched
        _module("report_upload").take_file(UUID(argument), unwatched)
    else:
        _module("actions.make_snapshot").make_snapshot(actor=system, at=NOW, feed_id=argument)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
