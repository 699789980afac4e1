"""A village helper reads names of his villages: the database holds it, not pages (A-095, S2)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection, transaction

from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads.villages import neighbour, neighbours, own_villages
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, OTHER_COUNTY, SECOND, world
from sayeban.kit.units import Unit
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

DISTRICT, NEXT = "0701020002", "0701020003"
READABLE = {
    "accounts_appointment": "whom he is",
    "accounts_device": "his phones",
    "accounts_session": "where he is signed in",
    "accounts_user": "names of colleagues",
    "accounts_village": "his villages",
    "django_migrations": "what /readyz asks, whoever calls it",
    "exemptions_campaign": "what runs",
    "exemptions_helperentry": "what he entered himself",
    "exemptions_row": "names of his villages",
    "notices_message": "what he was told himself",
    "organisations_centre": "names of offices",
    "organisations_county": "the map is public",
    "organisations_province": "the map is public",
    "organisations_supportinstitution": "who publishes",
    "people_residence": "which household lives in his villages",
}
"""Every table of which his role may read anything."""
NAMES = {"id", "key", "campaign_id", "household_id", "full_name", "name_sort", "is_head", "state"}
PLACE = {"province", "county", "centre"}


def helper(*parts: str, unit: Unit = COUNTY, user_id: int = 501) -> Actor:
    post = Appointment("village_helper", unit, helper=True, parts=parts)
    return Actor("user", "helper", user_id, (post,))


def lives(row: Row, village: str, district: str = DISTRICT, *, gone: bool = False) -> Row:
    with acting(OPERATOR, makers.NOW):
        Residence.objects.create(
            household_id=row.household_id,
            village=village,
            rural_district=district,
            until=makers.NOW.date() if gone else None,
            province=row.province,
            county=row.county,
            centre=row.centre,
        )
    return row


@pytest.fixture
def campaign() -> Campaign:
    """One person in each of several villages, and one whose village nobody knows."""
    made = world()
    lives(makers.row(made, CENTRE, full_name="بیدکی"), "بیدک")
    lives(makers.row(made, SECOND, full_name="آبزالویی"), "آبزالو")
    lives(makers.row(made, CENTRE, full_name="همسایه"), "بیدک", NEXT)
    lives(makers.row(made, OTHER_COUNTY, full_name="دور"), "بیدک")
    lives(makers.row(made, CENTRE, full_name="رفته"), "بیدک", gone=True)
    makers.row(made, CENTRE, full_name="بی‌نشان")
    return made


def seen(actor: Actor, campaign: Campaign) -> set[str]:
    with looking(actor):
        return {each.full_name for each in neighbours(campaign.pk)[0]}


def test_he_sees_his_villages_in_his_unit_and_no_others(campaign: Campaign) -> None:
    assert seen(helper(f"{DISTRICT}/بیدک"), campaign) == {"بیدکی"}
    assert seen(helper(f"{DISTRICT}/"), campaign) == {"بیدکی", "آبزالویی"}
    assert seen(helper(f"{DISTRICT}/", unit=CENTRE), campaign) == {"بیدکی"}
    assert seen(helper(f"{NEXT}/بیدک", f"{DISTRICT}/آبزالو"), campaign) == {"همسایه", "آبزالویی"}
    assert seen(helper("/"), campaign) == seen(helper("/بیدک"), campaign) == set()
    assert seen(helper(), campaign) == set(), "a helper without a village sees nobody"
    with looking(helper(f"{DISTRICT}/")):
        assert own_villages(campaign.pk) == [("آبزالو", 1), ("بیدک", 1)]


def test_another_post_beside_it_does_not_widen_his_villages(campaign: Campaign) -> None:
    """On his pages he is the helper alone; elsewhere the whole post counts, and adds nothing."""
    bounded = helper(f"{DISTRICT}/بیدک")
    both = Actor(
        "user", "both", 502, (*bounded.appointments, Appointment("observer", OTHER_COUNTY))
    )
    assert not both.is_bounded
    assert both.places("county") == [OTHER_COUNTY.county]
    assert both.only(frozenset({"village_helper"})).is_bounded
    assert seen(both.only(frozenset({"village_helper"})), campaign) == {"بیدکی"}


def asked(actor: Actor, sql: str) -> list[tuple[object, ...]]:
    with looking(actor), connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT national_id FROM exemptions_row",
        "SELECT mobile FROM exemptions_row",
        "SELECT address, postal_code FROM exemptions_row",
        "SELECT postal_code FROM people_residence",
        "SELECT * FROM people_person",
        "SELECT * FROM exemptions_connection",
        "SELECT * FROM exemptions_contact",
    ],
)
def test_neither_ids_nor_telephones_nor_addresses_reach_him(campaign: Campaign, sql: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        asked(helper(f"{DISTRICT}/"), sql)


def privileges(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}


def test_his_role_reads_the_named_tables_and_columns_and_nothing_else() -> None:
    tables = privileges(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v')"
        " AND has_any_column_privilege('sayeban_bounded', c.oid, 'SELECT')"
    )
    assert tables == READABLE.keys()
    columns = (
        "SELECT attname FROM pg_attribute WHERE attrelid = '{}'::regclass AND attnum > 0"
        " AND has_column_privilege('sayeban_bounded', attrelid, attnum, 'SELECT')"
    )
    assert privileges(columns.format("exemptions_row")) == NAMES | PLACE
    assert privileges(columns.format("people_residence")) == PLACE | {
        *("household_id", "rural_district", "village", "until")
    }
    written = privileges(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
        " AND (has_table_privilege('sayeban_bounded', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
        " OR has_any_column_privilege('sayeban_bounded', c.oid, 'UPDATE'))"
    )
    assert written == {
        *("accounts_device", "accounts_session", "accounts_user", "exemptions_helperentry"),
    }


@contextmanager
def owner() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute("SET ROLE sayeban_web")


@pytest.mark.parametrize("table", ["exemptions_row", "people_residence"])
def test_each_policy_that_is_opened_is_seen(campaign: Campaign, table: str) -> None:
    """The controls: without either of the two policies he sees more than his village."""
    with owner(), connection.cursor() as cursor:
        cursor.execute(f"ALTER POLICY parts ON {table} USING (true)")
        if table == "exemptions_row":
            cursor.execute("ALTER POLICY parts ON people_residence USING (until IS NULL)")
    assert seen(helper(f"{DISTRICT}/بیدک"), campaign) > {"بیدکی"}


def test_a_whole_post_is_what_the_bound_takes_away(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the role: as a scoped user of the county he would see every village of it."""
    monkeypatch.setattr("sayeban.runtime.context.BOUNDED_ROLE", "sayeban_scoped")
    found = seen(helper(f"{DISTRICT}/بیدک"), campaign)
    assert {"بیدکی", "آبزالویی", "همسایه"} <= found


def test_one_person_of_another_village_is_not_found_by_his_key(campaign: Campaign) -> None:
    with acting(OPERATOR, makers.NOW):
        keys = dict(Row.objects.values_list("full_name", "key"))
    with looking(helper(f"{DISTRICT}/بیدک")):
        assert neighbour(campaign.pk, keys["بیدکی"]) is not None
        assert neighbour(campaign.pk, keys["آبزالویی"]) is None
        assert neighbour(campaign.pk, keys["بی‌نشان"]) is None
