"""Nothing of one request reaches the next on the same connection (promises.md S3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking

NOW = datetime(2026, 11, 23, tzinfo=UTC)
COUNTIES = ("0701", "0702")
ROUNDS = 500


class Broken(Exception):
    """An error in the middle of a request."""


def head_of(county: str) -> Actor:
    unit = Unit.of_county(county)
    return Actor("user", f"head{county}", int(county), (Appointment("county_head", unit),))


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Committed rows: in the one long transaction of other tests SET LOCAL would never end.

    Named as pytest-django's own fixture: only such a name makes it create a test database.
    """
    named = connection.settings_dict
    if named["NAME"] != named["TEST"]["NAME"]:
        raise RuntimeError(f"{named['NAME']} is no test database")
    with django_db_blocker.unblock():
        _write_messages()
        yield
        with acting(OPERATOR, NOW):
            Message.objects.all().delete()


def _write_messages() -> None:
    with acting(OPERATOR, NOW):
        for county in COUNTIES:
            Message.objects.create(
                key=county,
                user_id=1,
                template="t",
                text="x",
                segments=1,
                status="shown",
                next_try_at=NOW,
                created_at=NOW,
                province="07",
                county=county,
            )


def seen() -> list[str]:
    return list(Message.objects.order_by("key").values_list("key", flat=True))


def wrong_answers(look: Callable[..., object]) -> int:
    """How often a head saw another county's row, over requests of which each third breaks."""
    wrong = 0
    for turn in range(ROUNDS):
        county = COUNTIES[turn % 2]
        try:
            with look(head_of(county)):  # type: ignore[attr-defined]  # a context manager
                wrong += seen() != [county]
                if turn % 3 == 0:
                    raise Broken
        except Broken:
            pass
    return wrong


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_two_users_on_one_connection_never_see_each_other() -> None:
    assert wrong_answers(looking) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('sayeban.counties', true)")
        assert cursor.fetchone() in {("sayeban_web", ""), ("sayeban_web", None)}


@contextmanager
def looking_for_the_session(actor: Actor) -> Iterator[None]:
    """The mistake that `looking` avoids: SET without LOCAL, set once and forgotten."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE sayeban_scoped")
        cursor.execute("SELECT current_setting('sayeban.counties', true)")
        if not (cursor.fetchone() or [""])[0]:
            codes = ",".join(actor.places("county"))
            cursor.execute("SELECT set_config('sayeban.counties', %s, false)", [codes])
    yield


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_with_session_settings_the_same_test_fails() -> None:
    try:
        assert wrong_answers(looking_for_the_session) > 0
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE sayeban_web")
            cursor.execute("SELECT set_config('sayeban.counties', '', false)")


@pytest.mark.usefixtures("transactional_db")
def test_without_a_context_the_scoped_role_sees_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE sayeban_scoped")
        cursor.execute("SELECT count(*) FROM notices_message")
        assert cursor.fetchone() == (0,)
        cursor.execute("SET ROLE sayeban_web")
