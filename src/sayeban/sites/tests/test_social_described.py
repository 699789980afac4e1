"""The served description of the institutions' service is valid and says what the code does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from pytest_django.fixtures import Settings
from schemathesis import Case
from schemathesis.specs.openapi.schemas import OpenApiSchema

from sayeban.interop.tests.social.makers import ground, program
from sayeban.sites.api import operations
from sayeban.sites.api_social import social

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PATH = "/social/v1/openapi.json"
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OPERATIONS = (
    *("lookupFacts", "listForms", "getForm"),
    *("createSubmission", "getSubmission", "answerSubmission", "submitSubmission"),
    *("openCase", "getCase", "track"),
)


@pytest.fixture
def served(settings: Settings, tmp_path: Path) -> Iterator[OpenApiSchema]:
    """The service with two persons, a form and a service in force."""
    settings.HOME = tmp_path
    ground()
    # As Django's own client does: the test's transaction outlives a request.
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(PATH, get_wsgi_application())
    for each in signals:
        each.connect(close_old_connections)


def described() -> dict[str, Any]:
    found: dict[str, Any] = Client().get(PATH).json()
    return found


def test_the_description_is_valid() -> None:
    validate(described())


def test_every_operation_is_tried() -> None:
    told = [each["operationId"] for way in described()["paths"].values() for each in way.values()]
    assert set(told) == set(OPERATIONS) == {each.operation_id for each in operations(social)}


def test_tracking_alone_asks_for_no_scope() -> None:
    told = [each for way in described()["paths"].values() for each in way.values()]
    assert [each["operationId"] for each in told if not each["security"]] == ["track"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_as_it_is_described(served: OpenApiSchema, name: str) -> None:
    """Every check of schemathesis: no fault of ours, no answer of another form, no open door."""
    bearer = program(per_minute=1_000_000).bearer
    strategy = served.find_operation_by_id(name).as_strategy()

    @FEW
    @given(case=strategy)
    def tried(case: "Case[Any]") -> None:
        # The transport of the tests reads no zstd.
        headers = {"Authorization": f"Bearer {bearer}", "Accept-Encoding": "identity"}
        case.call_and_validate(headers=headers)

    tried()
