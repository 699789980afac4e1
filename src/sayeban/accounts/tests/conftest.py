"""Fast password hashes and seeded places."""

import pytest
from pytest_django.fixtures import Settings

from sayeban.organisations.public import seed


@pytest.fixture(autouse=True)
def _fast_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]


@pytest.fixture
def places(db: None) -> None:
    """Provinces and counties."""
    seed()
