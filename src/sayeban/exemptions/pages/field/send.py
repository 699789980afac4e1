"""What a phone asks without a page: who is signed in, today's households, and to take an answer."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import device_of, keep_device, mark_device, user_names
from sayeban.country import text
from sayeban.country.formats import mobile
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collect_entry import (
    Entered,
    EntryTaken,
    RefusedBefore,
    body_of,
    keep_refused,
)
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS, RowRefused
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.pages.field.fill import sending, take
from sayeban.exemptions.pages.field.form import FieldForm, empty_form, values_of
from sayeban.exemptions.pages.field.lacking import SAYS, asked_boxes
from sayeban.exemptions.pages.field.places import Worklist, row_of_worklist, worklist_of
from sayeban.exemptions.pages.field.today import address_of, record
from sayeban.exemptions.pages.row.page import record_look
from sayeban.exemptions.pages.row.refused import add_refusal
from sayeban.exemptions.pages.states import row_state
from sayeban.exemptions.reads.field_day import Stop, stops
from sayeban.exemptions.reads.one_row import RowView, documented_utilities, rows_to_fill
from sayeban.exemptions.reads.required import required_fields
from sayeban.exemptions.reads.sharing import own_way
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.rules import State
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied, Busy, NoRoom

_NOT_KEPT: Final = (
    *(RefusedBefore, Busy, NoRoom, AccessDenied, CampaignNotOpen),
    ROW_REFUSALS["worklist.closed"],
    EntryTaken,
)
"""What was kept before or passes: a right, a training or more days may come; and a key that is
another answer's says nothing of this one."""
BOTH: Final = (
    "پیش از رسیدن نوشتهٔ شما، این خانوار در سامانه تغییر کرده است. دو مقدار را ببینید و بگویید"
    " کدام درست است."
)
"""The sentence of a form speaks of its boxes, which the queue of a phone has not."""


@door(rights.COLLECTORS)
def contact(request: Visit) -> HttpResponseBase:
    """Whether the phone reaches us and as whom; with it, what a form must carry to be taken."""
    return JsonResponse({"user": request.actor.user_id, "token": get_token(request)})


