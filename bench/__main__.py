"""`python -m bench`: measure load and collection, print the ratios, write docs/performance.md."""

import argparse
import importlib
import os
import shutil
from pathlib import Path

import django

from sayeban.sites import embedded

HOME = Path(".bench").absolute()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rows", type=int, default=50_000, help="rows of each workbook")
    parser.add_argument("--slow-rows", type=int, default=1_000, help="rows of the ORM loop")
    parser.add_argument("--write", type=Path, default=Path("docs/performance.md"))
    return parser.parse_args()


def main() -> None:
    """Everything happens in databases of its own, made for this run."""
    options = _options()
    HOME.mkdir(exist_ok=True)
    shutil.rmtree(HOME / "work", ignore_errors=True)
    os.environ["SAYEBAN_HOME"] = str(HOME)
    os.environ.setdefault("DATABASE_URL", embedded.ensure_running(HOME))
    os.environ["DJANGO_SETTINGS_MODULE"] = "sayeban.sites.settings"
    django.setup()
    # Its modules need the models, which are there from now on.
    importlib.import_module("bench.measuring").run(HOME / "work", options)


if __name__ == "__main__":
    main()
