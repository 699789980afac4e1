"""A real server for browsers."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, TypeVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

T = TypeVar("T")


class _Server(ThreadingMixIn, WSGIServer):
    """One thread a request."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    """The site writes its own log."""

    def log_message(self, format: str, *args: object) -> None:
        pass


class Site:
    """An address, and a place for queries: the browser's event loop bars the database here."""

    def __init__(self, address: str, aside: ThreadPoolExecutor) -> None:
        self.address = address
        self._aside = aside

    def do(self, work: Callable[[], T]) -> T:
        """Run something that asks the database, in a thread without an event loop."""
        return self._aside.submit(work).result()


def _close() -> None:
    """`connection` is that of the thread that asks for it."""
    connection.close()


@contextmanager
def serving(application: "WSGIApplication | None" = None) -> Iterator[Site]:
    """The site on a free port of this machine; `application`: as the product serves it."""
    application = application or StaticFilesHandler(get_wsgi_application())
    server = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with ThreadPoolExecutor(1) as aside:
        yield Site(f"http://127.0.0.1:{server.server_port}", aside)
        aside.submit(_close).result()
    server.shutdown()
    server.server_close()
    thread.join()
