"""Where a worker came from who fills a form: he goes back there, and not to a page of its own."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest

from sayeban.design.parts import Link

_KEPT: Final = "form_homes"
_MOST: Final = 20
"""The newest of a session; an older form leads to the forms of its person again."""


def come_back_to(request: HttpRequest, key: UUID, home: Link) -> None:
    """Keep in the session where the form `key` leads back to; an address of ours, never a typed
    one."""
    kept = dict(request.session.get(_KEPT, {}))
    kept.pop(str(key), None)
    kept[str(key)] = [home.text, home.href]
    request.session[_KEPT] = dict(list(kept.items())[-_MOST:])


def home_of(request: HttpRequest, key: UUID) -> Link | None:
    """Where it was begun, None where nobody said."""
    found = request.session.get(_KEPT, {}).get(str(key))
    return Link(*found) if found else None
