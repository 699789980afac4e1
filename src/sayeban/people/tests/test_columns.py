"""Headers known by meaning, values in any spelling, places by name or code."""

import polars as pl
import pytest

from sayeban.people.columns import person_columns
from sayeban.people.normalising import MISSING_FLAGS, VALUE_FLAGS, normalise
from sayeban.people.places import mark_duplicates, resolve_places
from sayeban.people.source import SOURCE_COLUMNS
from sayeban.people.tests.makers import national_id
from sayeban.people.vocabularies import CARE, PENSION, STATUS, TENURE, Vocabulary
from sayeban.sheets.public import Sheet, find_columns

_PROVINCES = pl.DataFrame({"code": ["07", "14"], "name": ["فارس", "چهارمحال و بختیاری"]})
_COUNTIES = pl.DataFrame(
    {"code": ["0701", "1401"], "province": ["07", "14"], "name": ["آباده", "اردل"]}
)


def _frame(*rows: tuple[str | None, ...]) -> pl.DataFrame:
    width = max(len(row) for row in rows)
    columns = {
        f"c{index}": [row[index] if index < len(row) else None for row in rows]
        for index in range(width)
    }
    numbers = pl.Series("row_no", range(1, len(rows) + 1), pl.UInt32)
    return pl.DataFrame([numbers, *(pl.Series(k, v, pl.String) for k, v in columns.items())])


def _mapping(*header: str) -> dict[str, int]:
    return find_columns(Sheet("فهرست", _frame(header)), person_columns()).mapping


def _one(**typed: str) -> dict[str, object]:
    keys = {"national_id": national_id(1)} | typed
    frame = _frame(tuple(keys.values()))
    return normalise(frame, {key: place for place, key in enumerate(keys)}).row(0, named=True)


SEED_001 = {
    "province": "استان",
    "county": "شهرستان",
    "centre": "کد مرکز(+)",
    "full_name": "نام و نام خانوادگی مددجو اصلی",
    "national_id": "کدملی مددجو اصلی",
    "postal_code": "کدپستی",
    "mobile": "شماره همراه",
    "tenure": "وضعیت مالکیت خانوار/سرپرست (مالک، استیجاری، غیره )",
    "status": "وضعیت مددجو (وضعیت خروج از پرونده و فوت)",
}


def test_the_nine_labels_of_the_procedure_are_known() -> None:
    found = _mapping(*SEED_001.values())
    assert found == {key: place for place, key in enumerate(SEED_001)}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("نام استان", "province"),
        ("شهرستان محل سكونت", "county"),
        ("کد مرکز مثبت زندگی", "centre"),
        ("کد مرکز (+) زندگی", "centre"),
        ("نام و نام‌خانوادگی", "full_name"),
        ("نام ونام خانوادگي مددجو", "full_name"),
        ("شماره ملی مددجو", "national_id"),
        ("National ID", "national_id"),
        ("کد پستی ۱۰ رقمی", "postal_code"),
        ("تلفن همراه", "mobile"),
        ("نوع مالکیت", "tenure"),
        ("وضعیت مسکن خانوار", "tenure"),
        ("وضعیت فوت / خروج", "status"),
        ("نام", "first_name"),
        ("نام خانوادگی مددجو", "last_name"),
        ("کد ملی سرپرست خانواده", "head_national_id"),
        ("شماره پرونده الکترونیکی مددجو", "file_number"),
        ("وضعیت پرونده الکترونیک", "has_file"),
        ("آیا مستمری می‌گیرد؟", "transfer_recipient"),
        ("مقیم در مراکز شبانه روزی", "resident_in_care"),
        ("تاریخ خروج", "status_on"),
        ("تاریخ تولد مددجو", "birth_date"),
        ("آدرس دقیق محل سکونت", "address"),
        ("تاریخ اتمام قرارداد اجاره", "tenancy_end"),
    ],
)
def test_a_header_is_known_by_meaning(header: str, key: str) -> None:
    other = "کد ملی" if key != "national_id" else "استان"
    assert _mapping(other, header).get(key) == 1 or _mapping(header, "استان").get(key) == 0


@pytest.mark.parametrize(
    "header", ["کد ملی پدر", "نام مرکز", "وضعیت تأهل", "مبلغ مستمری", "نوع انشعاب گاز", "ردیف"]
)
def test_a_header_of_something_else_is_left_alone(header: str) -> None:
    assert set(_mapping("کد ملی", "استان", header)) == {"national_id", "province"}


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (TENURE, "مالك", "owner"),
        (TENURE, "مستأجر", "tenant"),
        (TENURE, "اجاره اي", "tenant"),
        (TENURE, "غیره (منزل پدری)", "other"),
        (TENURE, "نه مالک و نه مستأجر", "other"),
        (TENURE, "-", ""),
        (TENURE, "چادر", None),
        (STATUS, "فوت شده", "deceased"),
        (STATUS, "فوت نشده", None),
        (STATUS, "خروج از پرونده", "exited"),
        (STATUS, "غیرفعال", None),
        (PENSION, "مستمری‌بگیر", "yes"),
        (PENSION, "غیر مستمری بگیر", "no"),
        (PENSION, "۱", "yes"),
        (PENSION, "نامشخص", ""),
        (CARE, "مقیم غیر یارانه‌ای", "no"),
        (CARE, "یارانه ای مقیم", "yes"),
    ],
)
def test_words_are_understood_in_any_spelling(
    words: Vocabulary, typed: str, code: str | None
) -> None:
    assert words.read(typed) == code
    assert pl.select(words.expr(pl.lit(typed))).item() == code


