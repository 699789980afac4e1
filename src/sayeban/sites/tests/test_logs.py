"""Logs without personal data."""

import json
import logging
from io import StringIO
from logging.config import dictConfig

import pytest
import structlog

from sayeban.sites.logs import LOGGING, drop_numbers


@pytest.mark.parametrize("number", ["9990000018", "۹۹۹۰۰۰۰۰۱۸", "+989120000000", "1234567890123"])
def test_long_numbers_are_hidden_wherever_they_stand(number: str) -> None:
    event = {"event": f"کد {number}", "ids": [number, {number: 1}], "user": 12, "ms": 1.5}
    cleaned = drop_numbers(None, "info", event)
    assert number.lstrip("+") not in json.dumps(cleaned, ensure_ascii=False)
    assert (cleaned["user"], cleaned["ms"]) == (12, 1.5)


def test_a_number_as_a_number_is_hidden_too() -> None:
    assert drop_numbers(None, "info", {"id": 9990000018}) == {"id": "[…]"}


def logged(problem: Exception) -> str:
    """The one line that the log writes of it."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    formatter = LOGGING["formatters"]["json"]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=formatter["processors"], foreign_pre_chain=formatter["foreign_pre_chain"]
        )
    )
    logger = logging.getLogger("sayeban.tests.logs")
    logger.addHandler(handler)
    try:
        raise problem
    except type(problem):
        logger.exception("failed")
    logger.removeHandler(handler)
    return str(json.loads(stream.getvalue())["exception"])


def test_a_traceback_of_the_database_is_one_filtered_json_line() -> None:
    line = logged(ValueError("Key (identifier)=(9990000018) already exists."))
    assert "9990000018" not in line
    assert "already exists" in line


@pytest.mark.parametrize("name", ["مریم کریمی", "مريم كريمي", "علی‌اصغر", "ﻣﺮﻳﻢ"])
def test_a_traceback_tells_no_name_of_the_row_that_was_refused(name: str) -> None:
    line = logged(ValueError(f"DETAIL:  Failing row contains (7, {name}, 07, null)."))
    assert "Failing row contains (7, […], 07, null)." in line
    assert not any(letter in line for letter in set(name) - {" ", "\u200c"})


def test_the_configuration_is_one_that_python_accepts() -> None:
    before = logging.getLogger().handlers[:]
    dictConfig(LOGGING | {"root": {"handlers": []}})
    logging.getLogger().handlers[:] = before
    assert logging.getLogger("procrastinate.blueprints").level == logging.WARNING
