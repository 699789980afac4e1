"""Seeded places and a published service."""

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from sayeban.cases.tests.makers import published
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
