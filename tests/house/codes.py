"""docs/codes.md: every stable code with its Persian sentence, written from the code itself.

`python -m tests.house.codes` writes the page; a test holds it equal.
"""

import importlib
import os
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

import sayeban
from sayeban.kit.refusals import Refusal

PAGE = Path(__file__).parents[2] / "docs/codes.md"
_TABLES = (
    ("A row of headquarters is rejected", "LOAD_REJECTS"),
    ("A row of headquarters is taken and flagged", "LOAD_FLAGS"),
    ("A collected row is rejected", "COLLECT_REJECTS"),
    ("A line of a paste is rejected", "PASTE_REJECTS"),
    ("A collected row is taken and flagged", "COLLECT_FLAGS"),
    ("An approval is blocked", "APPROVAL_BLOCKS"),
    ("The place of a row at release, where it is not listed", "OUTCOMES"),
)
_NOT_IMPORTED = (".tests", ".migrations", "__main__", ".wsgi", ".child")


def render() -> str:
    """The whole page."""
    codes = importlib.import_module("sayeban.exemptions.codes")
    lines = [
        "# Codes",
        "Stable English identifiers and what a user reads. Where several codes of one table hold,",
        "the first counts. Written by `python -m tests.house.codes`.",
    ]
    for title, name in _TABLES:
        table = getattr(codes, name).values()
        lines += _table(title, ((c.code, c.sentence, c.reference) for c in table))
    found = sorted({(r.code, r.sentence, r.reference) for r in refusals()})
    lines += _table("A command or page refuses as a whole", found)
    return "\n".join(lines) + "\n"


def _table(title: str, rows: Iterable[tuple[str, str, str]]) -> list[str]:
    body = [f"| `{code}` | {sentence} | {reference} |" for code, sentence, reference in rows]
    return ["", f"## {title}", "| code | sentence | reference |", "|---|---|---|", *body]


def refusals() -> Iterator[type[Refusal]]:
    """Every refusal of the product."""
    for module in pkgutil.walk_packages(sayeban.__path__, "sayeban."):
        if not any(part in module.name for part in _NOT_IMPORTED):
            importlib.import_module(module.name)
    waiting = list(Refusal.__subclasses__())
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        ours = found.__module__.startswith("sayeban.") and ".tests" not in found.__module__
        if ours and hasattr(found, "code"):
            yield found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    django.setup()
    PAGE.write_text(render())
