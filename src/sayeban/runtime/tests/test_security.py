"""Row-level security stands behind every list: forgotten filters show nothing (promises.md S2)."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)

# Every table without row-level security, and why it has none.
OF_EVERYBODY = {
    "accounts_appointment": "scopes are drawn from it, so none can stand before it; a user's posts"
    " elsewhere count too (four eyes, helpers), and lists of staff ask within the reader's units",
    "accounts_session": "which sign-in was ended: asked with each request, before a scope is known",
    "accounts_device": "which phone whose cases may be on: known before anybody signs in on it,"
    " and lists ask within the reader's units",
    "organisations_agreement": "terms with companies: no client in them",
    "accounts_village": "villages of posts, which scopes are drawn from as well",
    "accounts_user": "names of colleagues, shown as authors wherever they work",
    "desk_lift": "what headquarters allowed a province in a freeze week: no person in it",
    "desk_recording": "what pages say aloud to everybody: no person in it",
    "cases_calendar": "working days of provinces: the calendar is public",
    "cases_duration": "how long services take, in numbers: shown to everybody",
    "cases_expert": "which colleague answers for a department, as his posts",
    "cases_service": "the catalogue of services is public",
    "cases_serviceversion": "the same for its versions",
    "cases_stepdef": "the same for their steps",
    "cases_transition": "the same for what follows a step",
    "django_migrations": "names of migrations",
    "django_session": "opaque session keys, needed before a scope is known",
    "eligibility_meansmodel": "which facts count how much: no household in it",
    "eligibility_parameter": "numbers of the law",
    "eligibility_rule": "what the law asks is public",
    "eligibility_ruleending": "since when a rule says nothing: as public as the rule",
    "eligibility_rulerun": "when a rule was asked and how many: no person in it",
    "eligibility_ruleversion": "the same as its rule",
    "exemptions_campaign": "the terms of a campaign are the same for the whole country",
    "exemptions_consumptionstale": "which months are to be counted anew: no person and no place",
    "exemptions_extension": "the same for its extensions",
    "exemptions_requiredfield": "the same for what companies demand",
    "exemptions_textpattern": "words of companies' messages, the same for the whole country",
    "forms_form": "what forms ask is the same for the whole country",
    "forms_version": "the same for its versions",
    "forms_bankquestion": "the same for the questions that forms share",
    "facts_fact": "what can be known: no person and no place",
    "notices_template": "texts without a receiver",
    "organisations_centre": "published addresses of the organisation",
    "organisations_closure": "the calendar is public",
    "organisations_county": "the map is public",
    "organisations_department": "names of departments",
    "organisations_holiday": "the calendar is public",
    "organisations_province": "the map is public",
    "organisations_supportinstitution": "names of institutions",
    "organisations_utilitycompany": "names of companies; a bill may be of another province",
    "organisations_weekend": "the calendar is public",
    "procrastinate_events": "the queue of the worker: ids of jobs, no data of persons",
    "procrastinate_jobs": "the same",
    "procrastinate_periodic_defers": "the same",
    "procrastinate_workers": "the same",
    "facts_purpose": "what registers may be asked for: no person in it",
    "facts_register": "where registers are: the same",
    "facts_registerstate": "how they are: the same",
    "facts_routestate": "how the bus that leads to them is: the same",
    "support_priorityrule": "how waiting lists are ordered: no person in it",
    "runtime_event": "codes and units, for the worker",
    "runtime_settingchange": "settings of campaigns, companies and calendars: no person in them",
}
OF_HEADQUARTERS = {
    "eligibility_impact": "counts over the country, and the numbers of some sampled files",
    "exemptions_load": "files of headquarters",
    "exemptions_loadchunk": "their parts",
    "exemptions_rejectedrow": "rows that have no place yet",
    "notices_inbound": "answers by SMS, of whose sender no place is known",
    "exemptions_hook": "where companies hear of their feeds: no client in it",
    "exemptions_signal": "how far each was told: the same",
    "exemptions_signalattempt": "when that was tried: the same",
    "interop_partner": "records of partners, and what they were told and told us",
    "interop_exchange": "the same",
    "interop_outgoing": "the same",
    "interop_subscription": "the same",
    "interop_civilevent": "the same",
    "interop_feedseen": "numbers of feeds",
    "interop_grant": "what programs of institutions may",
    "interop_sent": "keys of submissions and requests that they sent",
    "exemptions_unknowntext": "messages without sender and place, for whoever writes patterns",
}
OF_NOBODY = {
    "accounts_machineclient": "programs of companies: the web role alone, before one is known",
    "accounts_machinesecret": "hashes of their secrets: the same",
    "accounts_machinetoken": "hashes of their tokens: the same",
    "accounts_machineminute": "how often each called: the same",
    "accounts_machinekey": "answers to repeated calls: the same",
    "accounts_machinecall": "their calls: reached through accounts_called() alone",
    "accounts_citizenvisit": "who asked for a code of his own page: the web role alone",
    "accounts_machinesigned": "what they signed: the same",
    "accounts_machinebuscall": "what a bus said of their calls: the same",
    "accounts_credential": "hashes and secrets: the web role alone, before a scope is known",
    "accounts_signinsource": "wrong tries by address: the web role alone, before a scope is known",
    "audit_event": "reached through audit_record() alone",
    "audit_look": "reached through audit_look() alone",
    "audit_seal": "hashes and signatures: reached through audit_seals() and audit_seal() alone",
}


def unguarded() -> set[str]:
    """The tables whose rows no policy hides."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relforcerowsecurity"
        )
        return {name for (name,) in cursor.fetchall()}


def may_read(role: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, 'SELECT')", [role, table])
        return bool(cursor.fetchone() == (True,))


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


def test_every_table_without_row_level_security_is_named_with_a_reason() -> None:
    assert unguarded() == OF_EVERYBODY.keys() | OF_HEADQUARTERS.keys() | OF_NOBODY.keys()


def test_a_table_that_loses_its_policy_is_seen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SET ROLE sayeban_web")
    assert "people_person" in unguarded()


@pytest.mark.parametrize("table", OF_HEADQUARTERS)
def test_headquarters_alone_reads_its_own_tables(table: str) -> None:
    assert may_read("sayeban_hq", table)
    assert not may_read("sayeban_scoped", table)


@pytest.mark.parametrize("table", OF_NOBODY)
def test_no_command_and_no_page_reads_what_is_nobodys(table: str) -> None:
    assert not may_read("sayeban_hq", table)
    assert not may_read("sayeban_scoped", table)


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
