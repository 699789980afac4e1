"""Who pastes what: rows of others, previews of others, texts that nobody can read."""

import pytest
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.codes import COLLECT_REJECTS, PASTE_REJECTS
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.worksheets import cells_of
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY
from sayeban.exemptions.tests.table.pasting import (
    GAS,
    PASTE,
    figures,
    gas_of,
    heads,
    household,
    lines,
    previewed,
    seen,
)
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.exemptions.worksheet.columns import KEYS
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


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


TAKEN = "«شناسهٔ قبض گاز»: این شناسه برای خانوار دیگری هم ثبت شده است."


@pytest.mark.parametrize(
    ("there", "here", "warned"),
    [
        ("private", "شخصی", True),
        ("shared", "شخصی", True),
        ("private", "مشاع", True),
        ("shared", "مشاع", False),
        ("none", "شخصی", False),
    ],
)
def test_a_bill_of_another_household_is_told_of_and_its_household_is_not(
    campaign: Campaign, worker: Client, there: str, here: str, warned: bool
) -> None:
    """The other one lives where this worker sees nobody."""
    stranger = makers.row(
        campaign, sheets_made.OTHER_CENTRE, full_name="مریم نادری", state="collected",
        collected_by=1, collected_at=makers.NOW,
    )  # fmt: skip
    makers.connection(stranger, "gas", GAS, connection_type=there, ready=False)
    row = household(campaign)
    page = seen(worker, previewed(worker, lines([row.national_id, "", GAS, here]), "gas"))
    assert (TAKEN in page) is warned
    assert "تغییر می‌کند" in page
    assert "مریم" not in page
    assert stranger.national_id not in page


def test_one_bill_for_two_households_of_one_paste_is_told_of_at_both(
    campaign: Campaign, worker: Client
) -> None:
    first, second, third = household(campaign), household(campaign), household(campaign)
    makers.connection(third, "gas", GAS)
    rows = [[row.national_id, "", GAS, "شخصی"] for row in (first, second)]
    page = seen(
        worker, previewed(worker, lines(*rows, [third.national_id, "", "", "ندارد"]), "gas")
    )
    assert page.count(TAKEN) == 2
    alone = lines(rows[0], [third.national_id, "", "", "ندارد"])
    assert TAKEN not in seen(worker, previewed(worker, alone, "gas"))


def test_of_one_household_two_rows_have_one_bill(campaign: Campaign, worker: Client) -> None:
    head = household(campaign)
    member = household(campaign, household_of=head)
    rows = [[row.national_id, "", GAS, "شخصی"] for row in (head, member)]
    assert TAKEN not in seen(worker, previewed(worker, lines(*rows), "gas"))


def test_every_fault_of_a_line_is_told_not_the_first_alone(
    campaign: Campaign, worker: Client
) -> None:
    locked = household(campaign, state="centre_approved")
    twice = household(campaign)
    bad = ["12345", "x"]
    text = lines(
        heads("national_id", "gas_bill", "water_type", "mobile"),
        [locked.national_id, *bad, "1"],
        *[[twice.national_id, *bad, "1.2E+10"]] * 2,
        ["9990000011", *bad, "1.2E+10"],
    )
    page = seen(worker, previewed(worker, text))
    of_cells = (COLLECT_REJECTS["bill_id.length"], COLLECT_REJECTS["connection.unknown_value"])
    for code in of_cells:
        assert page.count(code.sentence) == 4
    assert page.count(COLLECT_REJECTS["row.locked"].sentence) == 1
    assert page.count(PASTE_REJECTS["paste.shortened"].sentence) == 3
    assert page.count(PASTE_REJECTS["paste.repeated"].sentence) == 2
    assert page.count(PASTE_REJECTS["paste.check_digit"].sentence) == 1
