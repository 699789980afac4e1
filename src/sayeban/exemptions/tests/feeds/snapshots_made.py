"""Lists of what stands, made and taken as a company takes them; the oracle beside them."""

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
from django.db import connection
from django.test import Client

from sayeban.exemptions.actions.feed_log import TABLE, append_changes, lock_feeds, stage_changes
from sayeban.exemptions.actions.make_snapshot import make_snapshot
from sayeban.exemptions.tests.feeds.makers import (
    FEED,
    V1,
    changes,
)
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.models import Agreement
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

_CHANGED = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, reason, effective_from, decided_at, record)
SELECT e.feed_id, e.province, e.county, e.centre, e.bill_id, e.row_id, e.household_id, %(op)s,
  e.exemption_id, e.version + 1, 'correction', current_date, %(at)s,
  CASE WHEN %(op)s = 'amend' THEN jsonb_set(jsonb_set(c.record, '{{service_point}}',
    c.record -> 'service_point' || %(point)s::jsonb), '{{occupant,mobile}}', '"+989120000001"') END
FROM exemptions_exemption e
JOIN exemptions_feedchange c ON c.feed_id = e.feed_id AND c.seq = e.seq
WHERE e.ended_on IS NULL AND e.utility = 'gas' ORDER BY e.seq OFFSET %(nth)s LIMIT 1
"""


def made(feed: str = FEED) -> bool:
    return make_snapshot(actor=SYSTEM, at=NOW, feed_id=feed)


def manifest(client: Client, feed: str = FEED, **headers: str) -> "TestResponse":
    return client.get(f"{V1}/feeds/{feed}/snapshot", headers=headers)


def files(client: Client) -> dict[str, dict[str, Any]]:
    """What the manifest says of each file, by the last part of its name."""
    output = manifest(client).json()["output"]
    return {each["url"].rpartition(".")[2]: each for each in output}


def content(answer: "TestResponse") -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it streams


def taken(client: Client, kind: str) -> bytes:
    return content(client.get(files(client)[kind]["url"]))


def replayed(client: Client) -> list[dict[str, Any]]:
    """The oracle: what stands for a company that applied each change in its order."""
    standing: dict[str, dict[str, Any]] = {}
    for change in changes(client).json()["data"]:
        standing.pop(change["exemption_id"], None)
        if change["op"] != "revoke":
            standing[change["exemption_id"]] = change
    return list(standing.values())


def changed(op: str, nth: int = 0, **point: str) -> None:
    """Amend or revoke the nth exemption of the feed, as whoever writes a feed does."""
    with acting(SYSTEM, NOW), connection.cursor() as cursor:
        lock_feeds([FEED])
        stage_changes()
        cursor.execute(_CHANGED, {"op": op, "nth": nth, "at": NOW, "point": json.dumps(point)})
        append_changes()


def rows_of_csv(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode())))


def rows_of_book(book: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def the_agreement() -> int:
    with acting(SYSTEM, NOW):
        return Agreement.objects.get(ended_at=None).pk
