"""Units, labels and the seed."""

from datetime import date, timedelta

import pytest

from sayeban.kit.units import Unit, UnitName
from sayeban.organisations.models import Centre, County, Holiday, SupportInstitution
from sayeban.organisations.public import (
    UnknownUnit,
    centre_label,
    centres,
    counties,
    find_units,
    provinces,
    resolve,
    resolve_text,
    seed,
    unit_label,
    units_by_text,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def test_the_seed_holds_the_official_divisions_and_institutions() -> None:
    assert len(provinces()) == 31
    assert County.objects.count() == 448
    assert set(SupportInstitution.objects.values_list("code", flat=True)) == {
        "behzisti",
        "relief_committee",
    }


def test_a_second_seed_keeps_what_was_corrected() -> None:
    County.objects.filter(code="0701").update(name="نام تازه")
    Holiday.objects.filter(day=date(2026, 3, 21)).delete()
    seed(date(2026, 11, 23))
    assert County.objects.get(code="0701").name == "نام تازه"
    assert not Holiday.objects.filter(day=date(2026, 3, 21)).exists()


def test_a_unit_is_what_the_operator_typed() -> None:
    Centre.objects.create(code="1234", county_id="0701", name="مهر")
    assert resolve_text("hq") == Unit.hq()
    assert resolve_text("07") == Unit.of_province("07")
    assert resolve_text("0701") == resolve_text("۰۷۰۱") == Unit.of_county("0701")
    assert resolve_text("centre:1234") == Unit.of_centre("0701", "1234")


@pytest.mark.parametrize("typed", ["99", "0799", "centre:none", "فارس", ""])
def test_an_unknown_unit_is_refused(typed: str) -> None:
    with pytest.raises(UnknownUnit):
        resolve_text(typed)


def test_a_parsed_name_of_nothing_is_refused_too() -> None:
    with pytest.raises(UnknownUnit):
        resolve(UnitName("county", "9999"))


def test_units_have_persian_names() -> None:
    Centre.objects.create(code="1234", county_id="0701", name="مهر")
    assert unit_label(Unit.hq()) == "ستاد"
    assert unit_label(Unit.of_province("07")) == "استان فارس"
    assert unit_label(Unit.of_county("0701")) == "شهرستان آباده"
    assert unit_label(Unit.of_centre("0701", "1234")) == "مرکز ۱۲۳۴ (مهر)"
    assert unit_label(Unit.of_centre("0701", "77")) == "مرکز ۷۷"
    assert centre_label("1234", "مرکز مهر 2") == "مرکز ۱۲۳۴ (مهر ۲)"


def test_lists_show_what_stands_today() -> None:
    County.objects.filter(code="0701").update(valid_to=date(2026, 1, 1))
    Centre.objects.create(code="A", county_id="0702")
    Centre.objects.create(code="B", county_id="0702", closed_on=date(2026, 1, 1))
    assert "0701" not in [place.code for place in counties("07", date(2026, 11, 23))]
    assert [place.code for place in centres("0702")] == ["A"]


def test_a_county_stands_from_its_first_day_to_the_day_before_its_last() -> None:
    first, last = date(2026, 3, 21), date(2027, 3, 21)
    County.objects.filter(code="0701").update(valid_from=first, valid_to=last)
    one = timedelta(days=1)
    stands = [
        "0701" in [place.code for place in counties("07", day)]
        for day in (first - one, first, last - one, last)
    ]
    assert stands == [False, True, True, False]
    assert "0701" in [place.code for place in counties("07", on=None)]


def test_every_unit_is_found_by_its_text() -> None:
    Centre.objects.create(code="A", county_id="0702")
    units = units_by_text()
    assert len(units) == 1 + 31 + 448 + 1
    assert all(str(unit) == typed for typed, unit in units.items())


def test_many_units_of_a_name_elsewhere_hide_none_of_the_own_place() -> None:
    """The place is asked where the name is, not of the first so many of the whole country."""
    elsewhere = [Centre(code=f"1{n:03}", county_id="1001", name="همنام") for n in range(600)]
    Centre.objects.bulk_create([*elsewhere, Centre(code="9999", county_id="0701", name="همنام")])
    own = Unit.of_centre("0701", "9999")
    for held in (own, own.parent, Unit.of_province("07")):
        assert find_units("همنام", {held}, 20) == [own]
    assert len(find_units("همنام", {Unit.hq()}, 20)) == 20
    assert find_units("همنام", {Unit.of_county("0702")}, 20) == []
    assert find_units("همنام", set(), 20) == []
    assert find_units("0701", {Unit.of_province("07")}, 20) == [Unit.of_county("0701")]
    assert find_units("07", {Unit.of_county("0701")}, 20) == []
