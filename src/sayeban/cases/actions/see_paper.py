"""Somebody of the staff opens what a client sent: he takes it back no more."""

from datetime import datetime
from uuid import UUID

from sayeban.cases.actions.finding import case_in_reach
from sayeban.cases.models import CaseDocument
from sayeban.cases.rules import STAFF
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.see_paper", posts=STAFF, operator=True, about=("case_id",))
def see_paper(*, actor: Actor, at: datetime, case_id: int, key: UUID) -> bool:
    """Note that a file of the client is seen; False where it is so already, or is no such file.

    Refuses case.unknown, access.denied.
    """
    case = case_in_reach(case_id, actor, STAFF)
    new = CaseDocument.objects.filter(case=case, document=key, by_client=True, seen_at=None)
    return new.update(seen_at=at) > 0
