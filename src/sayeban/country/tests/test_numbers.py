"""Numbers as people type them."""

from decimal import Decimal

import pytest

from sayeban.country.numbers import typed_number, whole_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("۱٬۲۰۰", Decimal(1200)),
        ("1,200", Decimal(1200)),
        ("۲٫۵", Decimal("2.5")),
        ("2/5", Decimal("2.5")),
        ("-3", Decimal(-3)),
        ("0", Decimal(0)),
        ("0.000", Decimal(0)),
        ("999999999999999999", Decimal(999_999_999_999_999_999)),
    ],
)
def test_digits_and_marks_of_any_keyboard_are_read(typed: str, number: Decimal) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "شصت", "NaN", "inf", "1e400000", "1e-400000", "9" * 19, "9" * 5000, "1 2 x"]
)
def test_what_is_no_number_and_what_nothing_here_counts_is_none(typed: str) -> None:
    assert typed_number(typed) is None
    assert whole_number(typed) is None


def test_a_fraction_is_no_whole_number() -> None:
    assert whole_number("۲٫۵") is None
    assert whole_number("۲٫۰") == 2
