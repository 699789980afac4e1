"""A campaign, and a trained social worker of the centre with a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE
from sayeban.exemptions.tests.visiting import client_of, staff


@pytest.fixture(autouse=True)
def _site(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(makers.NOW, tick=True):
        yield


@pytest.fixture
def campaign(db: None) -> Campaign:
    makers.places()
    for utility in ("gas", "water", "electricity"):
        makers.company("307", utility, "07")
    return makers.campaign()


@pytest.fixture
def worker(campaign: Campaign) -> Client:
    """A trained social worker of the centre."""
    actor = staff("worker", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, actor)
    return client_of(actor)
