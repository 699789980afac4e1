"""A country with its places at a standing clock, and a campaign in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from psycopg.conninfo import make_conninfo
from pytest_django.fixtures import Settings

from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.tests.command_line import CommandLine, Thread


@pytest.fixture
def places(db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Two provinces with their counties and centres, at the standing clock."""
    settings.HOME = tmp_path
    with time_machine.travel(NOW):
        makers.places()
        yield


@pytest.fixture
def country(places: None) -> None:
    """All of Iran."""
    with acting(OPERATOR, NOW):
        seed()


@pytest.fixture
def sayeban(
    places: None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> CommandLine:
    """The command line on the test's database, with a home of its own."""
    monkeypatch.setenv("SAYEBAN_HOME", str(tmp_path))
    named = make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    monkeypatch.setenv("DATABASE_URL", named)
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def thread(sayeban: CommandLine, tmp_path: Path) -> Thread:
    """The same, with each answer held against what is documented."""
    return Thread(sayeban, tmp_path)


@pytest.fixture
def campaign() -> Campaign:
    return makers.campaign()
