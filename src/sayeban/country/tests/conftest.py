"""Fixtures of the country tests: the database functions answer for whole lists of texts."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from sayeban.country.tests.forms import Answers


@pytest.fixture
def sql_connection(db: None) -> BaseDatabaseWrapper:
    """The test database, in which a migration has made the functions of country.sql."""
    return connection


@pytest.fixture
def sql_answers(sql_connection: BaseDatabaseWrapper) -> Answers:
    """`sql_answers(function, texts)`: the function's answer for every text, in order."""

    def ask(function: str, texts: Sequence[str | None]) -> list[Any]:
        query = sql.SQL(
            "SELECT {}(t) FROM unnest(%s::text[]) WITH ORDINALITY AS typed(t, place) ORDER BY place"
        ).format(sql.Identifier(function))
        with sql_connection.cursor() as cursor:
            cursor.execute(query, [list(texts)])
            return [answer for (answer,) in cursor.fetchall()]

    return ask
