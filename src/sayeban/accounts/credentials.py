"""The only way from a command to the table of credentials."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from sayeban.runtime.context import WEB_ROLE


@contextmanager
def as_web() -> Iterator[None]:
    """Touch credentials inside a running command, then take its role again.

    Needs no `finally`: SET LOCAL is undone by the rollback of whatever fails within.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        row = cursor.fetchone()
        assert row is not None
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        yield
        cursor.execute(f"SET LOCAL ROLE {row[0]}")
