"""The page of codes says what the code says."""

from tests.house.codes import PAGE, render


def test_every_code_stands_in_the_page_with_its_sentence() -> None:
    assert PAGE.read_text() == render(), "write it again: python -m tests.house.codes"
