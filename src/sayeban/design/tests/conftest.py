import pytest
from django.template import engines
from jinja2 import Environment
from pytest_django.fixtures import Settings

from sayeban.design.tests.samples import SETTINGS


@pytest.fixture(autouse=True)
def own_settings(settings: Settings) -> None:
    for name, value in SETTINGS.items():
        setattr(settings, name, value)


@pytest.fixture
def env(own_settings: None) -> Environment:
    """The environment that pages are drawn with."""
    found: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # Jinja2's engine has it
    return found
