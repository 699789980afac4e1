"""Seeded places and a published service."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.cases.tests.makers import NOW, published
from sayeban.cases.tests.visiting import visitor
from sayeban.organisations.public import seed


@pytest.fixture(autouse=True)
def _liaisons_are_trained(settings: Settings) -> None:
    """The desk records their courses; a test of that says who lacks his."""
    settings.LIAISON_TRAINED = "sayeban.cases.tests.makers.trained"


@pytest.fixture
def places(db: None) -> None:
    """Provinces, counties, departments, calendar of 1404 to 1406."""
    seed(date(2026, 11, 23))


@pytest.fixture
def service(places: None) -> None:
    """The service of makers.card() in force."""
    published()


@pytest.fixture
def now() -> Iterator[None]:
    """The clock stands still."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def clerk() -> Client:
    """A desk clerk's browser."""
    return visitor(Post.DESK_CLERK)
