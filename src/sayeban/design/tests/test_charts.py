import pytest

from sayeban.design.charts import WIDTH, Chart, Pin, Series, Span


def chart(*rows: tuple[float, ...]) -> Chart:
    labels = tuple(str(1390 + nth) for nth in range(len(rows[0])))
    return Chart("شمار", labels, tuple(Series(f"ردیف {n}", row) for n, row in enumerate(rows)))


def test_time_runs_from_right_to_left() -> None:
    oldest, newest = chart((1, 2)).bars()
    assert oldest.x > newest.x
    assert oldest.text.startswith("1390")


def test_bars_are_as_high_as_their_figures_say() -> None:
    small, large = chart((2, 4)).bars()
    assert large.height == pytest.approx(2 * small.height)
    assert small.y + small.height == pytest.approx(large.y + large.height)


def test_bars_of_several_series_do_not_cover_one_another() -> None:
    first, second = chart((3,), (3,)).bars()
    assert second.x + second.width == pytest.approx(first.x, abs=0.2)


def test_a_stack_is_as_high_as_its_sum_on_the_scale() -> None:
    stacked = chart((60,), (40,))
    low, high = stacked.stacks()
    top = next(line.at for line in stacked.grid(stacked=True) if line.text == "۱۰۰")
    assert high.y + high.height == pytest.approx(low.y, abs=0.2)
    assert high.y == pytest.approx(top, abs=0.2)


def test_a_line_has_a_point_for_each_figure() -> None:
    (line,) = chart((1, 5, 2)).lines()
    assert len(line.points) == 3
    assert line.path == " ".join(f"{point.x},{point.y}" for point in line.points)


@pytest.mark.parametrize(
    ("highest", "scale"),
    [
        (10.9, ["۰", "۵", "۱۰", "۱۵"]),
        (0.4, ["۰", "۰٫۱", "۰٫۲", "۰٫۳", "۰٫۴"]),
        (1_800_000, ["۰", "۵۰۰٬۰۰۰", "۱٬۰۰۰٬۰۰۰", "۱٬۵۰۰٬۰۰۰", "۲٬۰۰۰٬۰۰۰"]),
        (0, ["۰", "۱"]),
    ],
)
def test_the_scale_has_round_figures_up_to_the_highest(highest: float, scale: list[str]) -> None:
    assert [line.text for line in chart((highest,)).grid()] == scale


def test_of_many_labels_some_are_written_and_always_the_newest() -> None:
    words = chart(tuple(range(31))).words()
    assert len(words) <= 12
    assert words[-1].text == "1420"


def test_everything_stays_inside_the_drawing() -> None:
    marks = chart(tuple(range(40)), tuple(range(40))).bars()
    assert all(mark.x >= 0 and mark.x + mark.width <= WIDTH and mark.y >= 0 for mark in marks)


def test_series_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one figure"):
        Chart("شمار", ("۱",), (Series("ردیف", (1, 2)),))


def test_figures_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        chart((1, -1))


def test_what_is_not_known_yet_is_not_drawn_and_its_cell_is_empty() -> None:
    drawn = Chart("روند", ("۱", "۲", "۳"), (Series("ردیف", (1, 4, None)),))
    (line,) = drawn.lines()
    assert len(line.points) == 2
    assert drawn.rows()[2] == ("۳", [None])
    assert len(drawn.stacks()) == 2


def test_a_dot_that_another_covers_is_a_ring_around_it() -> None:
    drawn = Chart(
        "روند", ("۱", "۲"), (Series("الف", (9, 1)), Series("ب", (9, 2)), Series("پ", (9, 1)))
    )
    assert [line.radii for line in drawn.lines()] == [(13, 9), (9, 5), (5, 5)]


def test_a_pin_stands_over_its_label_and_a_span_around_its_labels() -> None:
    drawn = Chart(
        "روند",
        ("۱", "۲", "۳", "۴"),
        (Series("ردیف", (1, 2, 3, 4)), Series("هدف", (1, 1, 1, 1))),
        (Pin(1, "مهلت"),),
        Span(2, 3, "پایان"),
        goals=1,
    )
    points = drawn.lines()[0].points
    assert [pin.at for pin in drawn.marked()] == [points[1].x]
    (band,) = drawn.bands()
    assert band.x < points[3].x < points[2].x < band.x + band.width < points[1].x
    assert [line.has_dots for line in drawn.lines()] == [True, False]
    assert chart((1, 2)).bands() == []
