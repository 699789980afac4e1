import pytest

from sayeban.country.ordinals import ordinal


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "اول"),
        (9, "نهم"),
        (11, "یازدهم"),
        (19, "نوزدهم"),
        (20, "بیستم"),
        (21, "بیست‌ویکم"),
        (30, "سی‌ام"),
        (33, "سی‌وسوم"),
        (90, "نودم"),
        (120, "۱۲۰م"),
    ],
)
def test_a_day_is_counted_in_words(number: int, word: str) -> None:
    assert ordinal(number) == word
