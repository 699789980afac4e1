"""The database of a journey: really committed, since a server on other connections serves it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests.journeys.site import Site, serving


@pytest.fixture
def served(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Site]:
    """A site on loopback with a home of its own and nothing in it."""
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = tmp_path / "files"
    with serving() as site:
        yield site


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's, which would empty the tables in a role that may not.

    It has that name because pytest-django makes a test database only for tests that ask for one
    of its own fixtures; without it a test would work in the real database.
    """
    refuse_real_data()
    with django_db_blocker.unblock():
        yield
        empty_tables()


def refuse_real_data() -> None:
    """Only a test database may be emptied."""
    described = connection.settings_dict
    if described["NAME"] != described["TEST"]["NAME"]:
        raise RuntimeError(f"{described['NAME']} is no test database")


def empty_tables() -> None:
    """What the journey committed, emptied by the owner."""
    refuse_real_data()
    described = connection.settings_dict
    connection.close()
    with psycopg.connect(
        host=described["HOST"],
        port=described["PORT"] or None,
        dbname=described["NAME"],
        user=described["USER"] or None,
        password=described["PASSWORD"] or None,
        **{k: v for k, v in described["OPTIONS"].items() if k != "assume_role"},
    ) as owner:
        # Threads of the server keep their connections; the database could not be dropped.
        # Autovacuum's workers, too, stand there, and the owner may not end them.
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        own = "|".join(
            each.label for each in apps.get_app_configs() if each.name.startswith("sayeban.")
        )
        tables = owner.execute(
            "SELECT string_agg(format('%%I', tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename ~ %s",
            [f"^({own})_|^procrastinate_(jobs|events)|^django_session"],
        ).fetchone()
        assert tables
        owner.execute(f"TRUNCATE {tables[0]} RESTART IDENTITY CASCADE".encode())
