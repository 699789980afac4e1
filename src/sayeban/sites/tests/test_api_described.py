"""The served description is valid and says what the code does (OpenAPI 3.1, promises.md S12)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from pytest_django.fixtures import Settings
from schemathesis import Case
from schemathesis.specs.openapi.schemas import OpenApiSchema

from sayeban.exemptions.pages.companies import shown
from sayeban.exemptions.public import make_snapshot
from sayeban.exemptions.tests.feeds.makers import FEED, agreed, published, token
from sayeban.exemptions.tests.makers import campaign
from sayeban.exemptions.tests.release_makers import approved, bills, ground, released
from sayeban.runtime.actor import SYSTEM
from sayeban.sites.api import description, operations

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PATH = "/utility/v1/openapi.json"
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OPERATIONS = (
    *("listFeeds", "listChanges", "getExemption", "lookupExemptions"),
    *("getSnapshotManifest", "getSnapshotFile"),
    *("postReceipts", "postConsumption", "postNotices", "getJob"),
    *("listOpenReceipts",),
)


@pytest.fixture
def served(settings: Settings, tmp_path: Path) -> Iterator[OpenApiSchema]:
    """The service with three households in the feed of a company whose program has a token."""
    settings.HOME = tmp_path
    ground()
    made = campaign()
    for serial in (1, 2, 3):
        approved(made, bills=bills(serial))
    agreed()
    published(released().release_id)
    make_snapshot(actor=SYSTEM, at=timezone.now(), feed_id=FEED)
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
    assert set(told) == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_as_it_is_described(served: OpenApiSchema, name: str) -> None:
    """Every check of schemathesis: no fault of ours, no answer of another form, no open door."""
    bearer = token(per_minute=1_000_000)
    strategy = served.find_operation_by_id(name).as_strategy()

    @FEW
    @given(case=strategy)
    def tried(case: "Case[Any]") -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {bearer}"})

    tried()


def test_every_operation_has_a_word_in_the_lists_of_calls() -> None:
    names = {each.view_func.__name__ for each in operations()}
    assert names - set(shown.OPERATIONS) == set()


def test_headers_have_the_names_of_http() -> None:
    told = [each for methods in description()["paths"].values() for each in methods.values()]
    names = {
        each["name"]
        for operation in told
        for each in operation.get("parameters", ())
        if each["in"] == "header"
    }
    assert names == {"Idempotency-Key", "If-None-Match", "If-Range", "Prefer", "Range"}
