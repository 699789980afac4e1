"""The worker begins anew where the database went away, and ends with any fault of its own."""

import asyncio
from typing import Never

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException

from sayeban.sites import worker


def ending_with(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> Never:
        raise problem

    monkeypatch.setattr(worker, "_work", work)


@pytest.mark.parametrize(
    "lost",
    [
        ConnectorException("gone"),
        OperationalError("gone"),
        InterfaceError("closed"),
        psycopg.OperationalError("gone"),
        ConnectionRefusedError(),
    ],
    ids=repr,
)
def test_a_lost_database_is_waited_for(lost: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    ending_with(lost, monkeypatch)
    assert asyncio.run(worker._told_to_stop()) is False


def wrapped(cause: Exception) -> ConnectorException:
    """As procrastinate hands on what the database said."""
    problem = ConnectorException("database error")
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize(
    "fault",
    [
        ZeroDivisionError(),
        FileNotFoundError("static"),
        psycopg.errors.UndefinedTable("no table"),
        wrapped(psycopg.errors.UndefinedTable("no table")),
    ],
    ids=repr,
)
def test_a_fault_of_its_own_is_not_taken_for_a_lost_database(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending_with(fault, monkeypatch)
    with pytest.raises(type(fault)):
        asyncio.run(worker._told_to_stop())
