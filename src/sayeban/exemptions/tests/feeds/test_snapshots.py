"""The list of what stands in a feed, as files (A-020, A-135)."""

import hashlib
import json
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.country import jalali
from sayeban.exemptions import snapshot_files
from sayeban.exemptions.actions.feed_log import TABLE, append_changes, lock_feeds, stage_changes
from sayeban.exemptions.actions.make_snapshot import KEPT, forget_snapshots
from sayeban.exemptions.models import FeedSnapshot, Release
from sayeban.exemptions.reads.snapshots import due_snapshots
from sayeban.exemptions.refusals_feed import FeedUnknown
from sayeban.exemptions.snapshot_files import folder_of
from sayeban.exemptions.tests.feeds.makers import (
    EXPERT,
    FEED,
    agreed,
    changes,
    program,
    published,
    token,
)
from sayeban.exemptions.tests.feeds.snapshots_made import (
    changed,
    content,
    files,
    made,
    manifest,
    replayed,
    rows_of_book,
    rows_of_csv,
    taken,
    the_agreement,
)
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, released
from sayeban.organisations.public import end_agreement
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import NoRoom

pytestmark = pytest.mark.django_db

_MANY = f"""
INSERT INTO {TABLE} (feed_id, province, county, centre, bill_id, row_id, household_id, op,
  exemption_id, version, reason, effective_from, decided_at, record)
SELECT %(feed)s, '07', '', '', lpad((%(first)s * 10 + n)::text, 13, '0'), -(%(first)s * 10 + n), 1,
  'grant', gen_random_uuid(), 1, 'new_cover', current_date, %(at)s,
  jsonb_build_object('service_point', jsonb_build_object('address', repeat('خیابان ', 30)))
FROM generate_series(1, %(rows)s) n
"""


def test_a_file_holds_what_the_changes_leave_behind(gas: Client) -> None:
    assert made()
    told = manifest(gas).json()
    assert (told["feed_id"], told["as_of_seq"]) == (FEED, 3)
    lines = [json.loads(line) for line in taken(gas, "ndjson").splitlines()]
    assert lines == replayed(gas)
    assert len(lines) == 3
    assert changes(gas, f"?cursor={told['next_cursor']}").json()["data"] == []


def test_a_later_list_follows_the_changes_and_leaves_the_one_before(gas: Client) -> None:
    made()
    before = files(gas)["ndjson"]["url"]
    changed("revoke", 0)
    changed("amend", 1, address="خیابان ۲")
    assert made()

    lines = [json.loads(line) for line in taken(gas, "ndjson").splitlines()]
    assert lines == replayed(gas)
    assert [each["seq"] for each in lines] == [2, 5]
    assert lines[1]["record"]["service_point"]["address"] == "خیابان ۲"
    assert len(content(gas.get(before)).splitlines()) == 3


def test_the_oracle_sees_a_list_that_lacks_the_last_change(gas: Client) -> None:
    """The control."""
    made()
    changed("revoke", 0)
    assert [json.loads(line) for line in taken(gas, "ndjson").splitlines()] != replayed(gas)


def test_an_emptied_feed_has_an_empty_list(gas: Client) -> None:
    for _ in range(3):
        changed("revoke")
    assert made()
    assert (taken(gas, "ndjson"), taken(gas, "csv").count(b"\n")) == (b"", 1)
    assert rows_of_book(taken(gas, "xlsx"))[0][0] == "شناسهٔ معافیت"


def test_tables_say_what_the_records_say(gas: Client) -> None:
    changed("amend", 2)
    made()
    lines = [json.loads(line) for line in taken(gas, "ndjson").splitlines()]
    table = taken(gas, "csv")
    assert not table.startswith(b"\xef\xbb\xbf")
    rows = rows_of_csv(table)
    assert [each["exemption_id"] for each in rows] == [each["exemption_id"] for each in lines]
    point, last = lines[-1]["record"]["service_point"], rows[-1]
    for name in ("bill_id", "subscription_no", "postal_code", "address", "county_code"):
        assert last[name] == (point[name] or "")
    assert (last["mobile"], "meter_serial" in last) == ("09120000001", False)

    schemas = {kind: told["schema"]["fields"] for kind, told in files(gas).items()}
    assert [field["name"] for field in schemas["csv"]] == list(last)
    assert [field["name"] for field in schemas["ndjson"]] == list(lines[0])
    book = rows_of_book(taken(gas, "xlsx"))
    assert [field["name"] for field in schemas["xlsx"]] == list(book[0])
    told = dict(zip(book[0], book[-1], strict=True))
    assert (told["شناسهٔ قبض"], told["مالکیت"]) == (point["bill_id"], "مالک")
    assert told["آغاز"] == jalali.format(date.fromisoformat(last["effective_from"]))


