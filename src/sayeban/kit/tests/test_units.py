"""A unit and the place columns of its rows say the same."""

import pytest

from sayeban.kit.units import Unit

UNITS = (
    Unit.hq(),
    Unit.of_province("07"),
    Unit.of_county("0701"),
    Unit.of_centre("0701", "7011"),
)


@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_the_columns_of_a_unit_are_read_again(unit: Unit) -> None:
    assert Unit.of_place(**unit.columns) == unit


def test_a_place_counts_as_far_as_the_own_places_go() -> None:
    hq, province, county, centre = UNITS
    assert county.narrowed(centre) == centre
    assert county.narrowed(province) == county
    assert county.narrowed(Unit.of_centre("0702", "7021")) == county
    assert hq.narrowed(province) == province
