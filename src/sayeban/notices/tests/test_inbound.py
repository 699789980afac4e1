"""Answers by SMS come once each through a secret address, which tells a stranger nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.notices.actions.receive import KEPT, MOST_A_DAY, receive_sms
from sayeban.notices.models import Inbound
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.models import Event

pytestmark = pytest.mark.django_db

SECRET = "a-long-secret-word"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
FIELDS = {"messageid": "77", "from": "09121112233", "to": "10004346", "message": "۱"}


@pytest.fixture(autouse=True)
def _known(settings: Settings) -> None:
    settings.SMS = {"adapter": "local", "inbound": SECRET}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def came(secret: str = SECRET, **changed: str) -> int:
    return (
        Client(enforce_csrf_checks=True)
        .post(f"/notices/received/{secret}/", FIELDS | changed)
        .status_code
    )


def kept() -> list[tuple[str, str]]:
    with acting(OPERATOR, NOW):
        return list(Inbound.objects.order_by("id").values_list("mobile", "words"))


def test_a_message_is_kept_once_and_announced() -> None:
    assert (came(), came()) == (200, 200)
    assert kept() == [("+989121112233", "۱")]
    with acting(OPERATOR, NOW):
        assert Event.objects.filter(name="notices.received").count() == 1


@pytest.mark.parametrize("secret", ["wrong", SECRET[:-1], "رمز"])
def test_without_the_secret_there_is_nothing(secret: str) -> None:
    assert came(secret) == 404
    assert kept() == []


def test_where_no_secret_is_set_nothing_is_taken(settings: Settings) -> None:
    settings.SMS = {"adapter": "local", "inbound": ""}
    assert came("x") == 404


def test_it_is_only_posted() -> None:
    assert Client().get(f"/notices/received/{SECRET}/").status_code in (302, 405)


@pytest.mark.parametrize(
    "changed", [{"from": "10004346"}, {"from": ""}, {"messageid": ""}, {"from": "x" * 5000}]
)
def test_what_is_no_message_of_a_client_is_answered_alike(changed: dict[str, str]) -> None:
    assert came(**changed) == 200
    assert kept() == []


def test_of_one_number_so_many_are_taken_in_a_day() -> None:
    for number in range(MOST_A_DAY + 2):
        receive_sms(
            actor=SYSTEM, at=NOW, provider_id=str(number), mobile="09121112233", words="سلام"
        )
    assert len(kept()) == MOST_A_DAY
    later = NOW + timedelta(days=1, minutes=1)
    assert receive_sms(actor=SYSTEM, at=later, provider_id="x", mobile="09121112233", words="۱")


def test_what_came_is_forgotten_after_a_while() -> None:
    came()
    for days, left in ((0, 2), (1, 1)):
        at = NOW + KEPT + timedelta(days=days)
        receive_sms(actor=SYSTEM, at=at, provider_id="later", mobile="09121112233", words="سلام")
        assert len(kept()) == left
