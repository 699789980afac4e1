"""The SQL of informing: who is told by a text, who is called. Parameters: campaign and worklist."""

from collections.abc import Mapping
from typing import Final

from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.progress_sql import LIVE
from sayeban.exemptions.rules import OPEN_STATES
from sayeban.exemptions.rules_contact import INFORMED, TO_CALL, UNDELIVERED
from sayeban.exemptions.worklist_sql import WORKLIST

HAS_NUMBER: Final = "r.mobile ~ '^[+]989[0-9]{9}$'"
IS_INFORMED: Final = f"r.contacted IN ({words(INFORMED)})"
_OPEN = f"r.state IN ({words(OPEN_STATES)})"
_INCOMPLETE = "r.state = 'collected' AND r.missing <> '{}'"
_NOT_TOLD = f"r.contacted IN ({words(TO_CALL)})"
GROUP: Final[Mapping[str, str]] = {
    "not_informed": _NOT_TOLD,
    "not_collected": _OPEN,
    "incomplete": f"({_INCOMPLETE})",
    "tenants": "r.tenure = 'tenant'",
    "all": "true",
}
"""The condition of each of rules_contact.GROUPS; who is dead, gone or outside is in none."""
HAD_TEXT: Final = (
    "EXISTS (SELECT FROM exemptions_contact t WHERE t.row_id = r.id AND t.text = %(text)s)"
)
# A text that no telephone received told nobody.
_NOT_DELIVERED = f"""(r.contacted = 'sent' AND NOT EXISTS (
  SELECT FROM exemptions_contact t LEFT JOIN notices_message m ON m.id = t.message_id
  WHERE t.row_id = r.id AND t.text <> ''
    AND coalesce(m.status, '') NOT IN ({words(UNDELIVERED)})))"""
CALLED: Final = f"""{WORKLIST} AND {LIVE} AND ({_OPEN} OR {_INCOMPLETE})
  AND ({_NOT_TOLD} OR {_NOT_DELIVERED})"""
"""The rows of the call list: work is left and nobody told them, or nobody reached them."""


def reached(group: str) -> str:
    """The rows of a worklist that belong to a group."""
    return f"{WORKLIST} AND {LIVE} AND {GROUP[group]}"
