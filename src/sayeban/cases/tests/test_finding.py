"""Services by the words of people."""

import pytest

from sayeban.cases.finding import ranked

ROWS = [
    ("deposit", ("کمک ودیعهٔ مسکن", "پول پیش", "رهن")),
    ("bill", ("پیگیری معافیت قبض", "تخفیف برق")),
    ("card", ("کارت معلولیت", "درصد معلولیت")),
]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("پول پیش خانه", "deposit"),
        ("من برای قبض برق می‌خواهم", "bill"),
        ("كارت معلوليت", "card"),
        ("معلول", "card"),
        ("قبضها", "bill"),
    ],
)
def test_the_nearest_comes_first(words: str, first: str) -> None:
    assert ranked(words, ROWS)[0] == first


def test_words_that_fit_nothing_find_nothing_and_no_words_find_all() -> None:
    assert ranked("هواپیما", ROWS) == []
    assert ranked(" ", ROWS) == ["deposit", "bill", "card"]


def test_a_word_that_only_lies_inside_another_is_none() -> None:
    assert ranked("ارت", ROWS) == []
    assert ranked("کا", ROWS) == []


def test_a_word_of_one_service_weighs_more_than_a_word_of_many() -> None:
    rows = [
        ("a", ("بچه", "بچه و خانه")),
        ("b", ("بچه",)),
        ("c", ("عصا", "بچهٔ کوچک")),
        ("d", ("خانه",)),
    ]
    assert ranked("بچه عصا", rows)[0] == "c"


def test_a_wrong_letter_counts_only_where_no_word_is_like_it() -> None:
    rows = [("exact", ("جهیزیه",)), ("near", ("جهیزبه",))]
    assert ranked("جهیزیه", rows) == ["exact"]
    assert ranked("جیهزیه", rows) == ["exact"]
