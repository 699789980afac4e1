"""A document that the case asks for is kept as a picture or PDF."""

import hashlib
from datetime import datetime
from uuid import UUID

from sayeban.cases.actions.finding import case_in_reach, place_of
from sayeban.cases.models import CaseDocument, Event
from sayeban.cases.reads.places import unit_of
from sayeban.cases.refusals_case import CaseClosed, DocumentNotAsked, ReplacedWithoutReason
from sayeban.cases.rules import STAFF
from sayeban.documents.public import Redrawer, document_by_key, store
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.attach_document", posts=STAFF, operator=True, about=("case_id", "code"))
def attach_document(
    *, actor: Actor, at: datetime, case_id: int, code: str, data: bytes, reason: str = ""
) -> bool:
    """Keep the file and mark its document as received; False where the same file is there already.

    The file before it stays, named by the event. Refuses case.unknown, access.denied, case.closed,
    case.document_unknown, case.document_replaced (another file is there and no reason was given)
    and what `store` refuses.
    """
    case = case_in_reach(case_id, actor, STAFF)
    if case.closed_at is not None:
        raise CaseClosed
    asked = CaseDocument.objects.filter(case=case, code=code).first()
    if asked is None:
        raise DocumentNotAsked
    if asked.document and _is_same(asked.document, data):
        return False
    if asked.document and not reason.strip():
        raise ReplacedWithoutReason
    with Redrawer() as redrawer:
        kept = store(data, redrawer=redrawer, place=unit_of(case), actor=actor, at=at)
    CaseDocument.objects.filter(pk=asked.pk).update(
        state="received",
        document=kept.key,
        at=at,
        by=actor.user_id,
        reason=reason.strip(),
        refusal="",
        by_client=False,
        seen_at=None,
    )
    Event.objects.create(
        case=case,
        at=at,
        actor=actor.user_id,
        what="document",
        old=str(asked.document or asked.state),
        new=f"{code}:received",
        reason=reason.strip(),
        **place_of(case),
    )
    return True


def _is_same(key: UUID, data: bytes) -> bool:
    before = document_by_key(key)
    return before is not None and before.sha256 == hashlib.sha256(data).hexdigest()
