"""What a company reads: its feeds, their changes, one exemption, many bill ids.

The last three are one function of the database each (feed_sql), which finds out who calls, what is
open to him and what he is told, and keeps the call, in one round trip.
"""

import base64
import binascii
import re
import time
from dataclasses import asdict, astuple, dataclass, replace
from threading import BoundedSemaphore
from typing import Annotated, Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from ninja import Header, Query, Router

from sayeban.accounts.public import (
    MACHINE_REFUSALS,
    Call,
    Credentials,
    Program,
    keep_call,
    program_of,
)
from sayeban.exemptions.api.door import Caller, Known, Scope, calls, named
from sayeban.exemptions.api.schemas import (
    Change,
    ChangePage,
    Feed,
    FeedId,
    LookupAnswer,
    LookupQuestion,
    Problem,
)
from sayeban.exemptions.reads.feed_asked import FeedHead, asked, feed_heads
from sayeban.exemptions.refusals_feed import FEED_REFUSALS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.problems import problem

router = Router(tags=["feeds"])
READ: Final = "exemption.read"
PROBLEMS: Final = dict.fromkeys((400, 401, 403, 404, 422, 429), Problem)
_JSON: Final = "application/json"

_CHANGES = "SELECT * FROM exemptions_feed_changes(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_PAGE = "SELECT * FROM exemptions_feed_page(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_ONE = "SELECT * FROM exemptions_feed_one(%s, %s, %s, %s, %s, %s, %s)"
_LOOKUP = "SELECT * FROM exemptions_feed_lookup(%s, %s, %s, %s, %s, %s::text[])"
_LAST = "SELECT exemptions_feed_last(%s)"

_WAITING = BoundedSemaphore(settings.LONG_POLLS)
_LONGEST_WAIT: Final = 30
_EACH: Final = 0.5


@router.get(
    "/feeds", response={200: list[Feed], **PROBLEMS}, auth=Known(READ), operation_id="listFeeds"
)
@calls
def list_feeds(caller: Caller) -> HttpResponse:
    """Feeds that are open to this company now."""
    with looking(caller.actor):
        found = feed_heads(sorted(caller.feeds))
    return JsonResponse(
        [_feed(each, caller.feeds[each.feed_id].columns) for each in found], safe=False
    )


def _feed(feed: FeedHead, columns: tuple[str, ...]) -> dict[str, object]:
    return {
        **asdict(feed),
        "province": f"IR-{feed.province}",
        "province_code": feed.province,
        "columns": columns,
    }


@router.get(
    "/feeds/{feed_id}/changes",
    response={200: ChangePage, 410: Problem, **PROBLEMS},
    auth=Scope(READ),
    operation_id="listChanges",
)
def list_changes(
    request: HttpRequest,
    feed_id: FeedId,
    cursor: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
    prefer: Annotated[
        str, Header(alias="Prefer", description="wait=30 for long polling (RFC 7240)")
    ] = "",
) -> HttpResponse:
    """Changes after a cursor, oldest first; without one from the beginning."""
    asks = _Asks.of(request, "list_changes", feed_id)
    place = Place(feed_id, *cursor_of(cursor, feed_id), limit)
    told = asks.awaited(place, prefer) or asks.told(_CHANGES, *astuple(place))
    if isinstance(told, HttpResponse):
        return told
    said, _ = told
    answer = _answer(said, asks)
    if found := re.search(r'"next_cursor":"([^"]+)","has_more":true', said[-400:]):
        answer["Link"] = f'<?cursor={found[1]}&limit={limit}>; rel="next"'
    return answer


def cursor_of(cursor: str, feed_id: str) -> tuple[str, int]:
    """(epoch, seq) of a cursor, ("", 0) without one, ("", -1) of one that this feed never gave.

    It is opaque to companies: base64 of feed|epoch|seq, as the function exemptions_cursor writes.
    """
    if not cursor:
        return "", 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeError, ValueError):
        return "", -1
    feed, _, rest = text.partition("|")
    epoch, _, seq = rest.partition("|")
    known = re.fullmatch("[0-9a-z]*", epoch) and re.fullmatch("[0-9]{1,18}", seq)
    if feed != feed_id or not known:
        return "", -1
    return epoch, int(seq)


