"""Exemptions that another institution covers as well, within the reader's places (A-113)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sayeban.audit.events import look
from sayeban.runtime.actor import Actor

PAGE: Final = 50

# Of the other side its institution's name alone is read.
_LINES: Final = """
SELECT d.id, d.publisher, d.other_publisher, d.utility, d.same, d.found_at, d.province, d.county,
  d.centre, e.bill_id, r.key, r.full_name, c.code
FROM exemptions_doublecover d
JOIN exemptions_exemption e ON e.exemption_id = d.exemption_id
JOIN exemptions_row r ON r.id = e.row_id
JOIN exemptions_campaign c ON c.id = r.campaign_id
WHERE d.how = '' AND d.id > %(after)s AND (%(cover)s = 0 OR d.id = %(cover)s)
  AND (%(utility)s = '' OR d.utility = %(utility)s)
  AND (%(publisher)s = '' OR d.publisher = %(publisher)s)
ORDER BY d.id LIMIT %(most)s
"""
_COUNT: Final = """
SELECT count(*) FROM exemptions_doublecover d WHERE d.how = ''
  AND (%(utility)s = '' OR d.utility = %(utility)s)
  AND (%(publisher)s = '' OR d.publisher = %(publisher)s)
"""


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One exemption and the institution that covers its meter or household too."""

    id: int
    publisher: str
    other_publisher: str
    utility: str
    same: str
    found_at: datetime
    province: str
    county: str
    centre: str
    bill_id: str
    row_key: UUID
    full_name: str
    campaign: str


def double_covers(
    actor: Actor, *, utility: str = "", publisher: str = "", after: int = 0
) -> tuple[list[CoverLine], bool]:
    """Open ones behind the one with id `after`, and whether more follow; the look is kept."""
    given = _asked(utility, publisher) | {"after": after, "cover": 0, "most": PAGE + 1}
    found = _lines(given)
    shown = found[:PAGE]
    look(
        user_id=actor.user_id,
        purpose="review",
        subject="exemptions.double_cover",
        subject_id="",
        rows=len(shown),
    )
    return shown, len(found) > PAGE


def count_double_covers(*, utility: str = "", publisher: str = "") -> int:
    """How many are open in the reader's places."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, _asked(utility, publisher))
        (count,) = cursor.fetchone() or (0,)
    return int(count)


def one_double_cover(actor: Actor, cover: int) -> CoverLine | None:
    """An open one; None when it is settled or of another place. The look is kept."""
    found = _lines(_asked("", "") | {"after": 0, "cover": cover, "most": 1})
    if not found:
        return None
    look(
        user_id=actor.user_id,
        purpose="review",
        subject="exemptions.row",
        subject_id=str(found[0].row_key),
        rows=1,
    )
    return found[0]


def _asked(utility: str, publisher: str) -> dict[str, Any]:
    return {"utility": utility, "publisher": publisher}


def _lines(given: dict[str, Any]) -> list[CoverLine]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES, given)
        return [CoverLine(*row) for row in cursor.fetchall()]
