"""Divisions, centres and companies from ugly files."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sayeban.kit.results import Imported
from sayeban.kit.units import Unit
from sayeban.organisations.codes import ROW_REASONS
from sayeban.organisations.models import Centre, County, UtilityCompany
from sayeban.organisations.public import (
    Company,
    companies,
    import_centres,
    import_companies,
    import_divisions,
)
from sayeban.organisations.tests.conftest import Write
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.refusals import AccessDenied
from sayeban.sheets.refusals import ColumnsMissing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

NOW = datetime(2026, 11, 23, tzinfo=UTC)
Load = Callable[..., Imported]

COMPANIES = """گزارش شرکت‌ها
كد شركت;نوع;استان;نام شرکت
۱۲۳;آب;فارس;آبفای  فارس
12;gas;7;گاز فارس
12;گاز;07;دوباره
9999;برق;فارس;بلند
124;تلفن;فارس;تلفن
125;برق;ناکجا;ناکجا
126;برق;فارس;
"""
CENTRES = """نام مرکز,کد مرکز,شهرستان,استان,نوع مرکز
الف,M1,۷۰۱,,خصوصي
ب,M2,شيراز,فارس,خيريه
پ,M3,شیراز,تهران,
ت,M4,0701,ناکجا,
ث,M5,0701,,کارگاه
ج,,0701,,
چ,M1,0701,,
"""
DIVISIONS = """code,province,name,valid_from,valid_to,successor
790,فارس,جویم,۱۴۰۰/۰۱/۰۱,,
0701,,آباده,,1402/01/01,790
0899,فارس,دور,,,
07x,فارس,بدکد,,,
0791,فارس,,,,
0792,ناکجا,نام,,,
0793,,بدتاریخ,1402/13/01,,
0794,,وارونه,1402/01/01,1401/01/01,
0795,,بی‌جانشین,,,0999
0790,,دوباره,,,
"""


@pytest.mark.parametrize(
    ("load", "content", "accepted", "reasons"),
    [
        (
            import_companies,
            COMPANIES,
            2,
            {
                "company.code_invalid",
                "company.duplicate",
                "company.name_missing",
                "company.utility_unknown",
                "province.unknown",
            },
        ),
        (
            import_centres,
            CENTRES,
            2,
            {
                "centre.code_missing",
                "centre.duplicate",
                "county.unknown",
                "operator.unknown_value",
                "province.unknown",
            },
        ),
        (
            import_divisions,
            DIVISIONS,
            2,
            {
                "county.code_invalid",
                "county.duplicate",
                "county.name_missing",
                "county.other_province",
                "county.successor_unknown",
                "county.validity",
                "date.invalid",
                "province.unknown",
            },
        ),
    ],
)
def test_good_rows_land_each_bad_row_has_its_reason_and_again_changes_nothing(
    load: Load, content: str, accepted: int, reasons: set[str], write: Write
) -> None:
    first = load(actor=OPERATOR, at=NOW, path=write(content))
    assert (first.accepted, first.unchanged) == (accepted, 0)
    assert first.reasons == dict.fromkeys(sorted(reasons), 1)
    assert first.rows == first.accepted + first.unchanged + first.rejected
    assert reasons <= ROW_REASONS.keys()
    again = load(actor=OPERATOR, at=NOW, path=write(content))
    assert (again.accepted, again.unchanged) == (0, accepted)


def test_a_company_is_known_by_its_digits_and_its_name_can_be_corrected(write: Write) -> None:
    import_companies(actor=OPERATOR, at=NOW, path=write(COMPANIES))
    assert companies("07") == [
        Company("012", "gas", "07", "گاز فارس"),
        Company("123", "water", "07", "آبفای فارس"),
    ]
    corrected = write("code,utility,province,name\n123,water,07,آبفا\n")
    assert import_companies(actor=OPERATOR, at=NOW, path=corrected).accepted == 1


def test_what_a_companys_numbers_look_like_is_imported_and_stays_until_it_is_told_anew(
    write: Write,
) -> None:
    head = "code,utility,province,name,number_length,number_pattern\n"
    good = '012,gas,07,گاز,"۸, 10",12######|12########\n'
    bad = "013,gas,07,گاز,ده,\n014,gas,07,گاز,,(a+)+$\n"

    first = import_companies(actor=OPERATOR, at=NOW, path=write(head + good + bad))

    assert (first.accepted, first.reasons) == (1, {"company.number_invalid": 2})
    again = import_companies(actor=OPERATOR, at=NOW, path=write(head + good))
    silent = import_companies(actor=OPERATOR, at=NOW, path=write(COMPANIES))
    known = UtilityCompany.objects.get(code="012")
    assert (again.unchanged, silent.accepted) == (1, 2)
    assert (known.number_lengths, known.number_pattern) == ([8, 10], "12######|12########")


def test_an_import_confirms_a_centre_that_a_campaign_row_brought(write: Write) -> None:
    Centre.objects.create(code="M1", county_id="0702", is_confirmed=False)
    import_centres(actor=OPERATOR, at=NOW, path=write(CENTRES))
    centre = Centre.objects.get(code="M1")
    assert (centre.county_id, centre.is_confirmed, centre.operator) == ("0701", True, "private")


def test_a_confirmed_centre_stays_in_its_county(write: Write) -> None:
    import_centres(actor=OPERATOR, at=NOW, path=write(CENTRES))
    moved = write("code,county\nM1,0702\n")
    assert import_centres(actor=OPERATOR, at=NOW, path=moved).reasons == {"centre.other_county": 1}


def test_a_county_ends_and_is_never_deleted(write: Write) -> None:
    import_divisions(actor=OPERATOR, at=NOW, path=write(DIVISIONS))
    abadeh = County.objects.get(code="0701")
    assert (abadeh.valid_to, abadeh.successor_id) == (date(2023, 3, 21), "0790")
    assert County.objects.count() == 449


@pytest.mark.parametrize(("day", "code"), [(22, "0701"), (23, "0790")])
def test_a_name_means_the_county_that_is_valid_on_the_day(
    day: int, code: str, write: Write
) -> None:
    """A county takes the name of the one that it succeeds on the 23rd."""
    divisions = "code,name,valid_from,valid_to\n0701,آباده,,1405/09/02\n0790,آباده,1405/09/02,\n"
    import_divisions(actor=OPERATOR, at=NOW, path=write(divisions))
    at = datetime(2026, 11, day, 8, tzinfo=UTC)
    import_centres(actor=OPERATOR, at=at, path=write("code,province,county\nM9,فارس,آباده\n"))
    assert Centre.objects.get(code="M9").county_id == code


@pytest.mark.parametrize("load", [import_companies, import_centres, import_divisions])
def test_a_province_may_not_load_reference_data(load: Load, write: Write) -> None:
    director = Actor("user", "d", 1, (Appointment("director_general", Unit.of_province("07")),))
    with pytest.raises(AccessDenied):
        load(actor=director, at=NOW, path=write("code,name\n1,2\n"))


@pytest.mark.parametrize("load", [import_companies, import_centres, import_divisions])
def test_a_file_without_its_columns_is_refused_as_a_whole(load: Load, write: Write) -> None:
    with pytest.raises(ColumnsMissing):
        load(actor=OPERATOR, at=NOW, path=write("a,b\n1,2\n"))


def test_a_path_of_no_file_is_not_silently_empty(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        import_companies(actor=OPERATOR, at=NOW, path=tmp_path / "none.csv")
