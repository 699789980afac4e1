"""JSON files that commands about rules read."""

import json
from pathlib import Path
from typing import Any, ClassVar

from sayeban.kit.refusals import Refusal
from sayeban.sites.commands.file_kinds import refuse_other_kinds


class RuleFileUnreadable(Refusal):
    """A file is no JSON."""

    code: ClassVar[str] = "rule.file_unreadable"
    sentence: ClassVar[str] = "فایل «{name}» متن JSON نیست. خط {line} را درست کنید."


def is_workbook(path: Path) -> bool:
    """Whether a file of rules is read as a table, by its name."""
    return path.suffix.lower() in (".xlsx", ".csv")


def read_json(path: Path) -> object:
    """What the file holds. Refuses rule.file_unreadable, file.empty, file.not_json."""
    refuse_other_kinds(path)
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        found: object = json.loads(text)
    except json.JSONDecodeError as problem:
        raise RuleFileUnreadable(name=path.name, line=problem.lineno) from problem
    return found


def read_terms(path: Path) -> dict[str, Any]:
    """The one object of a file; what is none says nothing. Refuses as `read_json`."""
    found = read_json(path)
    return found if isinstance(found, dict) else {}
