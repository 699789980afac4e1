"""For tests that need more than one connection at a time."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Really committed rows, since another connection has to see them; emptied by the owner.

    Named as pytest-django's own fixture: only such a name makes it create a test database, and
    without one the tables of the real database would be emptied.
    """
    named = connection.settings_dict
    if named["NAME"] != named["TEST"]["NAME"]:
        raise RuntimeError(f"{named['NAME']} is no test database")
    with django_db_blocker.unblock():
        yield
        described = connection.settings_dict
        connection.close()
        options = {k: v for k, v in described["OPTIONS"].items() if k != "assume_role"}
        with psycopg.connect(
            host=described["HOST"],
            dbname=described["NAME"],
            user=described["USER"] or None,
            password=described["PASSWORD"] or None,
            port=described["PORT"] or None,
            **options,
        ) as owner:
            tables = owner.execute(
                "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables"
                " WHERE schemaname = 'public'"
                " AND tablename ~ '^(exemptions|people|organisations|audit|runtime|documents)_'"
            ).fetchone()
            assert tables
            owner.execute(f"TRUNCATE {tables[0]} RESTART IDENTITY CASCADE".encode())
