"""Read the changes of each feed into the store; where they are gone, the list of what stands."""

import hashlib
import json
import urllib.parse
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from sayeban.utility_client.service import Service, ServiceFault
from sayeban.utility_client.store import FeedBroken, Place, Store

_PAGE: Final = 1000
_LINES: Final = "application/x-ndjson"


def open_feeds(service: Service) -> list[str]:
    """The feeds that the company's agreements open now."""
    answer = service.get("/feeds")
    if answer.status != HTTPStatus.OK:
        raise ServiceFault(answer.code)
    return [each["feed_id"] for each in json.loads(answer.body)]


def pull(service: Service, store: Store, feeds: Sequence[str], wait: int = 0) -> dict[str, int]:
    """How many changes of each feed were applied; `wait` seconds for the first where none is."""
    return {feed: _pull(service, store, feed, wait) for feed in feeds}


def _pull(service: Service, store: Store, feed: str, wait: int) -> int:
    applied = 0
    while True:
        before = store.place(feed)
        page = _page(service, feed, before.cursor, wait)
        if page is None:
            _begin_anew(service, store, feed, before)
            continue
        try:
            applied += store.apply(feed, before, page)
        except FeedBroken as broken:
            raise ServiceFault("feed.broken", str(broken)) from broken
        if not page["has_more"]:
            return applied
        wait = 0


def _page(service: Service, feed: str, cursor: str, wait: int) -> dict[str, Any] | None:
    """The changes after a cursor; None where it leads no further."""
    asked = {"limit": str(_PAGE)} | ({"cursor": cursor} if cursor else {})
    prefer = {"Prefer": f"wait={wait}"} if wait else {}
    answer = service.get(f"/feeds/{feed}/changes?{urllib.parse.urlencode(asked)}", prefer)
    if answer.status == HTTPStatus.GONE:
        return None
    if answer.status != HTTPStatus.OK:
        raise ServiceFault(answer.code, feed)
    page: dict[str, Any] = answer.json
    return page


def _begin_anew(service: Service, store: Store, feed: str, before: Place) -> None:
    """From the newest list of what stands; where none was made, from the first change."""
    found = snapshot(service, feed)
    if found is not None and found[0].cursor != before.cursor:
        store.take_snapshot(feed, *found)
    elif before.cursor and found is None:
        store.begin_anew(feed)
    else:
        raise ServiceFault("cursor.expired", f"{feed} cannot be read from its beginning")


def snapshot(service: Service, feed: str) -> tuple[Place, list[dict[str, Any]]] | None:
    """Where the newest list of a feed stands, and its lines, which are changes; None without one.

    Raises ServiceFault where the file is not what its manifest says.
    """
    answer = service.get(f"/feeds/{feed}/snapshot")
    if answer.status == HTTPStatus.NOT_FOUND and answer.code == "snapshot.none":
        return None
    if answer.status != HTTPStatus.OK:
        raise ServiceFault(answer.code, feed)
    manifest = answer.json
    [file] = [each for each in manifest["output"] if each["format"] == _LINES]
    came = service.get(f"/feeds/{feed}/snapshot/{file['url'].rsplit('/', 1)[1]}")
    if came.status != HTTPStatus.OK:
        raise ServiceFault(came.code, feed)
    if hashlib.sha256(came.body).hexdigest() != file["sha256"]:
        raise ServiceFault("snapshot.broken", f"{feed}: the file has not the sha256 it should have")
    place = Place(manifest["epoch"], manifest["next_cursor"], manifest["as_of_seq"])
    return place, [json.loads(line) for line in came.body.splitlines()]
