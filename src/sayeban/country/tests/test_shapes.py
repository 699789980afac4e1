"""The drawing of the country is whole: every province, the islands and the names of the seas."""

from sayeban.country import divisions, shapes


def test_every_province_is_drawn_once() -> None:
    drawn = [shape.code for shape in shapes.provinces()]
    assert drawn == [division.code for division in divisions.provinces()]
    assert all(shape.path.startswith("M") for shape in shapes.provinces())


def test_the_islands_of_the_persian_gulf_are_there() -> None:
    assert {island.name for island in shapes.islands()} == {
        *("ابوموسی", "تنب بزرگ", "تنب کوچک", "کیش", "قشم", "لاوان"),
    }


def test_both_seas_bear_their_names() -> None:
    assert {sea.name for sea in shapes.SEAS} == {"خلیج فارس", "دریای خزر"}
