"""Web processes that lack one guarantee each: the negative controls of what users send."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils.module_loading import import_string

from sayeban.sites.wsgi import application
from tests.kills import gates

Answer = Iterable[bytes]
# By name: these modules need the apps that the import above loads.
_collect_row = import_string("sayeban.exemptions.actions.collect_row.collect_row")
_collect_entry = import_string("sayeban.exemptions.actions.collect_entry.collect_entry")
_page = import_string("sayeban.exemptions.pages.field.fill")
_acting = import_string("sayeban.runtime.context.acting")
_rows = import_string("sayeban.exemptions.models.Row").objects


def in_halves(environ: dict[str, Any], begin: Callable[..., Any]) -> Answer:
    """The row first, committed; then the gate of the test; then the key of the answer."""

    def take(**given: Any) -> object:
        about = {name: given[name] for name in ("actor", "at", "code", "key")}
        _collect_row(**about, version=given["version"], values=given["values"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [gates.KEY])
            cursor.execute("SELECT pg_advisory_unlock(%s)", [gates.KEY])
        return _collect_entry(**given | {"version": given["version"] + 1})

    _page.collect_entry = take
    return application(environ, begin)


def without_keys(environ: dict[str, Any], begin: Callable[..., Any]) -> Answer:
    """Each request is an answer of its own."""
    _page.collect_entry = lambda **given: _collect_entry(**given | {"entry": uuid4()})
    return application(environ, begin)


def without_versions(environ: dict[str, Any], begin: Callable[..., Any]) -> Answer:
    """Nobody asks which version of the row the user had seen."""

    def take(**given: Any) -> object:
        with _acting(given["actor"], given["at"]):
            present = _rows.get(key=given["key"]).version
        return _collect_entry(**given | {"version": present})

    _page.collect_entry = take
    return application(environ, begin)
