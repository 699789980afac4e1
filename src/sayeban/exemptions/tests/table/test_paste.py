"""What was copied in Excel is pasted, looked at, and taken once."""

import re

import pytest
from django.test import Client

from sayeban.exemptions.codes import COLLECT_REJECTS, LOAD_FLAGS, PASTE_REJECTS
from sayeban.exemptions.models import Campaign, Upload
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import fresh
from sayeban.exemptions.tests.table.pasting import (
    GAS,
    figures,
    gas_of,
    heads,
    household,
    lines,
    previewed,
    seen,
)
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


def test_a_preview_says_what_would_change_and_writes_nothing(
    campaign: Campaign, worker: Client
) -> None:
    row = household(campaign, full_name="زهرا کریمی")
    text = lines(
        heads("national_id", "gas_bill", "gas_type", "channel", "mobile"),
        [row.national_id, GAS, "شخصی", "تلفن", "۰۹۱۲۷۶۵۴۳۲۱"],
    )
    page = seen(worker, previewed(worker, text))
    assert "زهرا کریمی" in page
    assert re.search(rf"شناسهٔ قبض گاز: <bdi>خالی</bdi> ← <bdi><b>{GAS}</b>", page)
    assert "<bdi>09121234567</bdi> ← <bdi><b>09127654321</b>" in page
    assert figures(page) == ["۱", "۱", "۰", "۰"]
    now = fresh(row)
    assert (now.version, now.mobile) == (row.version, row.mobile)
    assert gas_of(row) == ("", "")
    with acting(OPERATOR, makers.NOW):
        assert not Upload.objects.exists()


def test_what_was_looked_at_is_taken_once_however_often_it_is_sent(
    campaign: Campaign, worker: Client
) -> None:
    row = household(campaign)
    address = previewed(worker, lines([row.national_id, "", GAS, "شخصی"]), "gas")
    for _ in range(3):
        assert worker.post(address).status_code == 303
    assert gas_of(row) == (GAS, "paste")
    assert fresh(row).version == row.version + 1
    page = seen(worker, address)
    assert "این سطرها ثبت شد" in page
    assert figures(page) == ["۱", "۱", "۰", "۰"]
    with acting(OPERATOR, makers.NOW):
        taken = Upload.objects.get()
    assert (taken.result["rows"], taken.result["accepted"]) == (1, 1)


def test_the_same_lines_pasted_twice_change_nothing_the_second_time(
    campaign: Campaign, worker: Client
) -> None:
    """The control: without the name of the paste each sending would be an upload of its own."""
    row = household(campaign)
    text = lines([row.national_id, "", GAS, "شخصی"])
    for _ in range(2):
        worker.post(previewed(worker, text, "gas"))
    with acting(OPERATOR, makers.NOW):
        results = [each.result["accepted"] for each in Upload.objects.order_by("id")]
    assert results == [1, 0]


def test_empty_cells_clear_nothing_and_other_columns_stay(
    campaign: Campaign, worker: Client
) -> None:
    row = household(campaign, remarks="پلاک دوم", state="collected")
    makers.connection(row, "gas", GAS, channel="phone", source="sms", entry_method="typed")
    text = lines(heads("national_id", "gas_bill", "mobile"), [row.national_id, "", "9127654321"])
    worker.post(previewed(worker, text))
    now = fresh(row)
    assert (now.mobile, now.remarks) == ("+989127654321", "پلاک دوم")
    assert gas_of(row) == (GAS, "typed")


@pytest.mark.parametrize(
    ("national_id", "bill", "code"),
    [
        ("known", "1.2E+12", "paste.shortened"),
        ("known", "۱٫۲E+۱۲", "paste.shortened"),
        ("9.99E+09", GAS, "paste.shortened"),
        ("9990000011", GAS, "paste.check_digit"),
        ("", GAS, "paste.no_person"),
        (makers.national_id(999_998), GAS, "paste.unknown_person"),
        ("known", "12345", "bill_id.length"),
        ("known", GAS[:-1] + str((int(GAS[-1]) + 1) % 10), "bill_id.check_digit"),
        ("known", makers.bill_id(7, "water"), "bill_id.wrong_utility"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_others_land(
    campaign: Campaign, worker: Client, national_id: str, bill: str, code: str
) -> None:
    good, other = household(campaign), household(campaign)
    person = other.national_id if national_id == "known" else national_id
    rows = [good.national_id, makers.bill_id(42, "gas"), "شخصی"], [person, bill, "شخصی"]
    address = previewed(worker, lines(heads("national_id", "gas_bill", "gas_type"), *rows))
    sentence = (COLLECT_REJECTS | PASTE_REJECTS)[code].sentence
    page = seen(worker, address)
    assert sentence in page
    assert figures(page) == ["۲", "۱", "۰", "۱"]
    worker.post(address)
    assert sentence in seen(worker, address)
    assert gas_of(good)[0] == makers.bill_id(42, "gas")
    assert gas_of(other) == ("", "")
    with acting(OPERATOR, makers.NOW):
        result = Upload.objects.get().result
    assert result["reasons"] == {code: 1}
    assert result["rows"] == result["accepted"] + result["unchanged"] + result["rejected"] == 2


def test_lost_zeros_come_back_where_a_check_digit_proves_it_and_it_is_said(
    campaign: Campaign, worker: Client
) -> None:
    row = household(campaign, national_id="0012345679")
    bill = GAS.lstrip("0")
    address = previewed(
        worker, lines(["12345679", "0", bill, "شخصی"], ["1234567", "", bill]), "gas"
    )
    page = seen(worker, address)
    assert LOAD_FLAGS["national_id.padded"].sentence in page
    assert "صفرهای آغاز «شناسهٔ قبض گاز» افتاده بود" in page
    assert PASTE_REJECTS["paste.check_digit"].sentence in page
    worker.post(address)
    assert gas_of(row) == (GAS, "paste")


def test_a_person_twice_in_one_paste_is_taken_from_neither_line(
    campaign: Campaign, worker: Client
) -> None:
    row, other = household(campaign), household(campaign)
    twice = [row.national_id, "", GAS, "شخصی"], [row.national_id, "", "", "ندارد"]
    address = previewed(worker, lines([other.national_id, "", "", "ندارد"], *twice), "gas")
    assert figures(seen(worker, address)) == ["۳", "۱", "۰", "۲"]
    worker.post(address)
    assert fresh(row).version == row.version
