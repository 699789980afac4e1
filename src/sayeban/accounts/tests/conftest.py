"""Seeded places."""

import pytest

from sayeban.organisations.public import seed


@pytest.fixture
def places(db: None) -> None:
    """Provinces and counties."""
    seed()
