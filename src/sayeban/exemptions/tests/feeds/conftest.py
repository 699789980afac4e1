"""Fars with its companies; the gas company's program and three households in its feed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.exemptions.tests.feeds.hearing import Receiver
from sayeban.exemptions.tests.feeds.makers import agreed, program, published, token
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released


@pytest.fixture(autouse=True)
def _ground(db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.HOME = tmp_path
    ground()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def gas() -> Client:
    """The program of the gas company, with three households in its feed."""
    made = campaign()
    for serial in (1, 2, 3):
        approved(made, bills=bills(serial), address="خیابان ۱", mobile="+989120000000")
    agreed()
    bearer = token()
    published(released().release_id)
    return program(bearer)


@pytest.fixture
def receiver(tmp_path: Path, settings: Settings) -> Iterator[Receiver]:
    settings.OUTSIDE_NETWORKS = ("127.0.0.0/8",)
    made = Receiver(tmp_path)
    yield made
    made.end()
