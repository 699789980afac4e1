"""Read the changes of each feed into the store."""

import json
import urllib.parse
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from sayeban.utility_client.service import Service, ServiceFault
from sayeban.utility_client.store import FeedBroken, Store

_PAGE: Final = 1000


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
            if not before.cursor:
                raise ServiceFault("cursor.expired", f"{feed} cannot be read from its beginning")
            store.begin_anew(feed)
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
