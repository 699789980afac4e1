"""What a company sends back: receipts, consumption, notices. Each call is done once."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Header, Router, Schema

from sayeban.accounts.public import once
from sayeban.exemptions.actions.take_receipts import (
    take_consumption,
    take_notices,
    take_receipts,
)
from sayeban.exemptions.actions.take_upload import keep_upload
from sayeban.exemptions.api.door import ROWS, Caller, Known, calls
from sayeban.exemptions.api.feeds import PROBLEMS
from sayeban.exemptions.api.schemas import (
    BatchResult,
    Consumptions,
    FeedId,
    Notices,
    Problem,
    Receipts,
    UploadResult,
    UploadTaken,
)
from sayeban.exemptions.consumption_form import NDJSON
from sayeban.exemptions.reads.uploads_of_reports import upload_of
from sayeban.exemptions.refusals_feed import (
    BodyInvalid,
    ItemInvalid,
    JobUnknown,
    UploadCutOff,
    UploadStopped,
)
from sayeban.exemptions.stored_files import download_path, keep_for_work
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking
from sayeban.runtime.jobs import problem_of

router = Router()
_RECEIPT: Final = "exemption.receipt"
_CONSUMPTION: Final = "exemption.consumption"
_LINES: Final = {"schema": {"type": "string", "description": "one report a line, as in `reports`"}}
_PIECE: Final = 64 * 1024
_AGAIN: Final = 5
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
    response={202: UploadTaken, 413: Problem, 507: Problem, **_ANSWERS},
    auth=Known(_CONSUMPTION),
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
        return _kept(caller, idempotency_key, feed_id)
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


def _taken(
    caller: Caller,
    key: str,
    take: Callable[..., list[str]],
    sent: Sequence[Schema],
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


def _kept(caller: Caller, key: str, feed_id: str) -> HttpResponse:
    """The answer to a file of reports: where one asks what became of it."""
    digest = hashlib.sha256()
    stored = keep_for_work(_pieces(caller.request, digest.update))
    sent = caller.of_address(digest.digest())
    told = None
    try:
        told = once(
            caller.program.id, key, sent, caller.at, lambda: _queued(caller, feed_id, stored)
        )
    finally:
        if told is None or "Idempotency-Replayed" in told:
            download_path(stored).unlink(missing_ok=True)
    told["Location"] = reverse("one_job", args=[json.loads(told.content)["job_id"]])
    return told


def _pieces(request: HttpRequest, seen: Callable[[bytes], None]) -> Iterator[bytes]:
    """What is sent, as it comes in. Refuses upload.cut_off where less comes than was announced."""
    missing = int(request.META.get("CONTENT_LENGTH") or 0)
    while piece := request.read(_PIECE):
        missing -= len(piece)
        seen(piece)
        yield piece
    if missing:
        raise UploadCutOff


def _queued(caller: Caller, feed_id: str, stored: str) -> JsonResponse:
    number = keep_upload(
        actor=caller.actor,
        at=caller.at,
        feed_id=feed_id,
        client=caller.program.id,
        stored=stored,
    )
    return JsonResponse({"job_id": str(number), "status": "running"}, status=202)


@router.get(
    "/jobs/{job_id}",
    response={200: UploadResult, 202: UploadResult, 409: Problem, **PROBLEMS},
    auth=Known(_CONSUMPTION),
    operation_id="getJob",
    tags=["consumption"],
)
@calls
def one_job(caller: Caller, job_id: UUID) -> HttpResponse:
    """What became of a file of reports; 202 while the service works on it."""
    with looking(caller.actor):
        found = upload_of(job_id)
    if found is None:
        raise JobUnknown
    told = JsonResponse(found.as_json(), json_dumps_params={"ensure_ascii": False})
    if found.is_running:
        with looking(SYSTEM):
            problem = problem_of(found.job)
        if problem:
            raise UploadStopped(problem=problem)
        told.status_code = 202
        told["Retry-After"] = str(_AGAIN)
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
