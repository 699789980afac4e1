"""What tests of facts start from."""

import pytest

from sayeban.facts.tests.makers import household, seeded


@pytest.fixture
def catalogue() -> None:
    """The facts of a new installation."""
    seeded()


@pytest.fixture
def home() -> int:
    """The household of persons 1 (its head), 2 and 3."""
    return household(1, 2, 3)
