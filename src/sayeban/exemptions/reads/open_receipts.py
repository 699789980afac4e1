"""What a company has not answered yet, or has rejected, in the order of the feed's numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from sayeban.exemptions.feed_sql import CHANGE

_SAID: Final = "e.receipt_version = e.version AND e.receipt_status <> ''"
STATES: Final = {
    "unacknowledged": f"NOT ({_SAID})",
    "rejected": f"{_SAID} AND e.receipt_status = 'rjct'",
    "reopened": "e.receipt_version < e.version AND e.receipt_status = 'rjct'",
}
"""Of an exemption `e`: no word about the version that stands, rejected, or rejected and told anew
since."""
_OPEN: Final = f"({STATES['unacknowledged']} OR {STATES['rejected']})"


@dataclass(frozen=True, slots=True)
class OpenReceipts:
    """A page: its changes as JSON, their numbers, and whether there are more."""

    changes: list[str]
    numbers: list[int]
    has_more: bool


def open_receipts(
    feed_id: str, columns: Collection[str], *, state: str, after: int, most: int
) -> OpenReceipts:
    """The last changes of exemptions in one of STATES, or in any, behind number `after`."""
    given: dict[str, Any] = {
        "feed": feed_id,
        "columns": list(columns),
        "after": after,
        "most": most + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_page(STATES.get(state, _OPEN)), given)
        found = cursor.fetchall()
    page = found[:most]
    numbers = [number for number, _ in page]
    return OpenReceipts([change for _, change in page], numbers, len(found) > most)


def _page(condition: str) -> str:
    return f"""
    SELECT c.seq, {CHANGE}
    FROM exemptions_exemption e
    JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
    CROSS JOIN (SELECT %(columns)s::text[] AS allowed) a
    WHERE e.feed_id = %(feed)s AND e.seq > %(after)s AND ({condition})
    ORDER BY e.seq LIMIT %(most)s
    """
