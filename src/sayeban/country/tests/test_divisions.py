"""The shipped divisions are complete and their codes hang together."""

from collections.abc import Callable

import pytest

from sayeban.country import divisions, text
from sayeban.country.divisions import Division

Load = Callable[[], tuple[Division, ...]]
LEVELS: list[tuple[Load, int, int]] = [
    (divisions.provinces, 31, 2),
    (divisions.counties, 448, 4),
]


@pytest.mark.parametrize(("load", "count", "length"), LEVELS)
def test_every_division_is_there_once_with_a_code_of_its_length(
    load: Load, count: int, length: int
) -> None:
    codes = [division.code for division in load()]
    assert len(set(codes)) == len(codes) == count
    assert {len(code) for code in codes} == {length}
    assert all(code.isascii() and code.isdigit() for code in codes)
    assert codes == sorted(codes)


def test_every_county_lies_in_a_province_that_exists() -> None:
    provinces = {division.code for division in divisions.provinces()}
    assert {division.parent for division in divisions.counties()} == provinces


def test_codes_keep_their_leading_zeros() -> None:
    provinces = {division.code: division.name for division in divisions.provinces()}
    counties = {division.code: division for division in divisions.counties()}
    assert provinces["00"] == "مرکزی"
    assert provinces["11"] == "سیستان و بلوچستان"
    assert provinces["03"] == "آذربایجان شرقی"
    assert counties["0601"] == Division("0601", "آبادان", "06")


def test_a_province_has_no_two_counties_of_one_name() -> None:
    names = [(division.parent, text.match_key(division.name)) for division in divisions.counties()]
    assert len(set(names)) == len(names)


def test_names_are_in_display_form() -> None:
    for load, _, _ in LEVELS:
        assert all(division.name == text.normalize(division.name) for division in load())
