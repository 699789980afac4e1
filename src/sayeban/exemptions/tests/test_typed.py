"""What collectors type is read in any spelling, and what is not understood is told by cell."""

from typing import Any

import polars as pl
import pytest

from sayeban.exemptions import rules
from sayeban.exemptions.actions.collect_in_bulk import TYPED
from sayeban.exemptions.tests.makers import bill_id
from sayeban.exemptions.worksheet.columns import KEYS
from sayeban.exemptions.worksheet.typed import Typed, read_worksheet

GOOD_KEY = f"{'a' * 32}.3.{'b' * 32}"


def read(*rows: dict[str, str]) -> Typed:
    empty: dict[str, Any] = dict.fromkeys(KEYS)
    schema = {"row_no": pl.UInt32, **dict.fromkeys(KEYS, pl.String)}
    lines = [empty | {"row_no": number} | row for number, row in enumerate(rows, start=2)]
    return read_worksheet(pl.DataFrame(lines, schema=schema), rules.UTILITIES)


def value(column: str, **cells: str) -> object:
    return read({"key": GOOD_KEY, **cells}).rows[column][0]


def test_a_batch_has_exactly_the_staged_columns() -> None:
    assert set(read({"key": GOOD_KEY}).rows.columns) == set(TYPED)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("شخصی", "private"),
        ("خصوصي", "private"),
        ("مستقل", "private"),
        ("فردی", "private"),
        ("شخصی (مستقل)", "private"),
        ("PRIVATE", "private"),
        ("مشاع", "shared"),
        ("مشترك", "shared"),
        ("اشتراکی", "shared"),
        ("ندارد", "none"),
        ("فاقد انشعاب", "none"),
        ("نیست", "none"),
        ("-", "none"),
        ("—", "none"),
        ("none", "none"),
        ("", ""),
    ],
)
def test_a_connection_type_is_known_in_any_spelling(typed: str, code: str) -> None:
    assert value("gas_type", gas_type=typed) == code


@pytest.mark.parametrize("typed", ["شخصی/مشاع", "روستایی", "؟", "12"])
def test_a_value_that_may_mean_two_things_rejects_its_row(typed: str) -> None:
    column = "location" if typed == "روستایی" else "gas_type"
    found = read({"key": GOOD_KEY, column: typed})
    assert found.rows["reject"].to_list() == ["connection.unknown_value"]
    assert found.marks.rows() == [(2, column, "connection.unknown_value")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("شهری", "urban"),
        ("روستایی با انشعاب", "rural"),
        ("روستایی دارای انشعاب رسمی", "rural"),
        ("روستایی بدون انشعابات متصل رسمی", "rural_unconnected"),
        ("روستايي بدون انشعاب", "rural_unconnected"),
        ("-", ""),
    ],
)
def test_a_location_is_known_in_any_spelling(typed: str, code: str) -> None:
    assert value("location", location=typed) == code


@pytest.mark.parametrize(
    ("column", "labels"),
    [
        ("location", rules.LOCATIONS),
        ("no_data_reason", rules.NO_DATA_REASONS),
        ("tenure", rules.TENURES),
        ("status", rules.STATUSES),
        ("gas_type", rules.CONNECTION_TYPES),
        ("channel", rules.CHANNELS),
        ("source", rules.SOURCES),
    ],
)
def test_every_word_of_a_drop_down_and_every_code_is_understood(
    column: str, labels: dict[str, str]
) -> None:
    stored = f"gas_{column}" if column in ("channel", "source") else column
    for code, label in labels.items():
        for typed in (code, label):
            cells = {"gas_type": "private", column: typed}
            assert value(stored, **cells) == code


def test_channel_and_source_go_to_the_connections_that_exist() -> None:
    rows = read(
        {"gas_type": "شخصی", "water_type": "ندارد", "channel": "تلفنی", "source": "پیامک"}
    ).rows
    assert rows.select("gas_channel", "gas_source", "gas_method").row(0) == (
        *("phone", "sms"),
        "workbook",
    )
    assert rows.select("water_channel", "water_source", "water_method").row(0) == (
        *("", ""),
        "workbook",
    )
    assert rows.select("electricity_channel", "electricity_method").row(0) == ("", "")


def test_an_unreadable_channel_is_marked_once_in_its_one_cell() -> None:
    assert read({"channel": "کبوتر"}).marks.rows() == [(2, "channel", "connection.unknown_value")]


def test_a_bill_that_lost_its_zeros_is_the_same_bill() -> None:
    bill = bill_id(5, "gas")
    persian = bill.lstrip("0").translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert value("gas_bill", gas_bill=f" {persian} ") == bill


def test_the_first_fault_in_the_order_of_the_codes_rejects_the_row() -> None:
    row = {
        "gas_bill": bill_id(5, "water"),
        "water_bill": "12",
        "location": "آنجا",
        "tenancy_end": "فردا",
    }
    found = read(row, row | {"water_bill": ""})
    assert found.rows["reject"].to_list() == ["bill_id.length", "bill_id.wrong_utility"]
    assert set(found.marks.rows()) == {
        (2, "water_bill", "bill_id.length"),
        *((n, "gas_bill", "bill_id.wrong_utility") for n in (2, 3)),
        *((n, "location", "connection.unknown_value") for n in (2, 3)),
        *((n, "tenancy_end", "date.invalid") for n in (2, 3)),
    }


def test_a_wrong_check_digit_is_told() -> None:
    bill = bill_id(5, "gas")
    wrong = bill[:-1] + str((int(bill[-1]) + 1) % 10)
    assert value("reject", gas_bill=wrong) == "bill_id.check_digit"


def test_an_unreadable_prefilled_value_is_flagged_and_left_as_it_was() -> None:
    found = read(
        {"postal_code": "1111111111", "mobile": "123", "tenure": "؟؟", "status": "غیرفعال"}
    )
    assert found.rows.select("postal_code", "mobile", "tenure", "status").row(0) == (None,) * 4
    assert found.rows["typed_flags"][0] == (
        "postal_code.invalid|mobile.invalid|ownership.unknown_value|status.unknown_value"
    )
    assert found.rows["reject"][0] == ""


def test_blank_prefilled_cells_leave_and_blank_collected_cells_clear() -> None:
    rows = read({"key": GOOD_KEY}).rows
    assert rows.select("postal_code", "tenure", "tenancy_end").row(0) == (None, None, None)
    assert rows.select("location", "gas_bill", "remarks").row(0) == ("", "", "")


@pytest.mark.parametrize("typed", ["1405/09/02", "۱۴۰۵/۹/۲", "14050902", "2026-11-23", "1405-9-2"])
def test_a_date_is_read_in_any_writing(typed: str) -> None:
    assert str(value("tenancy_end", tenancy_end=typed)) == "2026-11-23"


def test_a_key_that_somebody_edited_names_no_row() -> None:
    rows = read({"key": GOOD_KEY}, {"key": GOOD_KEY.upper()}, {"key": "x.1.y"}).rows
    assert rows["key"].to_list() == ["a" * 32, None, None]
    assert rows["sheet_version"].to_list() == [3, 0, 0]


def test_rows_of_blanks_are_no_rows() -> None:
    assert read({"key": GOOD_KEY}, {"remarks": "  "}, {}).rows["ord"].to_list() == [2]


def test_a_national_id_in_any_digits_is_compared_as_it_is_stored() -> None:
    assert value("national_id", national_id="۹۹۹۰۰۰۰۰۱۸") == "9990000018"
