"""What was copied in Excel is pasted, looked at, and taken once."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.codes import COLLECT_REJECTS, LOAD_FLAGS, PASTE_REJECTS
from sayeban.exemptions.models import Campaign, Connection, Row, Upload
from sayeban.exemptions.reads.worksheets import cells_of
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, fresh
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.exemptions.worksheet.columns import FIELDS, KEYS
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db
PASTE = "/campaigns/c1405/units/centre:7011/paste/"
GAS = makers.bill_id(41, "gas")


def lines(*rows: Sequence[str]) -> str:
    """As Excel puts cells on the clipboard."""
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"


def heads(*keys: str) -> list[str]:
    return [FIELDS[key].label for key in keys]


def previewed(client: Client, text: str, view: str = "") -> str:
    """The address of a preview."""
    answer = client.post(PASTE, {"text": text, "view": view})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def seen(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def figures(page: str) -> list[str]:
    """Lines read, changing or taken, unchanged, refused."""
    return re.findall(r"<dd>([^<]*)</dd>", page)[:4]


def household(campaign: Campaign, **changed: Any) -> Row:
    return sheets_made.known_row(campaign, location="urban", **changed)


def gas_of(row: Row) -> tuple[str, str]:
    with acting(OPERATOR, makers.NOW):
        found = Connection.objects.filter(row=row, utility="gas").first()
        return (found.bill_id, found.entry_method) if found else ("", "")


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


def test_rows_of_others_are_told_from_strangers_only_by_who_sees_them(
    campaign: Campaign, worker: Client
) -> None:
    of_centre, of_county = household(campaign), sheets_made.known_row(campaign, COUNTY)
    text = lines(
        heads("national_id", "mobile"),
        [of_centre.national_id, "09127654321"],
        [of_county.national_id, "09127654321"],
    )
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    answer = expert.post(PASTE.replace("centre:7011", "0701"), {"text": text})
    page = seen(expert, answer["Location"])
    assert PASTE_REJECTS["paste.other_worklist"].sentence in page
    mine = seen(worker, previewed(worker, text))
    assert PASTE_REJECTS["paste.unknown_person"].sentence in mine
    assert PASTE_REJECTS["paste.other_worklist"].sentence not in mine


def test_what_a_colleague_wrote_after_the_preview_is_not_overwritten(
    campaign: Campaign, worker: Client
) -> None:
    row = household(campaign)
    colleague = staff("colleague", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, colleague)
    other = client_of(colleague)
    mine = previewed(worker, lines([row.national_id, "", GAS, "شخصی"]), "gas")
    theirs = previewed(
        other, lines([row.national_id, "", makers.bill_id(43, "gas"), "شخصی"]), "gas"
    )
    other.post(theirs)
    worker.post(mine)
    assert gas_of(row)[0] == makers.bill_id(43, "gas")
    page = seen(worker, mine)
    assert figures(page) == ["۱", "۰", "۰", "۱"]
    assert COLLECT_REJECTS["row.conflict"].sentence in page


def test_an_old_key_shows_what_stands_there_now(campaign: Campaign, worker: Client) -> None:
    row = household(campaign)
    with acting(OPERATOR, makers.NOW):
        key = cells_of([row.pk])[row.pk][-1]
        Row.objects.update(version=row.version + 1, changed_by=4711, tenure="tenant")
    text = lines(heads("national_id", "tenure", "key"), [row.national_id, "غیره", key])
    page = seen(worker, previewed(worker, text))
    assert PASTE_REJECTS["paste.conflict"].sentence in page
    assert "نوشتهٔ شما «غیره»، مقدار کنونی «استیجاری»" in page


def test_a_preview_is_its_authors_alone_and_two_of_them_do_not_mix(
    campaign: Campaign, worker: Client
) -> None:
    first, second = household(campaign), household(campaign)
    one = previewed(worker, lines([first.national_id, "", GAS, "شخصی"]), "gas")
    two = previewed(
        worker, lines([second.national_id, "", makers.bill_id(44, "gas"), "شخصی"]), "gas"
    )
    worker.post(two)
    assert gas_of(first) == ("", "")
    assert gas_of(second)[0] == makers.bill_id(44, "gas")
    assert "هنوز چیزی ثبت نشده است" in seen(worker, one)
    stranger = visitor("stranger", Post.SOCIAL_WORKER, CENTRE)
    assert stranger.get(one).status_code == stranger.post(one).status_code == 404
    assert worker.get(one.replace("c1405", "other")).status_code == 404


def test_a_whole_worksheet_copied_back_changes_nothing(campaign: Campaign, worker: Client) -> None:
    rows = [household(campaign, remarks='پلاک "دو"، طبقهٔ اول', state="collected") for _ in range(3)]
    for number, row in enumerate(rows):
        makers.connection(
            row, "gas", makers.bill_id(60 + number, "gas"), channel="phone", source="sms"
        )
        makers.connection(row, "water", "", connection_type="none", ready=False)
        makers.connection(
            row, "electricity", makers.bill_id(60 + number, "electricity"), channel="centre"
        )
    with acting(OPERATOR, makers.NOW):
        cells = cells_of([row.pk for row in rows])
    copied = list(cells.values())
    for text in (lines(heads(*KEYS), *copied), lines(*copied)):
        page = seen(worker, previewed(worker, text))
        assert figures(page) == ["۳", "۰", "۳", "۰"]
        assert "هیچ سطری چیزی را تغییر نمی‌دهد" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ردیف‌ها را بچسبانید"),
        (" \r\n\t\r\n", "ردیفی در متن نیست"),
        ("کد ملی\tکد پستی\r\n", "ردیفی در متن نیست"),
        ("علی\t۱۲\r\nرضا\t۱۳\r\n", "ستون‌ها شناخته نشد"),
        ("9990000018\t1\n" * 2_002, "بلندتر از ۲٬۰۰۰ ردیف"),
        ("کد ملی\tکد ملی\tکد پستی\r\n1\t2\t3\r\n", "معلوم نیست کدام ستون"),
    ],
)
def test_a_paste_that_nobody_can_read_is_refused_in_words(
    campaign: Campaign, worker: Client, text: str, said: str
) -> None:
    answer = worker.post(PASTE, {"text": text})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_only_who_collects_in_the_worklist_pastes_there(campaign: Campaign, worker: Client) -> None:
    head = visitor("head", Post.COUNTY_HEAD, COUNTY)
    expert = visitor("expert", Post.COUNTY_EXPERT, COUNTY)
    for client in (head, expert):
        assert client.get(PASTE).status_code == client.post(PASTE, {}).status_code == 403
    assert worker.get(PASTE.replace("7011", "7021")).status_code == 404


def test_a_closed_campaign_takes_no_paste(campaign: Campaign, worker: Client) -> None:
    row = household(campaign)
    address = previewed(worker, lines([row.national_id, "", GAS, "شخصی"]), "gas")
    with acting(OPERATOR, makers.NOW):
        Campaign.objects.update(closed_at=makers.NOW)
    answer = worker.post(address)
    assert answer.status_code == 422
    assert "اکنون باز نیست" in answer.content.decode()
    assert gas_of(row) == ("", "")


def test_a_worker_whose_training_is_not_recorded_pastes_nothing(campaign: Campaign) -> None:
    row = household(campaign)
    new = client_of(staff("new", Post.SOCIAL_WORKER, CENTRE))
    page = seen(new, previewed(new, lines([row.national_id, "", GAS, "شخصی"]), "gas"))
    assert COLLECT_REJECTS["worklist.closed"].sentence in page
