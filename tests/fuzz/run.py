"""Fuzz one target in a process: `python -m tests.fuzz.run TARGET SECONDS FOLDER [unled]`.

Where atheris has no build for this Python, or where asked, files are changed at random without
being led. Each file has the same bounds of memory and time in both modes; what broke them, or
anything else, is kept in the folder.
"""

import faulthandler
import importlib
import importlib.util
import os
import random
import resource
import sys
import time
from pathlib import Path
from typing import Any

_MEGA = 1024 * 1024
_WATCHED = ("sayeban.sheets", "sayeban.exemptions.worksheet", "tests.fuzz.targets")


def main(target: str, seconds: int, folder: Path, *, led: bool) -> None:
    """Ends with another code than 0 when something else than a refusal came out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    django = importlib.import_module("django")
    if not led or importlib.util.find_spec("atheris") is None:
        django.setup()
        _unled(target, seconds, folder)
        return
    atheris: Any = importlib.import_module("atheris")
    # Set up inside: it imports what is to be watched.
    with atheris.instrument_imports(include=list(_WATCHED)):
        django.setup()
        targets = importlib.import_module("tests.fuzz.targets")
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(targets.seeds(target, folder)):
        (corpus / str(number)).write_bytes(seed)
    bounds = (f"-rss_limit_mb={targets.MEGABYTES}", f"-timeout={targets.SECONDS}")
    options = (*bounds, f"-max_total_time={seconds}")
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/", str(corpus)],
                  targets.TARGETS[target])  # fmt: skip
    atheris.Fuzz()


def _unled(target: str, seconds: int, folder: Path) -> None:
    targets = importlib.import_module("tests.fuzz.targets")
    drawn = random.Random(1)  # noqa: S311 - not a secret
    seeds = targets.seeds(target, folder)
    deadline = time.monotonic() + seconds
    bounded = False
    while time.monotonic() < deadline:
        data = targets.changed(drawn.choice(seeds), drawn)
        (folder / "read-last").write_bytes(data)
        # A watch in C that ends the process also while it computes outside Python.
        faulthandler.dump_traceback_later(targets.SECONDS, exit=True)
        targets.TARGETS[target](data)
        faulthandler.cancel_dump_traceback_later()
        if not bounded:
            # Not before libraries have laid out what they keep.
            _bound(targets.MEGABYTES * _MEGA)
            bounded = True


def _bound(more: int) -> None:
    """Let this process have so many bytes of addresses more than now: the next ones fail."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), led="unled" not in sys.argv[4:])
