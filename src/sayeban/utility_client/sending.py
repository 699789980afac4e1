"""Write receipts and reports into the store, each batch with its key, then send them."""

import json
import uuid
from collections.abc import Collection, Sequence
from http import HTTPStatus
from sqlite3 import Connection
from typing import Any, Final

from sayeban.utility_client.judging import pretend_bill, reason_against
from sayeban.utility_client.service import Service, ServiceFault
from sayeban.utility_client.store import Store

_BATCH: Final = 5000

_UNANSWERED: Final = """
SELECT exemption_id, version, bill_id, ended_on FROM exemption
WHERE feed_id = ? AND answered < version ORDER BY exemption_id LIMIT ?
"""
_UNREPORTED: Final = """
SELECT exemption_id, effective_from, periods FROM exemption
WHERE feed_id = ? AND ended_on IS NULL AND said = 'succ' AND periods < ?
ORDER BY exemption_id LIMIT ?
"""


def receipts(
    service: Service, store: Store, feeds: Sequence[str], unknown: Collection[str] = ()
) -> dict[str, int]:
    """Say what became of each version that was not answered; `unknown` are bills of nobody."""
    for feed in feeds:
        while _write_receipts(store, feed, unknown):
            pass
    return send(service, store)


def _write_receipts(store: Store, feed: str, unknown: Collection[str]) -> int:
    company = feed.rsplit(".", 1)[1]
    with store.writing() as file:
        found = file.execute(_UNANSWERED, [feed, _BATCH]).fetchall()
        said: list[dict[str, Any]] = []
        for row in found:
            code = "" if row["ended_on"] else reason_against(row["bill_id"], company, unknown)
            one = {"exemption_id": row["exemption_id"], "version": row["version"]}
            said.append(
                {**one, "status": "rjct", "status_reason_code": code}
                if code
                else {**one, "status": "succ"}
            )
        if said:
            _keep(file, f"/feeds/{feed}/receipts", {"receipts": said})
            file.executemany(
                "UPDATE exemption SET answered = :version, said = :status"
                " WHERE exemption_id = :exemption_id",
                [{"status": "", **each} for each in said],
            )
    return len(found)


def consumption(
    service: Service, store: Store, feeds: Sequence[str], periods: int = 1
) -> dict[str, int]:
    """Report the first bill periods of each exemption that was applied, until there are so many."""
    for feed in feeds:
        while _write_reports(store, feed, periods):
            pass
    return send(service, store)


def _write_reports(store: Store, feed: str, periods: int) -> int:
    with store.writing() as file:
        found = file.execute(_UNREPORTED, [feed, periods, _BATCH]).fetchall()
        if found:
            _keep(
                file,
                f"/feeds/{feed}/consumption-reports",
                {"reports": [pretend_bill(feed, *row) for row in found]},
            )
            file.executemany(
                "UPDATE exemption SET periods = periods + 1 WHERE exemption_id = ?",
                [[row["exemption_id"]] for row in found],
            )
    return len(found)


def _keep(file: Connection, path: str, body: object) -> None:
    """In the transaction of what it says: it is sent for certain, and under one key."""
    file.execute(
        "INSERT INTO outgoing (key, path, body) VALUES (?, ?, ?)",
        [uuid.uuid4().hex, path, json.dumps(body, ensure_ascii=False).encode()],
    )


def send(service: Service, store: Store) -> dict[str, int]:
    """Send what waits, in its order; how many items were accepted and rejected."""
    sums = {"accepted": 0, "rejected": 0}
    for each in store.waiting():
        headers = {"Idempotency-Key": each.key, "Content-Type": "application/json"}
        answer = service.call("POST", each.path, headers, each.body)
        if answer.status != HTTPStatus.OK:
            store.keep_problem(each.n, answer.code)
            raise ServiceFault(answer.code, each.path)
        counts = {name: int(answer.json[name]) for name in sums}
        store.keep_answer(each.n, **counts)
        sums = {name: sums[name] + counts[name] for name in sums}
    return sums
