"""What every answer carries and what no answer may: headers, cookies, methods (S11)."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from sayeban.accounts.public import Post
from sayeban.accounts.tests.makers import ABADEH, make_user
from sayeban.exemptions.tests.makers import NOW
from sayeban.sites.tests.visiting import signed_in

_SHOWN = """
import json
from sayeban.sites import settings as s
print(json.dumps({name: getattr(s, name) for name in dir(s)
  if name.startswith(("SECURE_", "SESSION_", "CSRF_", "DEVICE_", "DEBUG"))}))
"""


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The settings of a site whose proxy speaks TLS."""
    home = str(tmp_path_factory.mktemp("tls"))
    environment = os.environ | {"SAYEBAN_HTTPS": "1", "SAYEBAN_HOME": home}
    asked = [sys.executable, "-c", _SHOWN]
    answer = subprocess.run(asked, env=environment, capture_output=True, check=True, timeout=120)
    found: dict[str, object] = json.loads(answer.stdout)
    return found


@pytest.fixture
def head(db: None, settings: Settings, tmp_path: Path) -> Client:
    settings.HOME = tmp_path
    return signed_in(make_user("head", Post.COUNTY_HEAD, ABADEH, NOW), NOW)


def test_behind_tls_every_cookie_is_bound_to_this_host(behind_tls: dict[str, object]) -> None:
    for name in ("SESSION", "CSRF", "DEVICE"):
        assert str(behind_tls[f"{name}_COOKIE_NAME"]).startswith("__Host-")
    for name in ("SESSION", "CSRF"):
        assert behind_tls[f"{name}_COOKIE_SECURE"] is True
        assert behind_tls[f"{name}_COOKIE_HTTPONLY"] is True
        assert behind_tls[f"{name}_COOKIE_SAMESITE"] in ("Lax", "Strict")
    assert behind_tls["SESSION_COOKIE_AGE"] == 10 * 60 * 60
    assert behind_tls["SESSION_EXPIRE_AT_BROWSER_CLOSE"] is True


def test_behind_tls_browsers_are_told_to_stay_there(behind_tls: dict[str, object]) -> None:
    assert behind_tls["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
    assert behind_tls["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert behind_tls["SECURE_SSL_REDIRECT"] is True
    # What machines ask for is not led on: they would send a secret in the clear and not notice.
    assert behind_tls["SECURE_REDIRECT_EXEMPT"] == ["^healthz$", "^readyz$", "^metrics$"]
    assert behind_tls["DEBUG"] is False


@pytest.mark.parametrize(
    "path", ["/enter/", "/", "/nothing/", "/healthz", "/users/", "/field/contact/", "/field/sw.js"]
)
def test_every_answer_carries_its_headers(head: Client, path: str) -> None:
    answer = head.get(path)
    policy = answer["Content-Security-Policy"]
    for directive in ("default-src 'self'", "object-src 'none'", "base-uri 'none'"):
        assert directive in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    kind = answer["Content-Type"]
    assert not kind.startswith("text/") or "charset=utf-8" in kind


@pytest.mark.parametrize("path", ["/", "/users/", "/password/", "/devices/", "/campaigns/"])
def test_pages_of_who_is_signed_in_are_kept_by_no_cache(head: Client, path: str) -> None:
    assert "no-store" in head.get(path)["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/", "/users/", "/password/", "/devices/", "/nothing/", "/people/"]
)
def test_each_page_of_who_is_signed_in_lets_him_sign_out(head: Client, path: str) -> None:
    page = head.get(path, headers={"accept": "text/html"}).content.decode()
    assert re.search(r'<form method="post" action="/leave/">.*?<button[^>]*>خروج</button>', page)
    # For a stranger there is nothing to end.
    assert "خروج" not in Client().get("/enter/").content.decode()


def test_passwords_are_masked_and_helpers_may_fill_them(head: Client) -> None:
    for page in (Client().get("/enter/"), head.get(reverse("change_password"))):
        fields = re.findall(r'<input[^>]*name="(?:password|present|chosen|again)"[^>]*>',
                            page.content.decode())  # fmt: skip
        assert fields
        for field in fields:
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(current|new)-password"', field)
            assert "onpaste" not in field


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT"])
def test_methods_that_no_page_declares_are_refused(head: Client, method: str) -> None:
    assert head.generic(method, "/").status_code == 405


@pytest.mark.parametrize(
    "path", ["/.git/config", "/static/", "/static/../settings.py", "/files/", "/.env", "/static/x/"]
)
def test_nothing_beside_the_pages_is_served(head: Client, path: str) -> None:
    assert head.get(path).status_code == 404


def test_a_fault_tells_nothing_of_the_inside(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **named: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr("sayeban.sites.staff.users.render", broken)
    head.raise_request_exception = False
    answer = head.get("/users/")
    assert answer.status_code == 500
    assert "secret of the inside" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
