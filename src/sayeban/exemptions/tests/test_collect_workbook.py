"""A worksheet is filled in, comes back, is mended and comes back again."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sayeban.exemptions.models import Connection, Row
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.sheets_made import (
    CENTRE,
    COLLEAGUE,
    COUNTY,
    COUNTY_EXPERT,
    OTHER_CENTRE,
    WORKER,
    collect,
    complete,
    fill,
    fresh,
    issued,
    known_row,
    opened,
    trained,
    world,
)
from sayeban.exemptions.worksheet.columns import FIELDS
from sayeban.organisations.models import UtilityCompany
from sayeban.people.models import Person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "7011.xlsx"


def test_a_number_that_its_company_cannot_use_is_told_with_what_it_expects(
    tmp_path: Path,
) -> None:
    row = known_row(world())
    with acting(OPERATOR, makers.NOW):
        UtilityCompany.objects.filter(code="307", utility="gas").update(
            number_lengths=[8], number_pattern="12######"
        )
    path = issued(tmp_path / "a.xlsx")
    done = collect(fill(path, {row.national_id: complete(1, gas_number="778")}))
    done.write_report(tmp_path / "r.xlsx")

    assert (done.counts.flagged["incomplete"], fresh(row).missing) == (1, ["gas.number_pattern"])
    with opened(tmp_path / "r.xlsx", save=False) as cells:
        said = cells.result(cells.row_of(row.national_id))
    assert "شمارهٔ اشتراک گاز «778»" in said
    assert "شرکت 307" in said
    assert "12######" in said

    collect(fill(path, {row.national_id: complete(1, gas_number="12345678")}))
    assert fresh(row).missing == []


def test_an_untouched_worksheet_changes_nothing(sheet: Path) -> None:
    campaign = world()
    rows = [known_row(campaign), known_row(campaign, remarks="یک | دو", mobile="")]
    makers.connection(rows[1], "gas", makers.bill_id(3, "gas"), channel="phone", source="app")
    makers.connection(rows[1], "water", "", connection_type="none")
    done = collect(issued(sheet))
    assert (done.counts.rows, done.counts.unchanged) == (2, 2)
    assert [fresh(row).version for row in rows] == [1, 1]


def test_a_worksheet_that_is_out_long_ago_is_still_known(sheet: Path) -> None:
    """The fingerprint of another order of utilities would make each of its rows a stranger."""
    campaign = world()
    row = known_row(campaign, location="urban")
    for utility, serial, channel, source in (
        ("gas", 4, "phone", "app"),
        ("water", 5, "messenger", "sms"),
    ):
        bill = makers.bill_id(serial, utility)
        makers.connection(row, utility, bill, channel=channel, source=source)
    makers.connection(row, "electricity", "", connection_type="none")
    with opened(issued(sheet)) as cells:
        line = cells.row_of(row.national_id)
        assert cells.get(line, "channel") == "پیام‌رسان"
        assert cells.get(line, "key") == f"{row.key.hex}.1.08818007303a7ef64dc625e37c9f2146"


def test_good_rows_land_bad_rows_come_back_and_the_mended_file_lands(sheet: Path) -> None:
    campaign = world()
    good, bad, untouched = (known_row(campaign) for _ in range(3))
    fill(
        issued(sheet),
        {
            good.national_id: complete(1),
            bad.national_id: complete(2, gas_bill=makers.bill_id(2, "water")),
        },
    )
    done = collect(sheet)
    assert done.as_json() == {
        "file": "7011.xlsx",
        "rows": 3,
        "accepted": 1,
        "unchanged": 1,
        "rejected": 1,
        "reasons": {"bill_id.wrong_utility": 1},
        "flagged": {"document.missing": 1},
    }
    assert (fresh(good).state, fresh(bad).state) == ("collected", "pending")
    report = sheet.with_name("report.xlsx")
    done.write_report(report)
    with opened(report) as cells:
        line = cells.row_of(bad.national_id)
        assert cells.get(line, "gas_bill") == makers.bill_id(2, "water")
        assert cells.sheet.cell(line, cells.columns["gas_bill"]).fill.fgColor.rgb == "FFF8CBAD"
        assert "نوع دیگری" in cells.result(line)
        assert cells.result(cells.row_of(good.national_id)).startswith("ثبت شد.")
        assert cells.result(cells.row_of(untouched.national_id)) == "بدون تغییر."
        cells.put(line, {"gas_bill": makers.bill_id(2, "gas")})
        cells.put(cells.row_of(good.national_id), {"remarks": "طبقهٔ دوم"})
    again = collect(report)
    assert (again.counts.accepted, again.counts.unchanged, again.counts.rejected) == (2, 1, 0)
    assert fresh(good).remarks == "طبقهٔ دوم"
    assert collect(report).counts.unchanged == 3


def test_what_a_worksheet_says_of_a_row_is_stored(sheet: Path) -> None:
    row = known_row(world(), tenure="tenant")
    typed = complete(
        1, tenancy_end="۱۴۰۶/۰۹/۰۲", water_type="مشاع", gas_number="۱۲۳۴۵", remarks="الف"
    )
    done = collect(fill(issued(sheet), {row.national_id: typed}))
    assert done.counts.flagged == {"connection.shared": 1, "document.missing": 1}
    kept = fresh(row)
    assert (kept.location, kept.tenancy_end, kept.missing) == ("urban", date(2027, 11, 23), [])
    assert (kept.collected_by, kept.collected_at) == (WORKER.user_id, makers.NOW)
    with acting(OPERATOR, makers.NOW):
        gas = Connection.objects.get(row=row, utility="gas")
        water = Connection.objects.get(row=row, utility="water")
    assert (gas.bill_id, gas.number, gas.ready) == (makers.bill_id(1, "gas"), "12345", True)
    assert (gas.channel, gas.source, gas.entry_method) == ("phone", "sms", "workbook")
    assert (water.connection_type, water.ready) == ("shared", False)


def test_a_correction_of_a_prefilled_value_keeps_the_old_one(sheet: Path) -> None:
    row = known_row(world())
    changed = complete(1, mobile="09350000000", status="فوت")
    collect(fill(issued(sheet), {row.national_id: changed}))
    assert (fresh(row).mobile, fresh(row).state) == ("+989350000000", "leaving")
    with acting(OPERATOR, makers.NOW):
        person = Person.objects.get(pk=row.person_id)
    assert (person.mobile, person.status_evidence) == ("+989350000000", "worksheet")


def test_an_unreadable_prefilled_value_is_flagged_once_and_repeats_nothing(sheet: Path) -> None:
    row = known_row(world())
    fill(issued(sheet), {row.national_id: complete(1, postal_code="123")})
    assert collect(sheet).counts.flagged["postal_code.invalid"] == 1
    assert fresh(row).postal_code == "1345678913"
    assert collect(sheet).counts.unchanged == 1


def test_a_rural_dwelling_without_connections_is_complete(sheet: Path) -> None:
    row = known_row(world())
    fill(issued(sheet), {row.national_id: {"location": "روستایی بدون انشعاب رسمی"}})
    assert collect(sheet).counts.flagged == {}
    assert (fresh(row).state, fresh(row).missing) == ("collected", [])
    assert collect(sheet).counts.unchanged == 1


def test_a_bill_in_a_dwelling_without_connections_is_not_denied_beside_it(sheet: Path) -> None:
    row = known_row(world())
    bill = {"location": "روستایی بدون انشعاب رسمی", "gas_bill": makers.bill_id(1, "gas")}
    number = {"electricity_number": "778"}
    assert collect(fill(issued(sheet), {row.national_id: bill | number})).counts.accepted == 1
    assert fresh(row).missing == ["location.connected"]
    with acting(OPERATOR, makers.NOW):
        kept = dict(Connection.objects.filter(row=row).values_list("utility", "connection_type"))
    assert kept == {"gas": "", "electricity": "", "water": "none"}
    assert collect(sheet).counts.unchanged == 1
    assert collect(issued(sheet)).counts.unchanged == 1


def test_a_row_that_holds_a_number_beside_the_word_comes_back_untouched(sheet: Path) -> None:
    """Rows of earlier days do; whatever is typed in such a row is judged like any other."""
    row = known_row(world())
    makers.connection(row, "gas", makers.bill_id(1, "gas"), connection_type="none", ready=False)
    assert collect(issued(sheet)).counts.unchanged == 1
    for typed, code in (
        ({"remarks": "الف"}, "connection.contradicts"),
        ({"remarks": "", "tenancy_end": "فردا"}, "date.invalid"),
        ({"tenancy_end": "", "location": "ماه"}, "connection.unknown_value"),
    ):
        assert collect(fill(sheet, {row.national_id: typed})).counts.reasons == {code: 1}


def test_a_row_that_a_colleague_changed_since_is_a_shown_conflict(sheet: Path) -> None:
    campaign = world()
    row = known_row(campaign)
    mine, theirs = issued(sheet), issued(sheet.with_name("theirs.xlsx"))
    collect(fill(theirs, {row.national_id: complete(1)}), COLLEAGUE)
    done = collect(fill(mine, {row.national_id: complete(2)}))
    assert done.counts.reasons == {"row.conflict": 1}
    assert fresh(row).changed_by == COLLEAGUE.user_id
    done.write_report(sheet)
    with opened(sheet, save=False) as cells:
        told = cells.result(2)
    assert f"«شناسه قبض گاز»: {makers.bill_id(1, 'gas')}" in told


def test_a_file_that_is_older_than_my_own_change_is_no_conflict(sheet: Path) -> None:
    row = known_row(world())
    collect(fill(issued(sheet), {row.national_id: complete(1)}))
    assert collect(fill(sheet, {row.national_id: complete(2)})).counts.accepted == 1


def test_an_untouched_row_keeps_its_old_key_where_a_colleague_changed_it(sheet: Path) -> None:
    """A fresh key would let the next upload overwrite what the collector has not seen."""
    row = known_row(world())
    mine, theirs = issued(sheet), issued(sheet.with_name("theirs.xlsx"))
    collect(fill(theirs, {row.national_id: complete(1)}), COLLEAGUE)
    done = collect(mine)
    assert done.counts.unchanged == 1
    done.write_report(mine)
    assert collect(fill(mine, {row.national_id: complete(2)})).counts.reasons == {"row.conflict": 1}


def test_the_same_sheet_from_two_users_lands_once(sheet: Path) -> None:
    row = known_row(world())
    fill(issued(sheet), {row.national_id: complete(1)})
    assert collect(sheet).counts.accepted == 1
    assert collect(sheet, COLLEAGUE).counts.unchanged == 1
    assert fresh(row).version == 2


def test_an_approved_row_is_locked(sheet: Path) -> None:
    row = known_row(world())
    issued(sheet)
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=row.pk).update(state="centre_approved")
    done = collect(fill(sheet, {row.national_id: complete(1)}))
    assert done.counts.reasons == {"row.locked": 1}


def test_more_rows_than_were_sent_are_unknown_and_kept_in_the_report(sheet: Path) -> None:
    row = known_row(world())
    with opened(issued(sheet)) as cells:
        cells.put(3, {"national_id": makers.national_id(900_001), **complete(5)})
        cells.put(4, {"remarks": "   "})
        cells.put(2, complete(1))
    done = collect(sheet)
    assert (done.counts.rows, done.counts.accepted) == (2, 1)
    assert done.counts.reasons == {"row.unknown_key": 1}
    done.write_report(sheet)
    with opened(sheet, save=False) as cells:
        assert cells.get(3, "gas_bill") == makers.bill_id(5, "gas")
        assert "کلید" in cells.result(3)
    assert fresh(row).state == "collected"


def test_a_row_that_was_copied_within_the_sheet_counts_once(sheet: Path) -> None:
    row = known_row(world())
    with opened(issued(sheet)) as cells:
        cells.put(3, {key: cells.get(2, key) for key in FIELDS})
        cells.put(2, complete(1))
        cells.put(3, complete(2))
    assert collect(sheet).counts.reasons == {"row.unknown_key": 1}
    with acting(OPERATOR, makers.NOW):
        assert Connection.objects.get(row=row, utility="gas").bill_id == makers.bill_id(1, "gas")


@pytest.mark.parametrize("how", ["keys", "national_id", "blank key"])
def test_a_key_that_does_not_belong_to_its_person_writes_nothing(sheet: Path, how: str) -> None:
    campaign = world()
    rows = [known_row(campaign), known_row(campaign)]
    with opened(issued(sheet)) as cells:
        for number in (2, 3):
            cells.put(number, complete(number))
        first, second = cells.get(2, "key"), cells.get(3, "key")
        if how == "keys":
            cells.put(2, {"key": second})
            cells.put(3, {"key": first})
        elif how == "national_id":
            cells.put(2, {"national_id": makers.national_id(900_002)})
            cells.put(3, {"national_id": makers.national_id(900_003)})
        else:
            cells.put(2, {"key": None})
            cells.put(3, {"key": "۱۲۳"})
    assert collect(sheet).counts.reasons == {"row.unknown_key": 2}
    assert {fresh(row).state for row in rows} == {"pending"}


def test_a_row_of_another_worklist_is_unknown_even_to_who_sees_it(sheet: Path) -> None:
    """A county expert sees the rows of the centres; only the own worklist is his to collect."""
    campaign = world()
    own, of_centre = known_row(campaign, COUNTY), known_row(campaign, CENTRE)
    other = issued(sheet.with_name("other.xlsx"), CENTRE)
    with opened(other, save=False) as cells:
        stolen = {key: cells.get(2, key) for key in FIELDS}
    with opened(issued(sheet, COUNTY)) as cells:
        cells.put(3, stolen | complete(1))
        cells.put(2, complete(2))
    assert collect(sheet, COUNTY_EXPERT).counts.reasons == {"row.unknown_key": 1}
    assert (fresh(own).state, fresh(of_centre).state) == ("collected", "pending")


def test_a_row_that_moved_away_since_is_unknown_to_the_old_centre(sheet: Path) -> None:
    row = known_row(world())
    fill(issued(sheet), {row.national_id: complete(1)})
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=row.pk).update(centre="7012")
    assert collect(sheet).counts.reasons == {"row.unknown_key": 1}


def test_columns_may_be_moved_and_titles_written_above(sheet: Path) -> None:
    row = known_row(world())
    fill(issued(sheet), {row.national_id: complete(1)})
    book = openpyxl.load_workbook(sheet)
    worklist = book.worksheets[0]
    worklist.insert_rows(1)
    worklist["A1"] = "کارتابل مرکز"
    worklist.insert_cols(4)
    worklist["D2"] = "یادداشت خودم"
    worklist.title = "برگهٔ من"
    book.save(sheet)
    assert collect(sheet).counts.accepted == 1


def test_a_worklist_is_closed_until_its_worker_is_trained(sheet: Path) -> None:
    row = known_row(world(), OTHER_CENTRE)
    new = makers.actor("social_worker", OTHER_CENTRE, 21)
    fill(issued(sheet, OTHER_CENTRE), {row.national_id: complete(1)})
    done = collect(sheet, new)
    assert done.counts.reasons == {"worklist.closed": 1}
    assert fresh(row).state == "pending"


def test_training_opens_the_worklist_for_the_trained_and_for_the_head(sheet: Path) -> None:
    campaign = world()
    row = known_row(campaign, OTHER_CENTRE)
    head = makers.actor("centre_head", OTHER_CENTRE, 20)
    new = makers.actor("social_worker", OTHER_CENTRE, 21)
    fill(issued(sheet, OTHER_CENTRE), {row.national_id: complete(1)})
    assert collect(sheet, head).counts.reasons == {"worklist.closed": 1}
    trained(campaign, makers.actor("social_worker", OTHER_CENTRE, 22), unit=OTHER_CENTRE)
    assert collect(sheet, new).counts.reasons == {"worklist.closed": 1}
    assert collect(sheet, head).counts.accepted == 1
