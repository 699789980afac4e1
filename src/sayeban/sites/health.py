"""Probes for the operator's monitoring: /healthz lives, /readyz can work."""

from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.urls import get_resolver

from sayeban.runtime.doors import door
from sayeban.sites.checks import undeclared


@door("anyone")
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - the shape of a view
    """200 as long as the process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@door("anyone")
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - the shape of a view
    """200 when every part works, else 503 with the parts that do not."""
    problems = [name for name, works in _PARTS.items() if not works()]
    return JsonResponse(
        {"status": "not ready" if problems else "ok", "problems": problems},
        status=503 if problems else 200,
    )


def _database() -> bool:
    """Reachable, and able to search Persian text: some builds of pg_trgm see no Persian letter."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(show_trgm('سلام')) > 0")
            row = cursor.fetchone()
    except DatabaseError:
        return False
    return bool(row and row[0])


def _migrations() -> bool:
    """Every migration of the code is applied."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except DatabaseError:
        return False
    return _known_migrations() <= applied


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None)
    return frozenset(loader.disk_migrations or ())


def _files() -> bool:
    """The folder of uploads exists or can be made."""
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True


def _doors() -> bool:
    return next(undeclared(get_resolver().url_patterns), None) is None


_PARTS = {"database": _database, "migrations": _migrations, "files": _files, "doors": _doors}
