"""The SQL of informing: who is told by a text, who is called.

Parameters: those of reads.texts_gone.worklist_texts.
"""

from collections.abc import Mapping
from typing import Final

from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.rules import OPEN_STATES
from sayeban.exemptions.rules_contact import INFORMED, TO_CALL
from sayeban.exemptions.worklist_sql import WORKLIST

HAS_NUMBER: Final = "r.mobile ~ '^[+]989[0-9]{9}$'"
IS_INFORMED: Final = f"r.contacted IN ({words(INFORMED)})"
_OPEN = f"r.state IN ({words(OPEN_STATES)})"
_INCOMPLETE = "r.state = 'collected' AND r.missing <> '{}'"
NOT_TOLD: Final = f"r.contacted IN ({words(TO_CALL)})"
_TEXT = """EXISTS (SELECT FROM exemptions_contact t
  WHERE t.row_id = r.id AND t.message_id = ANY(%({which})s::bigint[]))"""
TEXT_WAITS: Final = _TEXT.format(which="waiting")
TEXT_FAILED: Final = _TEXT.format(which="failed")
GROUP: Final[Mapping[str, str]] = {
    "not_informed": f"{_OPEN} AND {NOT_TOLD} AND NOT {TEXT_WAITS}",
    "not_collected": _OPEN,
    "incomplete": f"({_INCOMPLETE})",
    "tenants": "r.tenure = 'tenant'",
    "all": "true",
}
"""The condition of each of rules_contact.GROUPS; who is dead, gone or outside is in none."""
_SENT_TEXT = """EXISTS (SELECT FROM exemptions_contact t
  WHERE t.row_id = r.id AND t.text = %(text)s{which})"""
HAD_TEXT: Final = _SENT_TEXT.format(
    which=" AND (t.message_id IS NULL OR t.message_id <> ALL(%(again)s::bigint[]))"
)
"""It was sent to him, or waits, and that it did not reach him is not known."""
MISSED_TEXT: Final = f"({_SENT_TEXT.format(which='')} AND NOT {HAD_TEXT})"
"""It was sent to him and did not reach him: it may be sent again."""
CALLED: Final = f"""{WORKLIST} AND {LIVE} AND ({_OPEN} OR {_INCOMPLETE})
  AND {NOT_TOLD} AND NOT {TEXT_WAITS}"""
"""The rows of the call list: work is left, nobody told or reached them, and no text is on its
way."""


def reached(group: str) -> str:
    """The rows of a worklist that belong to a group."""
    return f"{WORKLIST} AND {LIVE} AND {GROUP[group]}"
