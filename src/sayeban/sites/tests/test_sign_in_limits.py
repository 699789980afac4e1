"""The sign-in page counts by address, and believes a proxy only where it is named (S6)."""

import pytest
import structlog
from django.test import Client
from pytest_django.fixtures import Settings

from sayeban.accounts.models import SignInSource
from sayeban.accounts.rules import MAX_TRIES_OF_ADDRESS
from sayeban.runtime.address import address_of
from sayeban.sites.checks import check_proxies

PROXY, OTHER_PROXY = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def _quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayeban.accounts.passwords.check_password", lambda *_: False)


def statuses(client: Client, number: int, **headers: str) -> list[int]:
    return [
        client.post("/enter/", {"username": f"u{n}", "password": "x"}, **headers).status_code  # type: ignore[arg-type]
        for n in range(number)
    ]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("_quick_hash")
def test_a_sweep_over_the_page_stops_and_the_page_says_how_long_to_wait(client: Client) -> None:
    with structlog.testing.capture_logs() as logged:
        answered = statuses(client, MAX_TRIES_OF_ADDRESS + 2)
    assert answered == [422] * MAX_TRIES_OF_ADDRESS + [429] * 2
    refused = client.post("/enter/", {"username": "u", "password": "x"})
    assert "۱۵ دقیقهٔ دیگر" in refused.content.decode()
    assert "127.0.0.1" not in str(logged)
    assert "'u1'" not in str(logged)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("_quick_hash")
def test_a_visitor_cannot_choose_his_address(client: Client) -> None:
    for number in range(3):
        statuses(client, 1, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert SignInSource.objects.get(source="127.0.0.1").tries == 3


@pytest.mark.parametrize(
    ("direct", "forwarded", "found"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "203.0.113.1", "192.0.2.1"),
        (PROXY, "203.0.113.1", "203.0.113.1"),
        (PROXY, "198.51.100.1, 203.0.113.1", "203.0.113.1"),
        (PROXY, "203.0.113.1, 10.0.0.2", "203.0.113.1"),
        (PROXY, "", PROXY),
        (PROXY, "nonsense", PROXY),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("", "203.0.113.1", ""),
    ],
)
def test_only_a_named_proxy_is_believed(
    settings: Settings, direct: str, forwarded: str, found: str
) -> None:
    settings.PROXIES = frozenset({PROXY, OTHER_PROXY})
    assert address_of({"REMOTE_ADDR": direct, "HTTP_X_FORWARDED_FOR": forwarded}) == found


@pytest.mark.parametrize(
    ("https", "proxies", "found"), [(True, "", 1), (True, PROXY, 0), (False, "", 0)]
)
def test_a_proxy_that_is_not_named_is_warned_of(
    settings: Settings, https: bool, proxies: str, found: int
) -> None:
    settings.HTTPS, settings.PROXIES = https, frozenset(filter(None, [proxies]))
    assert len(check_proxies()) == found
