"""Files that commands about rules read."""

from pathlib import Path
from typing import Any

from sayeban.sites.commands.file_kinds import read_json


def is_workbook(path: Path) -> bool:
    """Whether a file of rules is read as a table, by its name."""
    return path.suffix.lower() in (".xlsx", ".csv")


def read_terms(path: Path) -> dict[str, Any]:
    """The one object of a file; what is none says nothing. Refuses as `read_json`."""
    found = read_json(path)
    return found if isinstance(found, dict) else {}
