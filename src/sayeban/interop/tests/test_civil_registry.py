"""The whole way over real sockets: subscribe, an event happens, its death is recorded here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from pytest_django.fixtures import Settings

from sayeban.interop import fake_registry
from sayeban.interop.actions.keep_partners import add_partner
from sayeban.interop.civil_client import subscribe_to
from sayeban.interop.rules import PROFILES
from sayeban.interop.tests.makers import EXPERT, KEY, PUBLIC, now, terms
from sayeban.people.tests.makers import national_id, register, rows_of, source_row

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TODAY = "2026-11-20"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing on the screen of the tests."""


@contextmanager
def running(server: HTTPServer, begin: Callable[[], None] = lambda: None) -> Iterator[str]:
    """A server in a thread of its own, and its address."""

    def serve() -> None:
        begin()
        server.serve_forever(0.01)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def site() -> Iterator[str]:
    """The product on a real socket, within the transaction of the test."""
    own = connections["default"]

    def begin() -> None:
        connections["default"] = own  # the test waits meanwhile

    own.inc_thread_sharing()
    # As Django's own client does: the test's transaction outlives a request.
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    try:
        server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
        with running(server, begin) as address:
            yield f"{address}/dci/v1"
    finally:
        for each in signals:
            each.connect(close_old_connections)
        own.dec_thread_sharing()


@pytest.mark.parametrize("profile", PROFILES)
def test_a_death_comes_from_the_registry_signed_as_its_record_says(
    settings: Settings, tmp_path: Path, profile: str
) -> None:
    settings.HOME = tmp_path
    register(source_row(1, full_name="مریم رضایی"))
    told = {"provinces": [], "attributes": [], "tells": ["death"], "title": "ثبت احوال"}
    signed = {"profile": profile, "public_key": PUBLIC if profile != "none" else ""}
    secret = add_partner(actor=EXPERT, at=now(), terms=terms("civil", **told, **signed))
    with site() as here:
        registry = fake_registry.FakeRegistry(here, "civil", secret, KEY, profile)
        with running(fake_registry.serving(registry, 0)) as address:
            assert registry.happened("Death", national_id(1), TODAY).problem == "nobody subscribed"
            assert subscribe_to(address, profile, here, now()).problem == ""
            assert registry.happened("Death", national_id(1), TODAY).problem == ""
    assert rows_of("SELECT status FROM people_person") == [("deceased",)]
