"""Tests run on a real PostgreSQL: DATABASE_URL, else an embedded one of their own."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from sayeban.design import testing
from sayeban.runtime.context import WEB_ROLE
from sayeban.sites import embedded
from sayeban.sites.settings import database

# A busy machine draws slowly; that says nothing about the code.
_CALM = hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile("full", _CALM)
hypothesis_settings.register_profile("commit", _CALM, max_examples=20)


def pytest_configure(config: pytest.Config) -> None:
    # A commit draws a part of what the full run draws: others each time.
    if "not full" in config.option.markexpr:
        hypothesis_settings.load_profile("commit")
        testing.share_by_axe = 1 / 3
    else:
        hypothesis_settings.load_profile("full")
    # Tests run on a well filled disk too; those of the bound set their own.
    os.environ.setdefault("SAYEBAN_DISK_MOST", "101")
    settings.DISK_MOST = 101
    settings.PASSWORD_HASHERS = ["tests.hashing.Quick"]
    url = os.environ.get("DATABASE_URL") or embedded.ensure_running(
        Path(".sayeban-test").absolute()
    )
    os.environ["DATABASE_URL"] = url
    described = database(url, owner=True)
    described["TEST"] = settings.DATABASES["default"].get("TEST", {}) | described["TEST"]
    settings.DATABASES["default"].update(described)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tables are made by their owner; the tests then work as the web process does."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # What a test commits is thrown away with its database: no disk has to have it.
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        connection.settings_dict["OPTIONS"]["assume_role"] = WEB_ROLE
        connection.close()
    yield
    with django_db_blocker.unblock():
        del connection.settings_dict["OPTIONS"]["assume_role"]
        connection.close()


@pytest.fixture(scope="session", autouse=True)
def _temporary_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a page keeps for its next step lies among the files of this run, and goes with them."""
    before, tempfile.tempdir = tempfile.tempdir, str(tmp_path_factory.mktemp("temporary"))
    yield
    tempfile.tempdir = before


@pytest.fixture(scope="session", autouse=True)
def _browser() -> Iterator[None]:
    yield
    testing.close_browser()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What a page keeps for a minute is not of another test's database."""
    cache.clear()
