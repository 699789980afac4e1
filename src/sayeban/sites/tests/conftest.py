"""A country with its places at a standing clock, and a campaign in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from pytest_django.fixtures import Settings

from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting


@pytest.fixture
def country(db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.HOME = tmp_path
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    with time_machine.travel(NOW):
        with acting(OPERATOR, NOW):
            seed()
        makers.places()
        yield


@pytest.fixture
def campaign() -> Campaign:
    return makers.campaign()
