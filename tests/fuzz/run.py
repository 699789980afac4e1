"""`python -m tests.fuzz.run TARGET SECONDS FOLDER`: fuzz one target in a process of its own.

Where atheris has no build for this Python, files are changed at random without being led.
"""

import importlib
import importlib.util
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

_MEGABYTES, _SECONDS = 512, 30
"""What one file may cost (S8)."""
_WATCHED = ("sayeban.sheets", "sayeban.exemptions.worksheet", "tests.fuzz.targets")


def main(target: str, seconds: int, folder: Path) -> None:
    """Ends with another code than 0 when something else than a refusal came out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    django = importlib.import_module("django")
    if importlib.util.find_spec("atheris") is None:
        django.setup()
        _unled(target, seconds, folder)
        return
    atheris: Any = importlib.import_module("atheris")
    # Set up inside: it imports what is to be watched.
    with atheris.instrument_imports(include=list(_WATCHED)):
        django.setup()
        targets = importlib.import_module("tests.fuzz.targets")
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(targets.seeds(target, folder)):
        (corpus / str(number)).write_bytes(seed)
    options = (f"-rss_limit_mb={_MEGABYTES}", f"-timeout={_SECONDS}", f"-max_total_time={seconds}")
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/", str(corpus)],
                  targets.TARGETS[target])  # fmt: skip
    atheris.Fuzz()


def _unled(target: str, seconds: int, folder: Path) -> None:
    targets = importlib.import_module("tests.fuzz.targets")
    drawn = random.Random(1)  # noqa: S311 - not a secret
    seeds = targets.seeds(target, folder)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        targets.TARGETS[target](targets.changed(drawn.choice(seeds), drawn))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
