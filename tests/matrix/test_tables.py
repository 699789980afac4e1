"""Each table as each role in each place, and with no context: no row too many (promises.md S2).

Every table with a place gets one row in each unit, whatever else its columns ask for; so a table of
tomorrow is asked as well. Each policy is taken away once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection

from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import looking
from tests.matrix.people import unit_of
from tests.matrix.places import ABOVE, covering
from tests.matrix.scene import undone

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

STAFF_AND_PLACES = ("accounts_", "organisations_")
"""Staff and gazetteer name no client; sign-in needs them before a scope is known."""
PLACELESS_FOR_ALL = {
    "cases_calendar",
    "cases_duration",
    "cases_expert",
    "cases_service",
    "cases_serviceversion",
    "cases_stepdef",
    "cases_transition",
    "desk_lift",
    "desk_recording",
    "eligibility_meansmodel",
    "eligibility_parameter",
    "eligibility_rule",
    "eligibility_ruleending",
    "eligibility_rulerun",
    "eligibility_ruleversion",
    "exemptions_campaign",
    "exemptions_consumptionstale",
    "exemptions_extension",
    "exemptions_requiredfield",
    "exemptions_textpattern",
    "facts_fact",
    "facts_purpose",
    "facts_register",
    "facts_registerstate",
    "facts_routestate",
    "forms_bankquestion",
    "forms_form",
    "forms_version",
    "notices_template",
    "support_priorityrule",
    "django_migrations",
    "procrastinate_jobs",
    "procrastinate_events",
    "runtime_event",
    "runtime_settingchange",
}
"""The same for the whole country, without a person in it; the queue holds ids of jobs alone."""


@pytest.fixture(autouse=True)
def _as_owner(db: None) -> Iterator[None]:
    """Everything here is laid out by the owner of the tables and undone in the end."""
    with undone():
        yield
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE sayeban_web")


@contextmanager
def owner() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute("SET ROLE sayeban_web")


def asked(sql: str) -> list[tuple[str, ...]]:
    with owner(), connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def tables(condition: str = "true") -> list[str]:
    return [
        name
        for (name,) in asked(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
            f" AND ({condition})"
            " ORDER BY 1"
        )
    ]


def guarded() -> list[str]:
    """The tables whose rows row-level security is to hide."""
    return tables("c.relrowsecurity")


def fill(table: str) -> None:
    """One row in each unit; no other column, no constraint and no trigger asks for anything."""
    columns = asked(
        "SELECT attname, attnotnull, atthasdef OR attidentity <> '', format_type(atttypid, NULL)"
        f" FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0"
        " AND NOT attisdropped"
    )
    # A key that the database does not draw itself would ask for a value as well.
    checks = asked(
        f"SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND (contype = 'c'"
        " OR contype = 'p' AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = conrelid"
        " AND a.attnum = ANY (conkey) AND NOT a.atthasdef AND a.attidentity = ''"
        " AND a.atttypid <> 'uuid'::regtype))"
    )
    keys = {name for name, _, has, kind in columns if kind == "uuid" and not has}
    with owner(), connection.cursor() as cursor:
        # What counts or remembers rows would ask for more than their places.
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for (name,) in checks:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE")
        for name, needed, _, _ in columns:
            if needed and name not in {"id", *keys}:
                cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {name} DROP NOT NULL")
        cursor.execute("SET LOCAL ROLE sayeban_hq")
        for unit in ABOVE:
            place = unit_of(unit)
            values = {"province": place.province, "county": place.county, "centre": place.centre}
            drawn = "".join(f", {key}" for key in keys)
            cursor.execute(
                f"INSERT INTO {table} (province, county, centre{drawn}) VALUES"
                f" (%(province)s, %(county)s, %(centre)s{', gen_random_uuid()' * len(keys)})",
                values,
            )


def seen(table: str, actor: Actor | None) -> set[str]:
    """The units whose row of the table the actor sees; None asks without any context."""
    sql = f"SELECT province, county, centre FROM {table}"
    if actor is None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE sayeban_scoped")
            cursor.execute(sql)
            rows = cursor.fetchall()
            cursor.execute("SET LOCAL ROLE sayeban_web")
    else:
        with looking(actor), connection.cursor() as cursor:
            cursor.execute(sql)
            rows = cursor.fetchall()
    return {_text(*row) for row in rows}


def _text(province: str, county: str, centre: str) -> str:
    return f"centre:{centre}" if centre else county or province or "hq"


def one_in(unit: str) -> Actor:
    return Actor("user", "u", 1, (Appointment("observer", unit_of(unit)),))


def too_many(table: str) -> list[str]:
    """Who sees a row that is not in one of his places, or misses one that is."""
    wrong = [
        f"{unit} sees {sorted(rows)} of {table}"
        for unit in ABOVE
        if (rows := seen(table, one_in(unit)))
        != {other for other in ABOVE if unit in covering(other)}
    ]
    for name, actor in (("without a post", Actor("user", "u", 1)), ("without a context", None)):
        if rows := seen(table, actor):
            wrong.append(f"who is {name} sees {sorted(rows)} of {table}")
    return wrong


def test_each_place_sees_its_rows_of_every_table_and_nobody_else_any() -> None:
    found = guarded()
    assert len(found) > 20
    for table in found:
        fill(table)
        assert too_many(table) == []


def test_each_policy_is_reported_when_it_is_taken_away() -> None:
    unreported = []
    for table in guarded():
        with undone():
            with owner(), connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            fill(table)
            unreported += [] if too_many(table) else [table]
    assert unreported == []


def test_each_policy_is_reported_when_it_lets_every_scoped_role_through() -> None:
    unreported = []
    for table in guarded():
        with undone():
            with owner(), connection.cursor() as cursor:
                cursor.execute(f"ALTER POLICY places ON {table} USING (true)")
            fill(table)
            unreported += [] if too_many(table) else [table]
    assert unreported == []


def test_what_no_policy_guards_names_no_client_or_is_closed_to_the_scoped_role() -> None:
    readable = tables(
        "NOT c.relrowsecurity AND has_table_privilege('sayeban_scoped', c.oid, 'SELECT')"
    )
    named = {table for table in readable if not table.startswith(STAFF_AND_PLACES)}
    assert named == PLACELESS_FOR_ALL


def test_without_a_command_the_web_role_reads_what_sign_in_needs_and_nothing_else() -> None:
    readable = tables("has_table_privilege('sayeban_web', c.oid, 'SELECT')")
    others = {"django_session", "django_migrations"}
    assert {
        t for t in readable if not t.startswith((*STAFF_AND_PLACES, "procrastinate_"))
    } == others


def test_no_working_role_owns_a_table_or_passes_by_its_policies() -> None:
    working = ("web", "hq", "scoped", "bounded", "company", "citizen")
    roles = str(tuple(f"sayeban_{name}" for name in working))
    assert tables(f"pg_get_userbyid(c.relowner) IN {roles}") == []
    free = f"SELECT rolname FROM pg_roles WHERE rolname IN {roles} AND (rolsuper OR rolbypassrls)"
    assert asked(free) == []
    assert tables("c.relrowsecurity AND NOT c.relforcerowsecurity") == []


def test_a_part_of_a_table_is_reached_through_its_table_alone() -> None:
    found = asked(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,"
        " (SELECT bool_or(has_table_privilege(r.rolname, c.oid,"
        " 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'))"
        " FROM pg_roles r WHERE r.rolname ~ '^sayeban_' AND r.rolname <> 'sayeban_backup')"
        " FROM pg_class c WHERE c.relispartition AND c.relkind = 'r'"
    )
    assert [(name, str(guarded), str(open_)) for name, guarded, open_ in found] == [
        ("eligibility_decision_few", "True", "False")
    ]


def test_a_scoped_user_cannot_write_a_row_of_another_place() -> None:
    refused = "row-level security|permission denied for table"  # of some he writes none at all
    for table in tables("c.relrowsecurity"):
        fill(table)
        with pytest.raises(ProgrammingError, match=refused), undone():
            _write_elsewhere(table)


def _write_elsewhere(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE sayeban_scoped")
        cursor.execute("SELECT set_config('sayeban.counties', '0701', true)")
        cursor.execute(f"INSERT INTO {table} (province, county) VALUES ('10', '1001')")


def test_the_operator_sees_all() -> None:
    fill("exemptions_row")
    assert seen("exemptions_row", OPERATOR) == set(ABOVE)
    assert Unit.hq() == unit_of("hq")


def test_functions_with_rights_of_their_owner_look_only_where_nobody_else_writes() -> None:
    """pg_temp last and by name: else tables that a role makes for itself would come first."""
    found = asked(
        "SELECT p.proname, array_to_string(p.proconfig, ',') FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.prosecdef"
    )
    assert len(found) > 5
    assert [name for name, path in found if path != "search_path=public, pg_temp"] == []
