"""A document that the case asks for came, or is not needed."""

from datetime import datetime
from uuid import UUID

from sayeban.cases.actions.finding import case_in_reach, place_of
from sayeban.cases.actions.telling import tell
from sayeban.cases.models import CaseDocument, Event
from sayeban.cases.refusals_case import DocumentNotAsked, StepReasonMissing
from sayeban.cases.rules import DOCUMENT_STATES, STAFF
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.mark_document", posts=STAFF, operator=True, about=("case_id", "code", "state"))
def mark_document(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    code: str,
    state: str,
    document: UUID | None = None,
    reason: str = "",
) -> None:
    """Note that a document was received (`document` is its evidence), waived, refused, is missing.

    A file that is there stays with a received document and goes with one that is marked otherwise;
    its event names it. Who judged what the client sent has seen it. Why it was refused the client
    reads, and is told to look. Refuses case.unknown, access.denied, case.document_unknown, and
    step.reason_missing for one that is waived or refused without saying why.
    """
    case = case_in_reach(case_id, actor, STAFF)
    asked = CaseDocument.objects.filter(case=case, code=code).first()
    if asked is None or state not in DOCUMENT_STATES:
        raise DocumentNotAsked
    why = reason.strip()
    if state in ("waived", "refused") and not why:
        raise StepReasonMissing
    write_mark(actor, at, asked, state, document, why)


def write_mark(
    actor: Actor,
    at: datetime,
    asked: CaseDocument,
    state: str,
    document: UUID | None = None,
    reason: str = "",
) -> None:
    """The same of a document that is the actor's to mark."""
    case = asked.case
    kept = document or (asked.document if state == "received" else None)
    is_his = asked.by_client and kept is not None and kept == asked.document
    CaseDocument.objects.filter(pk=asked.pk).update(
        state=state,
        document=kept,
        at=at,
        by=actor.user_id,
        reason=reason,
        refusal=reason if state == "refused" else "",
        by_client=is_his,
        seen_at=(asked.seen_at or at) if is_his else None,
    )
    Event.objects.create(
        case=case,
        at=at,
        actor=actor.user_id,
        what="document",
        old=str(asked.document) if asked.document and asked.document != kept else asked.state,
        new=f"{asked.code}:{state}",
        reason=reason,
        **place_of(case),
    )
    if state == "refused" and case.closed_at is None:
        tell(at, "cases.asked", [(case.pk, f"paper/{asked.pk}/{at.isoformat()}", None)])
