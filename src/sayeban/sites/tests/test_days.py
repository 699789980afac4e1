"""Days that a document names: ISO, Jalali, and what is neither."""

from datetime import date
from typing import Any

import pytest

from sayeban.sites.commands.days import DateMissing, DateUnreadable, day_of


@pytest.mark.parametrize("typed", ["2026-11-22", "1405/09/01", "1405-09-01", "۱۴۰۵/۰۹/۰۱"])
def test_each_way_to_write_a_day_is_that_day(typed: str) -> None:
    assert day_of({"valid_from": typed}, "valid_from") == date(2026, 11, 22)


@pytest.mark.parametrize("typed", [14050901, 5, "1405/13/01", "2026-13-01", ["1405/09/01"]])
def test_what_is_no_day_is_said_so(typed: object) -> None:
    with pytest.raises(DateUnreadable):
        day_of({"valid_from": typed}, "valid_from")


@pytest.mark.parametrize("document", [{}, {"valid_from": ""}, {"valid_from": None}])
def test_a_day_that_is_not_there_is_said_so(document: dict[str, Any]) -> None:
    with pytest.raises(DateMissing):
        day_of(document, "valid_from")