def test_no_cell_is_evaluated_by_a_spreadsheet(gas: Client) -> None:
    for evil in ("=1+1", "+1", "-1", "@x", "\t=1"):
        changed("amend", 0, address=evil)
        made()
        cells = [each["address"] for each in rows_of_csv(taken(gas, "csv"))]
        assert (f"'{evil}" in cells, evil in cells) == (True, False)


def test_a_list_says_what_the_agreement_names_and_no_more() -> None:
    approved(campaign(), bills=bills(1), address="خیابان ۱")
    agreed(columns=["settlement"])
    client = program(token())
    published(released().release_id)
    made()
    (line,) = [json.loads(line) for line in taken(client, "ndjson").splitlines()]
    assert line["record"]["service_point"].keys() == {
        *("bill_id", "connection", "postal_code", "settlement")
    }
    (row,) = rows_of_csv(taken(client, "csv"))
    assert not {"mobile", "address", "county_code", "subscription_no"} & row.keys()
    assert not {"همراه", "نشانی"} & set(rows_of_book(taken(client, "xlsx"))[0])


def test_nobody_makes_a_list_that_nobody_may_read(gas: Client) -> None:
    with pytest.raises(FeedUnknown):
        made("behzisti.gas.08.307")


def test_a_full_disk_takes_no_list(gas: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DISKS, settings.DISK_MOST = (tmp_path,), 0
    with pytest.raises(NoRoom):
        made()
    assert manifest(gas).status_code == 404


def test_a_list_is_made_once_and_the_last_ones_are_kept(gas: Client) -> None:
    assert (made(), made()) == (True, False)
    first = files(gas)["csv"]["url"]
    for _ in range(KEPT):
        changed("amend", 0)
        assert made()
    with acting(OPERATOR, NOW):
        assert FeedSnapshot.objects.count() == KEPT
    assert gas.get(first).json()["title"] == "snapshot.file_unknown"


def test_files_that_no_list_names_are_removed_a_day_later(gas: Client) -> None:
    made()
    lost = folder_of(FEED) / f"{'0' * 64}.csv"
    lost.write_text("x")
    for late, gone in ((timedelta(hours=1), 0), (timedelta(days=400), 1)):
        assert forget_snapshots(actor=OPERATOR, at=datetime.now(UTC) + late) == gone
    assert not lost.exists()
    assert taken(gas, "csv")


def misnamed() -> list[str]:
    """Files whose name is not that of their content."""
    return [
        path.name
        for path in folder_of(FEED).iterdir()
        if path.stem != hashlib.sha256(path.read_bytes()).hexdigest()
    ]


def test_a_worker_that_is_killed_leaves_no_half_file_with_a_name(
    gas: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(snapshot_files, "fix_dates", killed)
        with pytest.raises(KeyboardInterrupt):
            made()
    assert {path.suffix for path in folder_of(FEED).iterdir()} == {".ndjson", ".csv"}
    assert (misnamed(), manifest(gas).status_code) == ([], 404)
    assert made()
    assert misnamed() == []
    (folder_of(FEED) / f"{'0' * 64}.csv").write_text("half")
    assert misnamed() == [f"{'0' * 64}.csv"]  # the control


def due(at: datetime = NOW) -> list[str]:
    with looking(SYSTEM):
        return due_snapshots(at)


def test_a_list_is_due_when_there_is_none_when_one_came_out_and_each_evening(gas: Client) -> None:
    evening = NOW.replace(hour=17)
    assert due() == [FEED]
    made()
    assert (due(), due(evening)) == ([], [])
    changed("amend")
    assert (due(), due(evening)) == ([], [FEED])
    with acting(OPERATOR, NOW):
        Release.objects.update(published_at=NOW + timedelta(seconds=1))
    assert due() == [FEED]
    made()
    end_agreement(actor=EXPERT, at=NOW, agreement=the_agreement(), reason="پایان")
    assert due(evening + timedelta(days=9)) == []


def peak(rows: int) -> int:
    """The most that Python held while a list of so many exemptions was written."""
    with acting(SYSTEM, NOW), connection.cursor() as cursor:
        lock_feeds([FEED])
        stage_changes()
        cursor.execute(_MANY, {"feed": FEED, "at": NOW, "rows": rows, "first": rows})
        append_changes()
        tracemalloc.start()
        snapshot_files.write_files(FEED, 1_000_000, ["address"])
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


@pytest.mark.full
def test_memory_does_not_grow_with_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_files, "_AT_ONCE", 50)
    assert peak(500) * 1.5 > peak(5_000)


@pytest.mark.full
def test_a_list_in_memory_would_grow_with_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    streamed = snapshot_files._shown
    monkeypatch.setattr(snapshot_files, "_shown", lambda *given: list(streamed(*given)))
    assert peak(500) * 3 < peak(5_000)
