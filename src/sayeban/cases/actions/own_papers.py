"""A client hands in a document of his own case from his own page, or takes it back."""

import hashlib
from datetime import datetime
from typing import Final
from uuid import UUID

from sayeban.cases.actions.client_turn import pass_on
from sayeban.cases.actions.finding import place_of
from sayeban.cases.models import Case, CaseDocument, Event
from sayeban.cases.reads.own_papers import is_his_alone, last_step_on
from sayeban.cases.reads.places import unit_of
from sayeban.cases.reads.turn import turn_of
from sayeban.cases.refusals_own import (
    OwnCaseOver,
    OwnPaperUnknown,
    PaperAgain,
    PaperNotWanted,
    PaperOften,
    PaperSeen,
    PaperStale,
)
from sayeban.cases.rules import LACKING, MOST_HANDED
from sayeban.documents.public import Redrawer, document_by_key, store
from sayeban.forms.public import submission
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

_CAME: Final = "از صفحهٔ خود متقاضی رسید"
_TAKEN: Final = "متقاضی خود آن را پس گرفت"


@action("cases.hand_in", citizens=True, about=("case_id", "code"))
def hand_in(
    *, actor: Actor, at: datetime, case_id: int, code: str, data: bytes, handed: int
) -> bool:
    """Keep a picture or PDF of a document that one's own open case lacks; False where the same
    file is there already.

    `handed` is how many he had sent when he opened the page: what was sent from an older one
    counts no second time. Where it was the last one that was missing, and the form of this turn
    was sent, the turn passes to the organisation, as it does with the form. Refuses paper.unknown,
    paper.case_closed, paper.not_wanted, paper.stale, paper.too_often, paper.refused_before and
    what `store` refuses.
    """
    _see_own(case_id, code, actor)
    digest = hashlib.sha256(data).hexdigest()
    with nationwide():
        case, asked = _locked(case_id, code, actor)
        if asked.by_client and _sha256(asked.document) == digest:
            return False
        _judge(case, asked, handed, digest)
        with Redrawer() as redrawer:
            kept = store(data, redrawer=redrawer, place=unit_of(case), actor=actor, at=at)
        CaseDocument.objects.filter(pk=asked.pk).update(
            state="received",
            document=kept.key,
            at=at,
            by=None,
            reason="",
            refusal="",
            by_client=True,
            seen_at=None,
            handed=asked.handed + 1,
        )
        _tell(case, at, old=asked.state, new=f"{code}:received", reason=_CAME)
        turn = turn_of(case_id, case.person_id)
        sent = submission(turn.key) if turn and turn.form and not turn.missing else None
        if turn and sent and sent.state == "submitted":
            pass_on(actor, at, turn, _CAME)
    return True


@action("cases.take_paper_back", citizens=True, about=("case_id", "code"))
def take_paper_back(*, actor: Actor, at: datetime, case_id: int, code: str) -> None:
    """Take back what one sent, as long as nobody looked at it: no page hands it out any more.

    Refuses paper.unknown, paper.case_closed, paper.seen.
    """
    _see_own(case_id, code, actor)
    with nationwide():
        case, asked = _locked(case_id, code, actor)
        if case.closed_at is not None:
            raise OwnCaseOver
        if not is_his_alone(asked.by_client, asked.seen_at, asked.at, last_step_on(case_id)):
            raise PaperSeen
        CaseDocument.objects.filter(pk=asked.pk).update(
            state="missing", document=None, at=at, by=None, by_client=False
        )
        # The event names the state and not the file, so that the case leads to it no more.
        _tell(case, at, old=asked.state, new=f"{code}:missing", reason=_TAKEN)


def _see_own(case_id: int, code: str, actor: Actor) -> None:
    """Asked with his own eyes: row-level security shows him no other's; the filter is the second.

    Refuses paper.unknown.
    """
    own = CaseDocument.objects.filter(case_id=case_id, code=code)
    if not own.filter(case__person_id=actor.person_id or 0).exists():
        raise OwnPaperUnknown


def _locked(case_id: int, code: str, actor: Actor) -> tuple[Case, CaseDocument]:
    own = Case.objects.select_for_update().filter(person_id=actor.person_id or 0)
    case = own.filter(pk=case_id).first()
    if case is None:
        raise OwnPaperUnknown
    return case, CaseDocument.objects.get(case=case, code=code)


def _judge(case: Case, asked: CaseDocument, handed: int, digest: str) -> None:
    if case.closed_at is not None:
        raise OwnCaseOver
    if asked.state not in LACKING:
        raise PaperNotWanted
    if asked.handed != handed:
        raise PaperStale
    if asked.handed >= MOST_HANDED:
        raise PaperOften(most=MOST_HANDED)
    if asked.state == "refused" and _refused_file(asked) == digest:
        raise PaperAgain


def _refused_file(asked: CaseDocument) -> str:
    """The file that was refused last, "" where a paper was refused that nobody had sent."""
    refused = Event.objects.filter(case=asked.case_id, what="document")
    old = refused.filter(new=f"{asked.code}:refused").order_by("-id").values_list("old", flat=True)
    try:
        return _sha256(UUID(old.first() or ""))
    except ValueError:
        return ""


def _sha256(key: UUID | None) -> str:
    found = document_by_key(key) if key else None
    return found.sha256 if found else ""


def _tell(case: Case, at: datetime, *, old: str, new: str, reason: str) -> None:
    Event.objects.create(
        case=case,
        at=at,
        actor=None,
        what="document",
        old=old,
        new=new,
        reason=reason,
        **place_of(case),
    )
