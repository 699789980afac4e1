"""Registration where the planner holds the registry for empty, as after a load that was undone."""

import pytest
from django.db import connection, transaction

from sayeban.people.tests.makers import national_id, register, source_row
from sayeban.runtime.context import WEB_ROLE

pytestmark = pytest.mark.django_db

PERSONS = 400
_SCANS = """
SELECT sum(coalesce(idx_scan, 0)) FROM pg_stat_xact_user_tables
WHERE relname IN ('people_person', 'people_household')
"""


def looked_up() -> int:
    """How often this transaction went to an index of the registry."""
    with connection.cursor() as cursor:
        cursor.execute(_SCANS)
        return int(cursor.fetchone()[0])


def test_members_are_looked_up_one_by_one_and_not_pair_by_pair() -> None:
    known = [source_row(serial) for serial in range(PERSONS)]
    with transaction.atomic():
        register(*known)
        transaction.set_rollback(True)  # nothing but dead rows is left
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ANALYZE people_person, people_household")
        cursor.execute(f"SET ROLE {WEB_ROLE}")
    register(*known)
    before = looked_up()
    register(*(row | {"head_national_id": national_id(0)} for row in known))
    assert looked_up() - before < 20 * PERSONS
