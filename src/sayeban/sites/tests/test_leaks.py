"""No program of a company reaches a byte of another company's (promises.md S12)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from pytest_django.fixtures import Settings

from sayeban.exemptions import jobs as _jobs  # noqa: F401 - registers its kinds of jobs
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.models import CompanyNotice, CompanyReceipt, ConsumptionReport
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.leaks import (
    calls,
    leaks,
    text,
)
from sayeban.sites.tests.leaks_scene import Scene, made
from sayeban.sites.tests.test_api_described import OPERATIONS

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def scene(db: None, settings: Settings, tmp_path: Path) -> Iterator[Scene]:
    settings.HOME = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield made()


def found(scene: Scene, *names: str) -> list[str]:
    """What these programs reach of everything that is held; of all of them without a name.

    Who is not let in at all is asked about one feed.
    """
    callers = [scene.caller(name) for name in names] or scene.callers
    every = list(scene.held.values())
    return [
        leak
        for caller in callers
        for held in (every if caller.scopes else every[:1])
        for leak in leaks(caller, held)
    ]


def test_no_program_reaches_what_is_another_companys(scene: Scene) -> None:
    secrets = [each for held in scene.held.values() for each in held.secrets]
    assert len(secrets) == len(set(secrets)) == 10 * len(scene.held)
    assert found(scene) == []


def test_what_another_program_sends_changes_nothing(scene: Scene) -> None:
    """Of all that others send about a household nothing is kept but the job of its own company."""
    own = scene.held["behzisti.gas.07.308"]
    for caller in scene.callers:
        if own.feed not in caller.feeds:
            leaks(caller, own)
    with acting(OPERATOR, NOW):
        for model in (CompanyReceipt, ConsumptionReport, CompanyNotice):
            assert not model.objects.filter(exemption_id=own.household.exemption).exists()
    # The control: its own program does change it.
    leaks(scene.caller("gas-308"), own)
    with acting(OPERATOR, NOW):
        for model in (CompanyReceipt, ConsumptionReport, CompanyNotice):
            assert model.objects.filter(exemption_id=own.household.exemption).exists()


def test_the_search_sees_what_is_told(scene: Scene) -> None:
    """The control: everything that a program reads of its own company is found in the answers."""
    held = scene.held["behzisti.gas.07.307"]
    own, seen = scene.caller("gas-307"), {}
    # Read before it is answered: what is acknowledged is open no more.
    for call in sorted(calls(held, {held.feed}), key=lambda each: each.method):
        answer = own.asks(call)
        assert answer.status_code in (200, 202), (call, answer.content)
        said = text(answer)
        seen[call.operation, call.path[-4:]] = {each for each in held.secrets if each in said}
    household = set(held.household.secrets)
    for (operation, kind), told in seen.items():
        if operation in {"listChanges", "getExemption", "listOpenReceipts"}:
            assert told >= household
        if operation == "getSnapshotFile":
            assert told >= household, kind
        if operation == "getSnapshotManifest":
            assert told >= set(held.files)


@contextmanager
def without(*statements: str) -> Iterator[None]:
    """The database with something of its own replaced, for the length of a test."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for each in statements:
            cursor.execute(each)
        cursor.execute("SET ROLE sayeban_web")
    yield


OPENED = (
    *("exemptions_feed", "exemptions_exemption", "exemptions_feedchange"),
    *("exemptions_feedsnapshot", "exemptions_reportupload"),
    *("exemptions_companyreceipt", "exemptions_consumptionreport", "exemptions_companynotice"),
)
NO_POLICY = [f"ALTER POLICY feeds ON {table} USING (true)" for table in OPENED]


def replaced(function: str, old: str, new: str) -> str:
    """A function as it stands in the database, with another part."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [function])
        (sql,) = cursor.fetchone() or ("",)
    assert old in sql
    return str(sql).replace(old, new)


@pytest.mark.full
def test_without_row_level_security_another_companys_job_would_be_told(scene: Scene) -> None:
    """The control, and what stands behind it: what names a feed asks for itself as well."""
    with without(*NO_POLICY):
        told = found(scene, "gas-307", "power-207")
    assert told
    assert {each.split()[1] for each in told} == {"getJob"}


@pytest.mark.full
def test_without_the_open_feeds_everything_would_be_told(scene: Scene) -> None:
    """The control: which feeds are open is said by one function alone."""
    everything = replaced(
        "organisations_open_feeds",
        """WHERE a.utility = organisations_open_feeds.utility
    AND a.company = organisations_open_feeds.company
    AND""",
        "WHERE",
    )
    with without(everything):
        told = found(scene, "gas-307")
    assert {each.split()[1] for each in told} == set(OPERATIONS) - {"listFeeds"}


@pytest.mark.full
def test_without_the_question_for_the_scope_it_would_not_matter(scene: Scene) -> None:
    """The control: each operation asks for its own scope."""
    careless = replaced(
        "accounts_enter", "IF NOT scope = ANY (program.granted::text[])", "IF false"
    )
    with without(careless):
        told = found(scene, "exemption-read", "exemption-consumption")
    assert {each.split()[1] for each in told} >= {"listChanges", "postReceipts", "postConsumption"}


def test_a_key_of_another_program_tells_nothing_of_its_call(scene: Scene) -> None:
    keys = {"Idempotency-Key": "k" * 16}
    one, two = (scene.held[each] for each in ("behzisti.gas.07.307", "behzisti.gas.07.308"))
    jobs = {
        scene.caller(name).asks(replace(call, headers=keys)).json()["job_id"]
        for held, name in ((one, "gas-307"), (two, "gas-308"))
        for call in calls(held, {held.feed})
        if call.operation == "postConsumption" and call.kind == NDJSON
    }
    assert len(jobs) == 2