@door(rights.COLLECTORS, methods=("POST",))
def cases(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """Today's households with their forms, for a phone that is known from now on."""
    with looking(request.actor):
        worklist_of(request, code, unit)
    device = keep_device(
        actor=request.actor,
        at=timezone.now(),
        device=device_of(request),
        label=request.headers.get("User-Agent", ""),
    )
    with looking(request.actor):
        worklist, campaign, own = worklist_of(request, code, unit)
        village = text.normalize(request.POST.get("village", ""))
        mine = own_way(campaign.pk, own, worklist.user)
        found, _ = stops(campaign.pk, own, mine=mine, village=village)
        ids = [stop.id for stop in found]
        rows, documented = rows_to_fill(ids), documented_utilities(ids)
        asked = {
            "utilities": list(campaign.utilities),
            "required": required_fields(campaign),
            "wished": campaign.documents == "recommended",
        }
        record(request, worklist, len(found), "device")
    answer = JsonResponse(
        {
            "cases": [
                _case(worklist, campaign, number, stop, row)
                | asked
                | {"documents": [f"{each}_photo" for each in documented.get(row.id, [])]}
                for number, (stop, row) in enumerate(zip(found, rows, strict=True))
            ],
            "own": {
                "name": user_names({worklist.user}).get(worklist.user, ""),
                "asks": {each.box: each.text for each in asked_boxes(empty_form())},
                "says": SAYS,
            },
        }
    )
    mark_device(answer, device)
    return answer


def _case(
    worklist: Worklist, campaign: Campaign, number: int, stop: Stop, row: RowView
) -> dict[str, Any]:
    """One household as the phone keeps it; `values` by the names of the form's boxes."""
    args = [worklist.code, stop.key]
    state, tone = row_state(stop.state, incomplete=True)
    return {
        "key": str(stop.key),
        "place": number,
        "home": stop.household_id,
        "name": stop.full_name or "بدون نام",
        "national_id": stop.national_id,
        "file_number": stop.file_number,
        "address": address_of(stop),
        "mobile": mobile.dialled(row.mobile),
        "state": state,
        "tone": tone,
        "reason": stop.returned_reason if stop.state == State.RETURNED else "",
        "card": reverse("field_card", args=args),
        "send": reverse("field_send", args=args),
        "copied": any(each.copied for each in row.connections),
        "values": values_of(row, campaign.utilities),
    }


@door(rights.COLLECTORS, methods=("POST",))
def send(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """Take one answer that waited on a phone, and say what became of it."""
    try:
        with looking(request.actor):
            worklist, campaign, row = row_of_worklist(request, code, key)
    except Http404:
        return _refused(ROW_REFUSALS["row.unknown_key"](), HTTPStatus.NOT_FOUND)
    except AccessDenied as refusal:
        return _refused(refusal, HTTPStatus.FORBIDDEN)
    if request.POST.get("user", mine := str(worklist.user)) != mine:
        # Somebody else signed in on the same phone: what is not his stays there.
        return JsonResponse({"state": "waiting"}, status=HTTPStatus.CONFLICT)
    form = FieldForm(request.POST, request.FILES, row=row, utilities=campaign.utilities)
    if form.is_valid():
        return _taken(request, code, row, form)
    return JsonResponse(_faults(form), status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _taken(request: Visit, code: str, row: RowView, form: FieldForm) -> HttpResponseBase:
    try:
        return _sent(_entered(request, code, row, form))
    except RefusedBefore as refusal:
        if refusal.answer["state"] == "conflict":
            with looking(request.actor):
                record_look(request, row.key, "collect")
        return JsonResponse(refusal.answer, status=refusal.status)
    except (Busy, NoRoom):
        # It passes by itself, so the answer waits on.
        return JsonResponse({"state": "waiting"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except Refusal as refusal:
        return _refused(refusal, refusal.http_status)


def _entered(request: Visit, code: str, row: RowView, form: FieldForm) -> Entered:
    """What it brought; what may be told for ever is kept and raised as RefusedBefore."""
    try:
        return take(request, code, row.key, form)
    except _NOT_KEPT:
        raise
    except Refusal as refusal:
        return _kept(request, code, row, form, refusal)


def _sent(entered: Entered) -> JsonResponse:
    return JsonResponse({"state": "sent", "changed": entered.changed, "again": entered.again})


def _kept(request: Visit, code: str, row: RowView, form: FieldForm, refusal: Refusal) -> Entered:
    """Keep what it is told, so that the same is said whenever this answer comes again."""
    asked = sending(code, row.key, form)
    body = body_of(asked["version"], asked["values"], asked["photos"])
    status, answer = refusal.http_status, _told(form, refusal)
    taken = keep_refused(
        actor=request.actor,
        at=timezone.now(),
        code=code,
        key=row.key,
        entry=asked["entry"],
        body=body,
        status=status,
        answer=answer,
    )
    if taken is None:
        raise RefusedBefore(status, answer)
    return taken


def _told(form: FieldForm, refusal: Refusal) -> dict[str, Any]:
    if not isinstance(refusal, RowRefused):
        return {"state": "refused", "message": refusal.message}
    conflicts = add_refusal(form, refusal)
    if refusal.code != "row.conflict":
        return _faults(form)
    told = [[each.label, each.typed, each.stored] for each in conflicts]
    return {"state": "conflict", "message": BOTH, "version": refusal.version, "conflicts": told}


def _faults(form: FieldForm) -> dict[str, Any]:
    """In plain text: the phone writes it as such, so nothing in it is escaped."""
    whole = [str(error) for error in form.non_field_errors()]
    fields = [f"{bound.label}: {error}" for bound in form for error in bound.errors]
    return {"state": "refused", "message": " ".join(whole + fields)}


def _refused(refusal: Refusal, status: int) -> JsonResponse:
    return JsonResponse({"state": "refused", "message": refusal.message}, status=status)