def test_the_columns_of_the_source_come_in_their_order() -> None:
    frame = normalise(_frame((national_id(1),)), {"national_id": 0})
    assert frame.columns == ["row_no", *SOURCE_COLUMNS, "flags", "reason"]


def test_lost_zeros_come_back_and_are_marked() -> None:
    padded = "0" + next(
        text for text in (f"{n:09d}" for n in range(101_000_000, 101_000_099)) if _holds(text)
    )
    found = _one(national_id=padded.lstrip("0"))
    assert (found["national_id"], found["flags"]) == (padded, "national_id.padded")


def _holds(nine: str) -> bool:
    return normalise(_frame((nine,)), {"national_id": 0})["reason"].item() is None


def test_what_does_not_hold_is_emptied_and_flagged() -> None:
    found = _one(postal_code="123", mobile="0911", tenure="چادر", status="؟؟", birth_date="۹۹")
    values = [found[key] for key in ("postal_code", "mobile", "tenure", "status", "birth_date")]
    assert values == ["", "", "", "", None]
    assert found["flags"] == (
        "postal_code.invalid|mobile.invalid|ownership.unknown_value"
        "|status.unknown_value|date.invalid"
    )


def test_what_holds_carries_no_flag() -> None:
    """Negative control of the one before."""
    found = _one(postal_code="۱۲۳۴۵-۶۷۸۹۱", mobile="9121234567", tenure="مالک", status="فعال")
    assert (found["postal_code"], found["mobile"]) == ("1234567891", "+989121234567")
    assert found["flags"] == ""


def test_a_file_number_tells_of_a_file_and_a_word_in_its_place_too() -> None:
    numbered, none, blank = (_one(file_number=typed) for typed in ("۱۲-۳", "ندارد", ""))
    assert (numbered["file_number"], numbered["has_file"]) == ("12-3", True)
    assert (none["file_number"], none["has_file"]) == ("", False)
    assert (blank["file_number"], blank["has_file"]) == ("", None)


def test_the_name_stands_in_one_column_or_in_two() -> None:
    assert _one(full_name="علي  کاظمی")["full_name"] == "علی کاظمی"
    assert _one(first_name="علی", last_name="کاظمی")["full_name"] == "علی کاظمی"


def test_a_head_who_is_the_person_himself_may_be_written_as_a_word() -> None:
    assert _one(head_national_id="خود")["head_national_id"] == national_id(1)


def test_missing_cells_are_told_only_when_asked() -> None:
    frame = _frame((national_id(1),))
    told = normalise(frame, {"national_id": 0}, tell_missing=True)["flags"].item()
    assert tuple(told.split("|")) == MISSING_FLAGS
    assert normalise(frame, {"national_id": 0})["flags"].item() == ""
    assert not set(MISSING_FLAGS) & set(VALUE_FLAGS)


@pytest.mark.parametrize(
    ("province", "county", "found"),
    [
        ("فارس", "آباده", ("07", "0701", None)),
        ("استان فارس", "شهرستان اباده", ("07", "0701", None)),
        ("7", "701", ("07", "0701", None)),
        ("۰۷", "", ("07", "", None)),
        ("چهار محال بختياري", "اردل", ("14", "1401", None)),
        ("", "0701", ("07", "0701", None)),
        ("", "", (None, None, "province.unknown")),
        ("فارسستان", "آباده", (None, None, "province.unknown")),
        ("فارس", "اردل", ("07", None, "county.unknown")),
        ("فارس", "1401", ("07", None, "county.unknown")),
    ],
)
def test_places_are_found_by_name_or_code(
    province: str, county: str, found: tuple[str | None, ...]
) -> None:
    frame = pl.DataFrame({"province": [province], "county": [county]})
    assert resolve_places(frame, _PROVINCES, _COUNTIES).row(0) == found


def test_an_earlier_reason_stays() -> None:
    frame = pl.DataFrame({"province": ["x"], "county": [""], "reason": ["national_id.missing"]})
    resolved = resolve_places(frame, _PROVINCES, _COUNTIES)
    assert resolved["reason"].item() == "national_id.missing"


def test_later_rows_of_a_person_name_the_first() -> None:
    ids = [national_id(1), national_id(2), national_id(1), "", "", national_id(1)]
    frame = normalise(_frame(*((one,) for one in ids)), {"national_id": 0})
    marked = mark_duplicates(frame)
    duplicate, missing = "national_id.duplicate", "national_id.missing"
    assert marked["reason"].to_list() == [None, None, duplicate, missing, missing, duplicate]
    assert marked["first_row_no"].to_list() == [None, None, 1, None, None, 1]
