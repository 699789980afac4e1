"""The site that page tests visit, its campaign and who works in it, and committed rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests import makers, release_makers, sheets_made
from sayeban.exemptions.tests.ladder import CENTRE, PROVINCE
from sayeban.exemptions.tests.visiting import client_of, staff, visitor
from sayeban.runtime.tests.committed import committed_rows


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Pages of makers.NOW with files of their own; passwords are kept without cost."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(makers.NOW, tick=True):
        yield


@pytest.fixture
def campaign(db: None) -> Campaign:
    """A campaign among known companies and centres, where a module has none of its own."""
    release_makers.ground()
    return makers.campaign()


@pytest.fixture
def director(campaign: Campaign) -> Client:
    """The director-general of the province."""
    return visitor("director", Post.DIRECTOR_GENERAL, PROVINCE)


@pytest.fixture
def worker(campaign: Campaign) -> Client:
    """A trained social worker of the centre in the test's own `campaign`."""
    actor = staff("worker", Post.SOCIAL_WORKER, CENTRE)
    sheets_made.trained(campaign, actor)
    return client_of(actor)


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Really committed rows, since another connection has to see them."""
    tables = "^(exemptions|people|organisations|audit|runtime|documents|interop)_|^accounts_machine"
    with committed_rows(django_db_blocker, tables):
        yield
