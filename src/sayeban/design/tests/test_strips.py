import pytest

from sayeban.design.strips import Range, Ranges, Strip, Strips


def strips(*rows: tuple[float, ...]) -> Strips:
    names = tuple(f"ردیف {nth}" for nth in range(len(rows[0])))
    return Strips("ترکیب", names, tuple(Strip(f"واحد {n}", row) for n, row in enumerate(rows)))


def ranges(*found: Range) -> Ranges:
    return Ranges("خطا", ("از", "سهم", "کمینه", "بیشینه"), found, "share")


def test_each_bar_is_as_long_as_the_others_and_its_parts_as_their_figures() -> None:
    marks = list(strips((1, 1), (30, 10)).pieces())
    many, more = marks[:2], marks[2:]
    assert sum(mark.width for mark in many) == pytest.approx(sum(mark.width for mark in more))
    assert more[0].width == pytest.approx(3 * more[1].width)
    assert more[1].x + more[1].width == pytest.approx(more[0].x, abs=0.2)


def test_a_figure_of_nothing_is_no_part_and_an_empty_thing_no_bar() -> None:
    assert len(list(strips((0, 3), (0, 0)).pieces())) == 1


def test_the_drawing_grows_with_what_it_shows() -> None:
    assert strips((1,), (1,)).height > strips((1,)).height


def test_a_long_name_stands_whole_in_as_many_lines_as_it_needs() -> None:
    name = "مرکز مثبت زندگی شهرستانی که نامی بسیار بلند دارد و دو خط می‌خواهد"
    shown = Strips("ترکیب", ("یک",), (Strip(name, (1,)), Strip("کوتاه", (1,))))
    long, short = shown.names()
    assert " ".join(line.text for line in long.lines) == name
    assert len(long.lines) == 2
    first, second = shown.pieces()
    assert long.lines[-1].at < first.y < first.y + first.height < short.lines[0].at < second.y
    assert first.text.startswith(name)


def test_a_series_has_the_colour_that_it_is_given() -> None:
    shown = Strips("ترکیب", ("یک", "دو"), (Strip("الف", (1, 1)),), (4, 0))
    assert [mark.hue for mark in shown.pieces()] == [4, 0]
    assert shown.legend() == [(4, "یک"), (0, "دو")]
    assert [mark.hue for mark in strips((1, 1)).pieces()] == [0, 1]


def test_a_strip_of_another_length_or_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="one figure"):
        strips((1, 2), (1,))
    with pytest.raises(ValueError, match="below zero"):
        strips((1, -2))


def test_a_reach_runs_from_its_low_to_its_high_around_its_middle() -> None:
    wide, narrow = ranges(Range("الف", 0, 0.2, 0.6), Range("ب", 0.1, 0.2, 0.3)).reaches()
    assert wide.width == pytest.approx(3 * narrow.width, abs=0.5)
    assert wide.middle == narrow.middle
    assert narrow.x < narrow.middle < narrow.x + narrow.width
    assert "۲۰٪" in wide.text


def test_its_table_says_the_same() -> None:
    (label, values) = ranges(Range("الف", 0, 0.2, 0.6, "۵۰")).rows()[0]
    assert (label, values[0]) == ("الف", "۵۰")
    assert [value.strip("\u061c") for value in values[1:]] == ["۲۰٪", "۰٪", "۶۰٪"]


def test_a_range_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        ranges(Range("الف", 0.3, 0.2, 0.6))


def test_one_reach_of_little_does_not_make_the_others_small_and_says_that_it_goes_on() -> None:
    usual = [Range(f"{n}", 0.01, 0.02, 0.04 + n / 1000, "۴ از ۲۰۰") for n in range(3)]
    rare = Range("کم‌بررسی", 0, 0, 0.6, "۰ از ۳")
    reaches = list(ranges(*usual, rare).reaches())
    assert [bool(reach.arrow) for reach in reaches] == [False, False, False, True]
    assert reaches[0].width > 100
    assert reaches[3].x >= 44
    assert "۶۰٪" in reaches[3].text.replace("\u061c", "")
    assert [name.lines[0].text for name in ranges(rare).names()] == ["کم‌بررسی (۰ از ۳)"]
    # The control: days are counted, not doubted, and shown whole.
    days = Ranges("روزها", ("ردیف", "میانه", "از", "تا"), (*usual, rare), "number")
    assert not any(reach.arrow for reach in days.reaches())
    assert next(days.reaches()).width < 50


def test_a_dot_is_never_cut_and_one_alone_is_shown_whole() -> None:
    usual = [Range(f"{n}", 0, 0.02, 0.04) for n in range(3)]
    *_, wrong = ranges(*usual, Range("ب", 0.4, 0.5, 0.7)).reaches()
    assert wrong.x <= wrong.middle
    assert wrong.arrow
    assert [reach.arrow for reach in ranges(Range("تنها", 0, 0.3, 0.8)).reaches()] == [""]
    none = ranges(*(Range(f"{n}", 0, 0, 0) for n in range(3)), Range("ب", 0, 0, 0.7))
    assert [reach.arrow for reach in none.reaches()] == [""] * 4
