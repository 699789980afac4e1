"""What a message or a picture says of bills, for pages with a script of their own: JSON out.

Asked and answered like the page of the row: the same session, the same CSRF token, the same right.
"""

from uuid import UUID

from django.http import Http404, HttpResponseBase, JsonResponse
from django.utils import timezone

from sayeban.documents.public import MAX_BYTES, DocumentTooLarge, DocumentUnreadable
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.read_message import read_message
from sayeban.exemptions.pages.row.filling import barcode_of
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.one_row import row_by_key
from sayeban.exemptions.rules_texts import Found
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door, refused_status
from sayeban.runtime.refusals import AccessDenied


@door(rights.COLLECTORS, methods=("POST",))
def read_text(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """خواندن متن پیامک."""
    _must_collect(request, code, key)
    text = request.POST.get("text", "")
    try:
        found = read_message(actor=request.actor, at=timezone.now(), code=code, key=key, text=text)
    except Refusal as refusal:
        return JsonResponse(refusal.as_json(), status=refused_status(refusal.code))
    return _answer(found)


@door(rights.COLLECTORS, methods=("POST",))
def read_bill(request: Visit, code: str, key: UUID) -> HttpResponseBase:
    """خواندن بارکد عکس قبض؛ the picture is not kept."""
    _must_collect(request, code, key)
    picture = request.FILES.get("picture")
    if picture is None:
        return JsonResponse(DocumentUnreadable().as_json(), status=422)
    if (picture.size or 0) > MAX_BYTES:
        return JsonResponse(DocumentTooLarge().as_json(), status=422)
    found = barcode_of(picture.read())
    return _answer([found] if found else [])


def _must_collect(request: Visit, code: str, key: UUID) -> None:
    with looking(request.actor):
        row = row_by_key(campaign_by_code(code).pk, key)
        if row is None:
            raise Http404
        if not may_collect(request.actor, row.unit):
            raise AccessDenied


def _answer(found: list[Found]) -> JsonResponse:
    """{found: [{utility, bill_id, payment_id, rial, number}]}; what is not there is "" or null."""
    facts = [
        {
            "utility": each.utility,
            "bill_id": each.bill_id,
            "payment_id": each.payment_id,
            "rial": each.rial,
            "number": each.number,
        }
        for each in found
    ]
    return JsonResponse({"found": facts})
