"""The SQL of informing: who is told by a text, who is called. Parameters: campaign and worklist."""

from collections.abc import Mapping
from typing import Final

from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.rules import OPEN_STATES
from sayeban.exemptions.rules_contact import INFORMED, QUEUED, TO_CALL
from sayeban.exemptions.worklist_sql import WORKLIST
from sayeban.notices.public import REACHED

HAS_NUMBER: Final = "r.mobile ~ '^[+]989[0-9]{9}$'"
IS_INFORMED: Final = f"r.contacted IN ({words(INFORMED)})"
_OPEN = f"r.state IN ({words(OPEN_STATES)})"
_INCOMPLETE = "r.state = 'collected' AND r.missing <> '{}'"
_NOT_TOLD = f"r.contacted IN ({words(TO_CALL)})"
_TEXT = """EXISTS (SELECT FROM exemptions_contact t JOIN notices_message m ON m.id = t.message_id
  WHERE t.row_id = r.id AND m.status {what})"""
TEXT_WAITS: Final = _TEXT.format(what=f"= '{QUEUED}'")
TEXT_FAILED: Final = _TEXT.format(what=f"NOT IN ({words({QUEUED, *REACHED})})")
GROUP: Final[Mapping[str, str]] = {
    "not_informed": f"{_OPEN} AND {_NOT_TOLD} AND NOT {TEXT_WAITS}",
    "not_collected": _OPEN,
    "incomplete": f"({_INCOMPLETE})",
    "tenants": "r.tenure = 'tenant'",
    "all": "true",
}
"""The condition of each of rules_contact.GROUPS; who is dead, gone or outside is in none."""
HAD_TEXT: Final = (
    "EXISTS (SELECT FROM exemptions_contact t WHERE t.row_id = r.id AND t.text = %(text)s)"
)
CALLED: Final = f"""{WORKLIST} AND {LIVE} AND ({_OPEN} OR {_INCOMPLETE})
  AND {_NOT_TOLD} AND NOT {TEXT_WAITS}"""
"""The rows of the call list: work is left, nobody told or reached them, and no text is on its
way."""

# In the order of their ids, so that two commands wait for each other and never cross.
MARK: Final = f"""
UPDATE exemptions_row r SET contacted = 'sent' FROM (
  SELECT r.id FROM exemptions_row r WHERE {_NOT_TOLD} AND r.id IN (
    SELECT row_id FROM exemptions_contact WHERE message_id = ANY(%(messages)s))
  ORDER BY r.id FOR NO KEY UPDATE
) told WHERE r.id = told.id
"""
"""Whoever was to be told by one of these messages knows of the campaign now."""


def reached(group: str) -> str:
    """The rows of a worklist that belong to a group."""
    return f"{WORKLIST} AND {LIVE} AND {GROUP[group]}"
