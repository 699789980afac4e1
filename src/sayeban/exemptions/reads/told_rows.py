"""The exemptions behind one figure of the reconciliation: who waits, who was rejected and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sayeban.country.jalali import number
from sayeban.country.today import TEHRAN, today_of
from sayeban.exemptions.reads.reconciled import owing
from sayeban.exemptions.rules_unanswered import ANSWER_DAYS, late_since

PAGE: Final = 50

_UNSAID: Final = "e.receipt_version <> e.version"
_STANDS: Final = "e.receipt_version = e.version AND e.ended_on IS NULL AND e.receipt_status"
KINDS: Final = {
    "late": f"{_UNSAID} AND e.told_at <= %(late)s AND e.feed_id = ANY (%(owing)s)",
    "unanswered": f"{_UNSAID} AND e.ended_on IS NULL",
    "ends": f"{_UNSAID} AND e.ended_on IS NOT NULL",
    "received": f"{_STANDS} IN ('rcvd', 'pdng')",
    "rejected": f"{_STANDS} = 'rjct'",
}
KIND_LABELS: Final = {
    "late": f"بیش از {number(ANSWER_DAYS)} روز بی‌پاسخ",
    "unanswered": "بی‌پاسخ",
    "ends": "پایان‌های بی‌پاسخ",
    "received": "دریافت‌شده، در انتظار نتیجه",
    "rejected": "ردشده",
}

# The page is cut before its rows are looked up. Whoever lives elsewhere now has left the reader's
# place with his row; his meter is listed still.
_ROWS: Final = """
WITH page AS MATERIALIZED (
  SELECT e.* FROM exemptions_exemption e
  WHERE e.feed_id = ANY (%(feeds)s) AND {kind}
    AND (%(county)s = '' OR e.county = %(county)s)
    AND (%(code)s = '' OR e.receipt_code = %(code)s)
    AND (%(after)s::uuid IS NULL OR (e.told_at, e.exemption_id) > (
      SELECT a.told_at, a.exemption_id FROM exemptions_exemption a
      WHERE a.exemption_id = %(after)s))
  ORDER BY e.told_at, e.exemption_id LIMIT %(limit)s
)
SELECT e.exemption_id, e.told_at, e.feed_id, e.bill_id, e.county, r.full_name, r.key, k.code,
  e.ended_on, CASE WHEN e.receipt_version = e.version THEN e.receipt_code ELSE '' END,
  coalesce(m.message, ''), e.receipt_at
FROM page e
LEFT JOIN exemptions_row r ON r.id = e.row_id
LEFT JOIN exemptions_campaign k ON k.id = r.campaign_id
LEFT JOIN LATERAL (
  SELECT c.message FROM exemptions_companyreceipt c
  WHERE c.exemption_id = e.exemption_id AND c.version = e.version AND c.counts
  ORDER BY c.id DESC LIMIT 1
) m ON true
ORDER BY e.told_at, e.exemption_id
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which exemptions: `kind` of KINDS; county and code of the reason, "" for all."""

    feeds: Sequence[str]
    kind: str
    county: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One exemption. `campaign` and `key` name its row, empty where the reader cannot open it.

    `told_at`: when the company was told last; `code` and `message` are its reason.
    """

    exemption_id: UUID
    told_at: datetime
    feed_id: str
    bill_id: str
    county: str
    full_name: str
    key: UUID | None
    campaign: str
    ended_on: date | None
    code: str
    message: str
    receipt_at: datetime | None


def told_rows(
    wanted: Wanted, at: datetime, *, after: UUID | None = None, limit: int | None = PAGE
) -> tuple[list[ToldRow], bool]:
    """A page of them, the longest waiting first, and whether more follow; limit None = all."""
    given: dict[str, Any] = {
        "feeds": list(wanted.feeds),
        "late": datetime.combine(late_since(today_of(at)), time.max, TEHRAN),
        "owing": owing(at),
        "county": wanted.county,
        "code": wanted.code,
        "after": after,
        "limit": None if limit is None else limit + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(kind=KINDS[wanted.kind]), given)
        rows = [
            ToldRow(exemption, told_at, feed, bill, county, name or "", key, code or "", *said)
            for exemption, told_at, feed, bill, county, name, key, code, *said in cursor.fetchall()
        ]
    return rows[:limit], limit is not None and len(rows) > limit
