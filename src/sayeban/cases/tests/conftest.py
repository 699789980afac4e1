"""Seeded places and a published service."""

from datetime import date

import pytest

from sayeban.cases.tests.makers import published
from sayeban.organisations.public import seed


@pytest.fixture
def places(db: None) -> None:
    """Provinces, counties, departments, calendar of 1404 to 1406."""
    seed(date(2026, 11, 23))


@pytest.fixture
def service(places: None) -> None:
    """The service of makers.card() in force."""
    published()
