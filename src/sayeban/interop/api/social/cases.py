"""Requests of a program, and tracking, which asks for nothing but the number."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router

from sayeban.cases.public import Tracked, TrackingOften, track, track_counted, tracking_number
from sayeban.interop.actions.open_request import open_request
from sayeban.interop.api.social.door import ROWS, Caller, Scope, calls
from sayeban.interop.api.social.schemas import (
    PROBLEMS,
    CaseOpened,
    CaseState,
    Key,
    NewCase,
    TrackingNo,
    TrackingQuestion,
)
from sayeban.interop.reads.grants import refuse_others
from sayeban.interop.refusals import NotSentByYou, TrackingUnknown
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.address import address_of
from sayeban.runtime.context import looking
from sayeban.runtime.problems import problem

router = Router()
_OPEN = "cases.open"


@router.post(
    "/cases",
    response={201: CaseOpened, **PROBLEMS},
    auth=Scope(_OPEN, "social_open_case"),
    operation_id="openCase",
    tags=["cases"],
)
@calls
def social_open_case(caller: Caller, sent: NewCase, idempotency_key: Key) -> HttpResponse:
    """Open a request; the person gets its number by SMS as well."""
    return caller.once(idempotency_key, lambda: _opened(caller, sent))


@router.get(
    "/cases/{tracking_no}",
    response={200: CaseState, **PROBLEMS},
    auth=Scope(_OPEN, "social_case"),
    operation_id="getCase",
    tags=["cases"],
)
@calls
def social_case(caller: Caller, tracking_no: TrackingNo) -> HttpResponse:
    """Where a request stands that this program opened; another one is unknown to it."""
    refuse_others(caller.grant, "case", tracking_no)
    found = _tracked(tracking_no)
    if found is None:
        raise NotSentByYou
    answer = _state(found)
    answer[ROWS] = "1"
    return answer


@router.post(
    "/tracking",
    response={200: CaseState, **PROBLEMS},
    auth=None,
    operation_id="track",
    tags=["tracking"],
)
def social_track(request: HttpRequest, sent: TrackingQuestion) -> HttpResponse:
    """Where a request stands, for whoever holds its number; wrong numbers are counted."""
    if not tracking_number(sent.tracking_no):
        raise TrackingUnknown
    try:
        found = track_counted(sent.tracking_no, address_of(request.META), timezone.now())
    except TrackingOften as often:
        answer = problem(often)
        answer["Retry-After"] = str(15 * 60)
        return answer
    if found is None:
        raise TrackingUnknown
    return _state(found)


def _opened(caller: Caller, sent: NewCase) -> HttpResponse:
    made = open_request(
        actor=caller.actor,
        at=caller.at,
        grant=caller.grant,
        service=sent.service,
        national_id=sent.national_id,
        submission=sent.submission,
    )
    said = {
        "tracking_no": made.tracking_no,
        "promised_on": made.promised_on,
        "promised_days": made.promise.days,
        "legal_deadline": made.legal_deadline,
    }
    answer = JsonResponse(said, status=201)
    answer[ROWS] = "1"
    return answer


def _tracked(tracking_no: str) -> Tracked | None:
    with looking(SYSTEM):
        return track(tracking_no)


def _state(case: Tracked) -> HttpResponse:
    said = asdict(case)
    del said["case_id"]
    said["service"] = said.pop("title")
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})
