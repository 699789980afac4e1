"""Rural districts are chosen by name; codes are understood as well."""

import pytest

from sayeban.country import divisions
from sayeban.country.text import match_key
from sayeban.organisations.public import rural_code, rural_label, rural_labels
from sayeban.organisations.refusals import UnknownRuralDistrict

BIDAK = rural_labels("0701")[0]


def test_every_label_leads_back_to_its_code() -> None:
    assert len(divisions.rural_districts()) == 2637
    for each in divisions.rural_districts():
        assert rural_code(rural_label(each.code)) == each.code
    counties = {each.code for each in divisions.counties()}
    assert {each.parent for each in divisions.rural_districts()} <= counties


def test_a_bare_name_is_that_of_the_county_where_several_have_it() -> None:
    names: dict[str, list[str]] = {}
    for each in divisions.rural_districts():
        names.setdefault(match_key(each.name), []).append(each.code)
    name, (code, other, *_) = next(each for each in names.items() if len(each[1]) > 1)
    assert rural_code(name, code[:4]) == code
    assert rural_code(f"دهستان {name}", other[:4]) == other
    with pytest.raises(UnknownRuralDistrict):
        rural_code(name)
    alone = next(name for name, codes in names.items() if len(codes) == 1)
    assert [rural_code(alone)] == names[alone]


def test_codes_are_read_with_any_digits_and_lost_zeros() -> None:
    code = divisions.rural_districts()[-1].code
    assert rural_code(code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == code
    first = next(each.code for each in divisions.rural_districts() if each.code[0] == "0")
    assert rural_code(first.lstrip("0")) == first
    for unknown in ("9999999999", "ناکجا", ""):
        with pytest.raises(UnknownRuralDistrict):
            rural_code(unknown)
    assert rural_label("9999999999") == "9999999999"


def test_those_of_a_county_are_offered_and_no_others() -> None:
    assert BIDAK.startswith("دهستان ")
    assert all("(شهرستان آباده)" in label for label in rural_labels("0701"))
    assert rural_labels() == ()


def test_those_of_a_province_are_offered_with_the_own_county_first() -> None:
    whole = rural_labels("07")
    assert whole[0] == BIDAK
    assert len(whole) == 215
    last = rural_labels("0701", "0702")[-1]
    own = rural_labels(rural_code(last)[:4])
    found = rural_labels("07", first=rural_code(last)[:4])
    assert found[: len(own)] == own
    assert sorted(found) == sorted(whole)
