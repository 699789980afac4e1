"""What a company sends back: receipts, consumption, notices. Each call is done once."""

import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from ninja import Header, Query, Router

from sayeban.accounts.public import once
from sayeban.audit import events
from sayeban.exemptions.actions.take_receipts import (
    take_consumption,
    take_notices,
    take_receipts,
)
from sayeban.exemptions.api.door import ROWS, Caller, Known, calls
from sayeban.exemptions.api.feeds import PROBLEMS, READ, cursor_at, cursor_of
from sayeban.exemptions.api.schemas import (
    BatchResult,
    ChangePage,
    Consumptions,
    FeedId,
    Notices,
    Problem,
    Receipts,
    UploadTaken,
)
from sayeban.exemptions.api.uploads import CONSUMPTION, kept
from sayeban.exemptions.consumption_form import NDJSON, Sent
from sayeban.exemptions.reads.feed_asked import FeedHead, feed_heads
from sayeban.exemptions.reads.open_receipts import open_receipts
from sayeban.exemptions.refusals_feed import (
    BodyInvalid,
    CursorExpired,
    CursorInvalid,
    ItemInvalid,
)
from sayeban.runtime.context import looking

router = Router()
_RECEIPT: Final = "exemption.receipt"
_LINES: Final = {"schema": {"type": "string", "description": "one report a line, as in `reports`"}}
_A_LOOK: Final = 50
"""What a look was at is searched by an index, which takes no long words."""
_ANSWERS: Final = {200: BatchResult, 409: Problem, **PROBLEMS}
OpenState = Literal["unacknowledged", "rejected", "reopened"]
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=16, max_length=64)]


@router.post(
    "/feeds/{feed_id}/receipts",
    response=_ANSWERS,
    auth=Known(_RECEIPT),
    operation_id="postReceipts",
    tags=["receipts"],
)
@calls
def post_receipts(
    caller: Caller, feed_id: FeedId, sent: Receipts, idempotency_key: Key
) -> HttpResponse:
    """Receipts of records: received, pending, succeeded or rejected."""
    agreement = caller.feed(feed_id).agreement
    return _taken(
        caller, idempotency_key, take_receipts, sent.receipts, feed_id=feed_id, agreement=agreement
    )


@router.get(
    "/feeds/{feed_id}/receipts",
    response={200: ChangePage, 410: Problem, **PROBLEMS},
    auth=Known(READ, "list_open_receipts"),
    operation_id="listOpenReceipts",
    tags=["receipts"],
)
@calls
def list_open_receipts(
    caller: Caller,
    feed_id: FeedId,
    state: Annotated[OpenState | None, Query()] = None,
    cursor: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
) -> HttpResponse:
    """Exemptions about which you have not said the last word: for reconciliation.

    Without a state what has no receipt for the version that stands, and what is rejected.
    """
    own = caller.feed(feed_id)
    with looking(caller.actor):
        (feed,) = feed_heads([feed_id])
        after = _after(cursor, feed)
        page = open_receipts(feed_id, own.columns, state=state or "", after=after, most=limit)
        _looked(caller, feed_id, page.numbers)
        last = page.numbers[-1] if page.numbers else after
        following = cursor_at(_named(feed_id), feed.epoch, last)
    answer = HttpResponse(
        f'{{"feed_id":"{feed_id}","epoch":"{feed.epoch}","data":[{",".join(page.changes)}],'
        f'"next_cursor":"{following}","has_more":{json.dumps(page.has_more)},'
        f'"last_seq":{feed.last_seq}}}',
        content_type="application/json",
    )
    if page.has_more:
        asked_for = urlencode({"state": state or "", "cursor": following, "limit": limit})
        answer["Link"] = f'<?{asked_for}>; rel="next"'
    answer[ROWS] = str(len(page.numbers))
    return answer


@router.post(
    "/feeds/{feed_id}/consumption-reports",
    response={202: UploadTaken, 413: Problem, 507: Problem, **_ANSWERS},
    auth=Known(CONSUMPTION),
    operation_id="postConsumption",
    tags=["consumption"],
    openapi_extra={"requestBody": {"content": {NDJSON: _LINES}, "required": True}},
)
@calls
def post_consumption(
    caller: Caller, feed_id: FeedId, idempotency_key: Key, sent: Consumptions | None = None
) -> HttpResponse:
    """Per bill period the tier that was reached and the amount that was exempted.

    Up to 5,000 reports, or a file with one a line, which becomes a job (202).
    """
    caller.feed(feed_id)
    if caller.streams:
        return kept(caller, idempotency_key, feed_id)
    if sent is None:
        raise BodyInvalid
    return _taken(caller, idempotency_key, take_consumption, sent.reports, feed_id=feed_id)


@router.post(
    "/feeds/{feed_id}/notices",
    response=_ANSWERS,
    auth=Known(_RECEIPT),
    operation_id="postNotices",
    tags=["notices"],
)
@calls
def post_notices(
    caller: Caller, feed_id: FeedId, sent: Notices, idempotency_key: Key
) -> HttpResponse:
    """What the company noticed itself: a meter replaced, an occupant gone, a meter shared."""
    caller.feed(feed_id)
    return _taken(caller, idempotency_key, take_notices, sent.notices, feed_id=feed_id)


def _named(feed_id: str) -> str:
    """Its cursors are not those of `changes`: who took one for the other would miss changes."""
    return f"{feed_id}/receipts"


def _after(cursor: str, feed: FeedHead) -> int:
    epoch, after = cursor_of(cursor, _named(feed.feed_id))
    if after < 0:
        raise CursorInvalid
    if epoch not in ("", feed.epoch):
        raise CursorExpired
    return after


def _looked(caller: Caller, feed_id: str, numbers: Sequence[int]) -> None:
    for start in range(0, len(numbers), _A_LOOK):
        few = numbers[start : start + _A_LOOK]
        events.look(
            user_id=None,
            purpose="exemption.delivery",
            subject="feed",
            subject_id=f"{caller.actor.username} {feed_id}:{' '.join(map(str, few))}",
            rows=len(few),
        )


def _taken(
    caller: Caller,
    key: str,
    take: Callable[..., list[str]],
    sent: Sequence[Sent],
    **given: Any,
) -> HttpResponse:
    """The answer of a command about many items, which is given once a key."""
    items = [each.model_dump(mode="json") for each in sent]
    told = once(
        caller.program.id,
        key,
        caller.sent,
        caller.at,
        lambda: _results(take(actor=caller.actor, at=caller.at, items=items, **given)),
    )
    told[ROWS] = str(len(items))
    return told


def _results(outcomes: list[str]) -> JsonResponse:
    """One result an item; what an invalid one lacks stands beside it."""
    rejected = outcomes.count("invalid")
    fault = {"problem": {"code": ItemInvalid.code, "message": ItemInvalid.sentence}}
    return JsonResponse(
        {
            "accepted": len(outcomes) - rejected,
            "rejected": rejected,
            "results": [
                {"index": index, "outcome": each, **(fault if each == "invalid" else {})}
                for index, each in enumerate(outcomes)
            ],
        },
        json_dumps_params={"ensure_ascii": False},
    )
