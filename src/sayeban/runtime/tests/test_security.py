"""Row-level security stands behind every list: forgotten filters show nothing (promises.md S2)."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)

OPEN_TABLES = {
    "django_migrations": "names of migrations",
    "django_session": "opaque session keys, needed before a scope is known",
    "django_content_type": "names of models, no data of ours",
    "audit_event": "reached through audit_record() alone",
    "audit_look": "reached through audit_look() alone",
}
PLACELESS = ("organisations_", "accounts_", "notices_", "procrastinate_", "auth_")


def tables() -> list[tuple[str, bool, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relforcerowsecurity, EXISTS (SELECT 1 FROM pg_attribute a"
            " WHERE a.attrelid = c.oid AND a.attname = 'province' AND NOT a.attisdropped)"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
        )
        return list(cursor.fetchall())


def user(unit: Unit) -> Actor:
    return Actor("user", "u", 1, (Appointment("county_expert", unit),))


def visible(actor: Actor) -> set[str]:
    with looking(actor), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM runtime_history")
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def history() -> None:
    rows = [("fars", "07", "", ""), ("abadeh", "07", "0701", ""), ("c1", "07", "0701", "C1")]
    rows += [("estahban", "07", "0702", ""), ("isfahan", "10", "1001", "")]
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO runtime_history (table_name, row_id, old, at, province, county, centre)"
            " VALUES (%s, 1, '{}', now(), %s, %s, %s)",
            rows,
        )


def test_every_table_that_knows_a_province_is_forced_to_its_place() -> None:
    unguarded = {
        name
        for name, forced, placed in tables()
        if placed and not forced and not name.startswith(PLACELESS)
    }
    assert unguarded == set()


def test_every_table_without_a_place_is_known_to_be_so() -> None:
    shared = {"runtime_event", "exemptions_campaign", "exemptions_extension"}
    shared |= {"exemptions_requiredfield", "exemptions_load", "exemptions_loadchunk"}
    shared |= {"exemptions_rejectedrow"}
    forgotten = {
        name
        for name, forced, _ in tables()
        if not forced
        and name not in OPEN_TABLES
        and name not in shared
        and not name.startswith(PLACELESS)
    }
    assert forgotten == set()


@pytest.mark.usefixtures("history")
def test_each_place_sees_its_own_rows_and_headquarters_all() -> None:
    assert visible(user(Unit.of_centre("0701", "C1"))) == {"c1"}
    assert visible(user(Unit.of_county("0701"))) == {"abadeh", "c1"}
    assert visible(user(Unit.of_province("07"))) == {"fars", "abadeh", "c1", "estahban"}
    assert len(visible(user(Unit.hq()))) == 5


@pytest.mark.usefixtures("history")
def test_a_user_without_any_post_sees_nothing() -> None:
    assert visible(Actor("user", "u", 1)) == set()


@pytest.mark.usefixtures("history")
def test_outside_a_command_the_working_role_may_not_even_ask() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, 'runtime_history', 'SELECT')")
        assert cursor.fetchone() == (False,)


@pytest.mark.usefixtures("history")
def test_without_the_policy_the_same_question_would_show_everything() -> None:
    """The control: it is the policy, not the query, that hides the rows."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE runtime_history NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE runtime_history DISABLE ROW LEVEL SECURITY")
        cursor.execute("SET ROLE sayeban_web")
    assert len(visible(user(Unit.of_centre("0701", "C1")))) == 5


def test_a_scoped_user_cannot_write_into_another_place() -> None:
    with (
        pytest.raises(Exception, match="row-level security"),
        acting(user(Unit.of_county("0701")), NOW),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO runtime_history (table_name, row_id, old, at, province, county, centre)"
            " VALUES ('x', 1, '{}', now(), '10', '1001', '')"
        )
