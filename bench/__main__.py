"""`python -m bench`: measure load, collection, rules, cases and feeds; print and write them.

They are kept in docs/performance.md.
`--national 1800000` runs the campaign of the whole country, as long as `--minutes` says.
"""

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
    parser.add_argument("--national", type=int, default=0, help="households of the whole country")
    parser.add_argument("--minutes", type=float, default=600, help="the national run goes on later")
    parser.add_argument("--anew", action="store_true", help="forget the national run so far")
    parser.add_argument("--feeds", action="store_true", help="the companies' service alone")
    parser.add_argument("--rules", action="store_true", help="the rules alone")
    parser.add_argument("--households", type=int, default=100_000, help="households of the rules")
    parser.add_argument("--cases", action="store_true", help="the cases alone")
    parser.add_argument("--open-cases", type=int, default=1_000_000, help="open cases, about")
    parser.add_argument("--pages", default="", help=argparse.SUPPRESS)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--write", type=Path, default=Path("docs/performance.md"))
    return parser.parse_args()


def main() -> None:
    """Everything happens in databases of its own, made for this run."""
    options = _options()
    HOME.mkdir(exist_ok=True)
    os.environ["SAYEBAN_HOME"] = str(HOME)
    os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or embedded.ensure_running(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sayeban.sites.settings"
    django.setup()
    # Its modules need the models, which are there from now on.
    if options.pages:
        importlib.import_module("bench.pages").look(options.pages)
    elif options.child:
        importlib.import_module("bench.extremes").read_alone(options.child)
    elif options.national:
        importlib.import_module("bench.whole").run(HOME / "national", options)
    else:
        shutil.rmtree(HOME / "work", ignore_errors=True)
        parts = {
            "rules.measuring": options.rules,
            "cases.measuring": options.cases,
            "feeds": options.feeds,
        }
        wanted = [name for name, alone in parts.items() if alone]
        for name in wanted or ("measuring", *parts):
            importlib.import_module(f"bench.{name}").run(HOME / "work", options)


if __name__ == "__main__":
    main()