def cursor_at(feed_id: str, epoch: str, seq: int) -> str:
    """The cursor of a place, which `cursor_of` reads."""
    (cursor,) = asked("SELECT exemptions_cursor(%s, %s, %s)", [feed_id, epoch, seq])
    return str(cursor)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader of a feed is, and how many changes he takes at most."""

    feed_id: str
    epoch: str
    after: int
    most: int


def _wait(place: Place, seconds: int) -> None:
    """Until something comes, or so many seconds."""
    until = time.monotonic() + min(seconds, _LONGEST_WAIT)
    while time.monotonic() < until:
        time.sleep(_EACH)
        if asked(_LAST, [place.feed_id])[0] > place.after:
            return


@router.post(
    "/exemptions/lookup",
    response={200: LookupAnswer, **PROBLEMS},
    auth=Scope(READ),
    operation_id="lookupExemptions",
)
def lookup(request: HttpRequest, question: LookupQuestion) -> HttpResponse:
    """What stands for up to 1,000 bill ids in the feeds of this company."""
    asks = _Asks.of(request, "lookup")
    # Digits alone, so written at once; psycopg would look at each for what must be quoted.
    told = asks.told(_LOOKUP, f"{{{','.join(question.bill_ids)}}}")
    return told if isinstance(told, HttpResponse) else _answer(told[0], asks)


@router.get(
    "/exemptions/{exemption_id}",
    response={200: Change, 304: None, **PROBLEMS},
    auth=Scope(READ),
    operation_id="getExemption",
)
def one_exemption(
    request: HttpRequest,
    exemption_id: UUID,
    if_none_match: Annotated[str, Header(alias="If-None-Match")] = "",
) -> HttpResponse:
    """The last change of one exemption."""
    asks = _Asks.of(request, "one_exemption")
    told = asks.told(_ONE, exemption_id, if_none_match)
    if isinstance(told, HttpResponse):
        return told
    said, etag = told
    answer = named(HttpResponseNotModified(), asks.name) if said is None else _answer(said, asks)
    answer["ETag"] = etag
    return answer


Told = tuple[Any, Any]
"""What a function of feed_sql answered: JSON, and how many records or its ETag."""


@dataclass(frozen=True, slots=True)
class _Asks:
    """A call on its way to a function of feed_sql."""

    came: Credentials
    call: Call

    @classmethod
    def of(cls, request: HttpRequest, operation: str, feed_id: str = "") -> "_Asks":
        came: Credentials = request.auth  # type: ignore[attr-defined]  # set by Ninja from Scope
        return cls(came, Call(None, timezone.now(), operation, came.request_id, feed_id))

    @property
    def name(self) -> str:
        return self.call.request_id

    def told(self, sql: str, *parameters: Any) -> Told | HttpResponse:
        """The answer, or the problem, which is kept with the call."""
        came, at = self.came, self.call.at
        given = [came.token, came.address or None, came.thumbprint, at, self.name]
        code, program, *said = asked(sql, [*given, *parameters])
        return self._problem(code, program) if code else (said[0], said[1])

    def awaited(self, place: Place, prefer: str) -> Told | HttpResponse | None:
        """The page of who waits for the next change, as long as he prefers and may; one call.

        None where he does not wait. Few do at a time, since each holds a thread of the web process;
        others are answered at once.
        """
        wait = re.search(r"wait=([0-9]{1,3})", prefer)
        if wait is None or not _WAITING.acquire(blocking=False):
            return None
        try:
            program = program_of(self.came, READ, self.call.at, self.call.operation)
            told = self._page(program, place, waits=True)
            if isinstance(told, HttpResponse) or told[1]:
                return told
            _wait(place, int(wait[1]))
            return self._page(program, place, waits=False)
        finally:
            _WAITING.release()

    def _page(self, program: Program, place: Place, *, waits: bool) -> Told | HttpResponse:
        given = [program.id, program.utility, program.company, timezone.now(), self.name]
        code, said, rows = asked(_PAGE, [*given, *astuple(place), waits])
        return self._problem(code, program.id) if code else (said, rows)

    def _problem(self, code: str, program: int | None) -> HttpResponse:
        refusal: Refusal = (MACHINE_REFUSALS | FEED_REFUSALS)[code]()
        keep_call(replace(self.call, program=program), refusal.http_status, code)
        return named(problem(refusal), self.name)


def _answer(said: str, asks: _Asks) -> HttpResponse:
    return named(HttpResponse(said, content_type=_JSON), asks.name)
