"""`people import`: files as offices send them."""

from pathlib import Path

import pytest

from sayeban.kit.units import Unit
from sayeban.organisations.models import Centre, County, Province
from sayeban.people.public import import_people
from sayeban.people.tests.makers import (
    NOW,
    clerk,
    national_id,
    person,
    register,
    rows_of,
    source_row,
    workbook,
)
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.refusals import AmbiguousHeader, ColumnsMissing, FileUnreadable

pytestmark = pytest.mark.django_db

_HEADER = (
    *("کد ملي", "نام", "نام خانوادگی", "استان", "شهرستان", "کد مرکز", "مستمری بگیر"),
    *("وضعیت پرونده", "تاریخ فوت", "شماره موبایل", "کد ملی سرپرست", "مقیم شبانه روزی"),
)


@pytest.fixture(autouse=True)
def _places() -> None:
    with acting(OPERATOR, NOW):
        for code, name in (("07", "فارس"), ("10", "اصفهان")):
            Province.objects.get_or_create(code=code, defaults={"name": name})
        for code, name in (("0701", "آباده"), ("0702", "استهبان"), ("1001", "اردستان")):
            County.objects.get_or_create(
                code=code, defaults={"province_id": code[:2], "name": name, "name_key": name}
            )
        Centre.objects.get_or_create(code="7011", defaults={"county_id": "0701"})
        Centre.objects.get_or_create(code="7021", defaults={"county_id": "0702"})


def _import(path: Path) -> dict[str, object]:
    return import_people(actor=OPERATOR, at=NOW, path=path).as_json()


def _file(tmp_path: Path, *rows: tuple[str, ...]) -> Path:
    return workbook(tmp_path / "people.xlsx", [("فهرست مددجویان",), _HEADER, *rows])


def test_a_file_is_taken_over_in_any_spelling(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        (
            *(national_id(1), "علي", "كاظمی", "فارس", "آباده", "۷۰۱۱", "بلی"),
            *("فوت شده", "۱۴۰۵/۰۱/۰۲", "09121234567", national_id(2), "خیر"),
        ),
    )
    assert _import(path) == {
        **{"rows": 1, "accepted": 1, "unchanged": 0, "rejected": 0, "reasons": {}, "flagged": {}}
    }
    one = person(1)
    assert (one.full_name, one.mobile, one.centre) == ("علی کاظمی", "+989121234567", "7011")
    assert (one.transfer_recipient, one.resident_in_care) == (True, False)
    assert (one.status, one.status_evidence, str(one.status_on)) == (
        *("deceased", "people_import", "2026-03-22"),
    )
    assert one.household == person(2).household


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, (national_id(1), "الف", "ب", "فارس", "آباده", "7011", "بله"))
    _import(path)
    again = _import(path)
    assert (again["accepted"], again["unchanged"]) == (0, 1)
    announced = rows_of("SELECT count(*) FROM runtime_event WHERE name = 'people.imported'")
    assert announced == [(1,)]


def test_a_changed_file_is_accepted_again(tmp_path: Path) -> None:
    """Negative control of the one before."""
    _import(_file(tmp_path, (national_id(1), "الف", "ب", "فارس", "آباده", "7011", "بله")))
    changed = _file(tmp_path, (national_id(1), "الف", "ب", "فارس", "آباده", "7011", "خیر"))
    assert _import(changed)["accepted"] == 1


def test_bad_rows_are_rejected_each_with_its_reason(tmp_path: Path) -> None:
    good = (national_id(1), "الف", "ب", "فارس", "آباده")
    result = _import(
        _file(
            tmp_path,
            good,
            ("", "بی", "شناسه", "فارس", "آباده"),
            ("9990000011", "بد", "رقم", "فارس", "آباده"),
            good,
            (national_id(2), "الف", "ب", "فارسستان", "آباده"),
            (national_id(3), "الف", "ب", "فارس", "اردستان"),
            (national_id(4), "الف", "ب", "", ""),
        )
    )
    assert result["reasons"] == {
        "county.unknown": 1,
        "national_id.check_digit": 1,
        "national_id.duplicate": 1,
        "national_id.missing": 1,
        "place.missing": 1,
        "province.unknown": 1,
    }
    assert (result["rows"], result["accepted"], result["rejected"]) == (7, 1, 6)


def test_a_blank_place_keeps_the_known_one(tmp_path: Path) -> None:
    register(source_row(1))
    assert _import(_file(tmp_path, (national_id(1), "الف", "ب")))["accepted"] == 1
    one = person(1)
    assert (one.province, one.county, one.centre, one.full_name) == ("07", "0701", "7011", "الف ب")


def test_another_county_does_not_keep_the_old_centre(tmp_path: Path) -> None:
    """Negative control: only what the file leaves out is kept."""
    register(source_row(1))
    _import(_file(tmp_path, (national_id(1), "الف", "ب", "فارس", "استهبان")))
    one = person(1)
    assert (one.county, one.centre) == ("0702", "")


def test_what_is_not_understood_is_flagged_and_unknown(tmp_path: Path) -> None:
    result = _import(
        _file(
            tmp_path,
            (
                *(national_id(1), "الف", "ب", "فارس", "آباده", "7021", "شاید"),
                *("غیرفعال", "۹۹/۱۳/۱", "12", "12345", "گاهی"),
            ),
        )
    )
    assert result["flagged"] == {
        "centre.foreign": 1,
        "date.invalid": 1,
        "head_national_id.invalid": 1,
        "mobile.invalid": 1,
        "resident_in_care.unknown_value": 1,
        "status.unknown_value": 1,
        "transfer_recipient.unknown_value": 1,
    }
    one = person(1)
    assert (one.transfer_recipient, one.status, one.mobile, one.centre) == (None, "", "", "")


def test_a_csv_file_with_english_headers_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"national_id,full name,province,pension\n{national_id(1)},A B,07,1\n")
    assert _import(path)["accepted"] == 1
    assert person(1).transfer_recipient is True


def test_a_clerk_of_a_county_may_not(tmp_path: Path) -> None:
    path = _file(tmp_path, (national_id(1), "الف", "ب", "فارس", "آباده"))
    with pytest.raises(AccessDenied):
        import_people(actor=clerk("county_head", Unit.of_county("0701")), at=NOW, path=path)
    import_people(actor=clerk("hq_expert", Unit.hq()), at=NOW, path=path)
    assert person(1).county == "0701"


def test_a_file_without_national_ids_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(ColumnsMissing):
        _import(workbook(tmp_path / "a.xlsx", [("نام", "استان"), ("الف", "فارس")]))


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    header = ("شماره ملی", "کد ملی مددجو", "استان")
    with pytest.raises(AmbiguousHeader):
        _import(workbook(tmp_path / "a.xlsx", [header, (national_id(1), "", "فارس")]))


def test_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("this is text")
    with pytest.raises(FileUnreadable):
        _import(path)
