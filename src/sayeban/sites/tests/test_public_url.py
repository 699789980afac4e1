"""The address that clients are sent to is one of a site, or none."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from sayeban.sites.settings import base_url

NAME = "SAYEBAN_PUBLIC_URL"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("", ""),
        ("https://sayeban.example.ir/", "https://sayeban.example.ir"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_an_address_has_no_slash_at_its_end(
    monkeypatch: pytest.MonkeyPatch, written: str, address: str
) -> None:
    monkeypatch.setenv(NAME, written)
    assert base_url(NAME) == address


@pytest.mark.parametrize(
    "written", ["sayeban.example.ir", "ftp://sayeban.example.ir", "https://s.ir/mine/?no=1", "x y"]
)
def test_what_is_no_address_of_a_site_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv(NAME, written)
    with pytest.raises(ImproperlyConfigured):
        base_url(NAME)


def test_where_a_request_is_followed_is_the_page_of_tracking() -> None:
    assert settings.TRACK_ADDRESS == "", "tests send nobody anywhere"
    assert reverse("track") == "/track/"
