"""Which texts to the clients of a worklist still wait, and which never reached them."""

from typing import Any, Final

from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.reads.standing import ask
from sayeban.exemptions.rules_contact import QUEUED
from sayeban.exemptions.worklist_sql import WORKLIST, place_of
from sayeban.kit.units import Unit
from sayeban.notices.public import REACHED, UNREACHED
from sayeban.runtime.context import nationwide

_OF_WORKLIST: Final = (
    f"SELECT DISTINCT r.message_id FROM exemptions_contact r WHERE {WORKLIST} AND r.channel = 'sms'"
)
_OF_ROW: Final = (
    "SELECT message_id FROM exemptions_contact WHERE row_id = %(row)s AND message_id IS NOT NULL"
)
_UNHEARD: Final = f"""
SELECT m.id, m.status FROM notices_message m
WHERE m.id = ANY(%(messages)s::bigint[]) AND m.status NOT IN ({words(REACHED)})
"""


def worklist_texts(campaign_id: int, unit: Unit) -> dict[str, Any]:
    """A worklist as parameters of inform_sql: its place, its texts that wait and that failed, and
    of these the ones that may go again."""
    place = place_of(campaign_id, unit)
    unheard = _unheard(_OF_WORKLIST, place)
    return place | {
        "waiting": [number for number, status in unheard.items() if status == QUEUED],
        "failed": [number for number, status in unheard.items() if status != QUEUED],
        "again": [number for number, status in unheard.items() if status in UNREACHED],
    }


def row_texts(row_id: int) -> dict[int, bool]:
    """The texts to one row that told nobody, by message: whether it still waits."""
    unheard = _unheard(_OF_ROW, {"row": row_id})
    return {number: status == QUEUED for number, status in unheard.items()}


def _unheard(contacts: str, parameters: dict[str, Any]) -> dict[int, str]:
    """Of the messages of contacts that the reader sees.

    A message has one place and its number may have clients of many, so its status is asked
    nationwide: the status alone.
    """
    messages = [number for (number,) in ask(contacts, parameters)]
    with nationwide():
        return dict(ask(_UNHEARD, {"messages": messages}))
