"""Numbers as people type them."""

import time
from decimal import Decimal

import pytest

from sayeban.country import numbers


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("۵٬۰۰۰٬۰۰۰", 5_000_000),
        ("5,000", 5000),
        (" -۱۲ ", -12),
        ("۲٫۵۰", Decimal("2.5")),
        ("2/5", Decimal("2.5")),
        ("9" * 18, 10**18 - 1),
        ("1e3", 1000),
        ("۰", 0),
    ],
)
def test_digits_and_marks_of_both_scripts_are_read(typed: str, found: Decimal | int) -> None:
    assert numbers.read(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "دوازده",
        "1.2.3",
        "--1",
        "NaN",
        "inf",
        "1_000",
        "0x1",
        "1e400000",
        "1e400",
        "9" * 19,
        "1 2 x",
    ],
)
def test_what_is_no_number_or_too_long_is_none(typed: str) -> None:
    before = time.process_time()
    assert numbers.read(typed) is None
    assert time.process_time() - before < 0.5


def test_a_whole_number_has_no_fraction() -> None:
    assert [numbers.whole(each) for each in ("۵٫۰", "۵٫۵", "پنج")] == [5, None, None]
    assert [numbers.as_json(Decimal(each)) for each in ("5.0", "5.5")] == [5, 5.5]
