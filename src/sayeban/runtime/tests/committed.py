"""Rows that other connections see: really committed, and emptied by the owner afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def committed_rows(blocker: DjangoDbBlocker, tables: str) -> Iterator[None]:
    """Inside it rows are committed; then the tables whose names match are emptied.

    A fixture that uses it is called `transactional_db` as pytest-django's own: only such a name
    makes it create a test database, and without one the real tables would be emptied.
    """
    named = connection.settings_dict
    if named["NAME"] != named["TEST"]["NAME"]:
        raise RuntimeError(f"{named['NAME']} is no test database")
    with blocker.unblock():
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
            found = owner.execute(
                "SELECT string_agg(format('%%I', tablename), ', ') FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename ~ %s",
                [tables],
            ).fetchone()
            assert found
            owner.execute(f"TRUNCATE {found[0]} RESTART IDENTITY CASCADE".encode())
