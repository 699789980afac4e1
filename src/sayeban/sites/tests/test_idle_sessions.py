"""A session that nobody uses ends at a desk and not on a phone of the field; none is renewed."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from sayeban.accounts.models import Device
from sayeban.accounts.public import keep_device, revoke_device
from sayeban.accounts.rules import Post
from sayeban.accounts.tests.makers import ABADEH, make_user
from sayeban.organisations.public import seed
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.sites.tests.visiting import signed_in

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 11, 24, 5, tzinfo=timezone.get_default_timezone())
_IDLE, _AGE = (
    timedelta(seconds=getattr(settings, name)) for name in ("SESSION_IDLE", "SESSION_COOKIE_AGE")
)
_MINUTE = timedelta(minutes=1)


@pytest.fixture
def user() -> Actor:
    seed()
    return make_user("head", Post.COUNTY_HEAD, ABADEH, BEGAN)


@pytest.fixture
def client(user: Actor) -> Client:
    with time_machine.travel(BEGAN, tick=False):
        client = signed_in(user, BEGAN)
        session = client.session
        session.update({"began": BEGAN.timestamp(), "used": BEGAN.timestamp()})
        session.save()
        return client


def is_in(client: Client, after: timedelta) -> bool:
    """Whether who asks then for his sessions is still signed in."""
    with time_machine.travel(BEGAN + after, tick=False):
        return client.get("/sessions/").status_code == 200


def noted(client: Client, after: timedelta) -> float:
    with time_machine.travel(BEGAN + after, tick=False):
        used: float = client.session["used"]
        return used


def test_a_session_that_is_not_used_ends_at_a_desk(client: Client) -> None:
    assert is_in(client, _IDLE - _MINUTE)
    assert is_in(client, 2 * (_IDLE - _MINUTE))
    assert not is_in(client, 3 * _IDLE)
    assert not is_in(client, 3 * _IDLE)


def test_without_an_idle_end_it_goes_on(client: Client, settings: object) -> None:
    """The control."""
    settings.SESSION_IDLE = settings.SESSION_COOKIE_AGE  # type: ignore[attr-defined]
    assert is_in(client, 3 * _IDLE)


def test_however_often_it_is_used_it_ends_after_a_working_day(client: Client) -> None:
    used = timedelta()
    while used < _AGE:
        assert is_in(client, used), used
        used += timedelta(minutes=30)
    assert not is_in(client, used)


def test_a_phone_of_the_field_keeps_its_session_until_it_is_taken_out(
    client: Client, user: Actor
) -> None:
    with time_machine.travel(BEGAN, tick=False):
        key = keep_device(actor=user, at=BEGAN, device=None, label="phone")
    client.cookies[settings.DEVICE_COOKIE_NAME] = str(key)
    assert is_in(client, 3 * _IDLE)
    with acting(OPERATOR, BEGAN):
        number = Device.objects.get().pk
    revoke_device(actor=user, at=BEGAN, device_id=number, lost=False)
    assert not is_in(client, 6 * _IDLE)


def test_the_cookie_of_another_users_phone_does_not_help(client: Client) -> None:
    other = make_user("other", Post.COUNTY_HEAD, ABADEH, BEGAN)
    key = keep_device(actor=other, at=BEGAN, device=None, label="phone")
    client.cookies[settings.DEVICE_COOKIE_NAME] = str(key)
    assert not is_in(client, 3 * _IDLE)


def test_few_requests_note_the_use(client: Client) -> None:
    assert is_in(client, 4 * _MINUTE)
    assert noted(client, 4 * _MINUTE) == BEGAN.timestamp()
    assert is_in(client, 6 * _MINUTE)
    assert noted(client, 6 * _MINUTE) == (BEGAN + 6 * _MINUTE).timestamp()
