"""What a company sends back: receipts, consumption, notices. Each call is done once."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

from django.http import HttpResponse, JsonResponse
from ninja import Header, Router

from sayeban.accounts.public import once
from sayeban.exemptions.actions.take_receipts import (
    take_consumption,
    take_notices,
    take_receipts,
)
from sayeban.exemptions.api.door import ROWS, Caller, Known, calls
from sayeban.exemptions.api.feeds import PROBLEMS
from sayeban.exemptions.api.schemas import (
    BatchResult,
    Consumptions,
    FeedId,
    Notices,
    Problem,
    Receipts,
    Sent,
)
from sayeban.exemptions.refusals_feed import ItemInvalid

router = Router()
_RECEIPT: Final = "exemption.receipt"
_CONSUMPTION: Final = "exemption.consumption"
_ANSWERS: Final = {200: BatchResult, 409: Problem, **PROBLEMS}
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


@router.post(
    "/feeds/{feed_id}/consumption-reports",
    response=_ANSWERS,
    auth=Known(_CONSUMPTION),
    operation_id="postConsumption",
    tags=["consumption"],
)
@calls
def post_consumption(
    caller: Caller, feed_id: FeedId, sent: Consumptions, idempotency_key: Key
) -> HttpResponse:
    """Per bill period the tier that was reached and the amount that was exempted."""
    caller.feed(feed_id)
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
