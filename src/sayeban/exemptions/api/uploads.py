"""Files of consumption reports: how one is taken in, and what became of it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Router

from sayeban.accounts.public import ComingDigest, keep_signed, once
from sayeban.exemptions.actions.take_upload import keep_upload
from sayeban.exemptions.api.door import Caller, Known, calls
from sayeban.exemptions.api.feeds import PROBLEMS
from sayeban.exemptions.api.schemas import Problem, UploadResult
from sayeban.exemptions.reads.uploads_of_reports import upload_of
from sayeban.exemptions.refusals_feed import JobUnknown, UploadCutOff, UploadStopped
from sayeban.exemptions.stored_files import download_path, keep_for_work
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking
from sayeban.runtime.jobs import problem_of

router = Router(tags=["consumption"])
CONSUMPTION: Final = "exemption.consumption"
_PIECE: Final = 64 * 1024
_AGAIN: Final = 5


def kept(caller: Caller, key: str, feed_id: str) -> HttpResponse:
    """The answer to a file of reports: where one asks what became of it."""
    digest = hashlib.sha256()
    stored = keep_for_work(pieces(caller.request, digest.update))
    if caller.signed:
        keep_signed(caller.signed)
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


def pieces(request: HttpRequest, seen: Callable[[bytes], None]) -> Iterator[bytes]:
    """What is sent, as it comes in.

    Refuses upload.cut_off where less comes than was announced, and digest.wrong.
    """
    missing = int(request.META.get("CONTENT_LENGTH") or 0)
    coming = ComingDigest(request.headers.get("Content-Digest", ""))
    while piece := request.read(_PIECE):
        missing -= len(piece)
        seen(piece)
        coming.update(piece)
        yield piece
    if missing:
        raise UploadCutOff
    coming.refuse_another()


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
    auth=Known(CONSUMPTION),
    operation_id="getJob",
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
