"""Rows go back to their collectors, with the reason (A-110 … A-134)."""

from datetime import datetime
from typing import Any

from django.db import connection

_SEND_BACK = """
, gone AS ({rows}), kept AS (
  INSERT INTO exemptions_return (row_id, level, reason, by, at, province, county, centre)
  SELECT r.id, %(by_level)s, g.reason, %(me)s, %(at)s, r.province, r.county, r.centre
  FROM exemptions_row r JOIN gone g ON g.row_id = r.id
)
UPDATE exemptions_row r SET state = 'returned', approved_by = NULL, approved_at = NULL,
  approval_id = NULL, returned_by = %(me)s, returned_at = %(at)s, returned_reason = g.reason
FROM gone g WHERE r.id = g.row_id
"""


def send_back(
    *,
    clause: str,
    rows: str,
    parameters: dict[str, Any],
    me: int | None,
    level: str,
    at: datetime,
) -> int:
    """Return rows inside a running command; gives how many.

    `clause` is a WITH clause, `rows` a query over it with the columns row_id and reason. The row
    is unlocked for its own worklist; what was typed stays and can be corrected. Nothing of it
    changes, so its version does not either: the collector goes on with the sheet that he has.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            clause + _SEND_BACK.format(rows=rows),
            parameters | {"by_level": level, "me": me, "at": at},
        )
        returned: int = cursor.rowcount
        return returned
