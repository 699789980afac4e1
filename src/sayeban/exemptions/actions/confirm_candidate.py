"""A reviewer confirms a violation against one row or more: a case for oversight (A-112)."""

from collections.abc import Collection
from datetime import datetime

from sayeban.exemptions import rights
from sayeban.exemptions.actions.deciding import candidate_to_decide, decide, held_rows
from sayeban.exemptions.models import Candidate
from sayeban.exemptions.violation_refusals import ViolationRowMissing
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@action("campaign.confirm_candidate", posts=rights.REVIEWERS, about=("code", "key"))
def confirm_candidate(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    key: str,
    national_ids: Collection[str],
    reason: str = "",
) -> Candidate:
    """Confirm candidate `key` against the rows of these national ids; the others are free.

    The utility concerned becomes ineligible on the confirmed rows. Refuses violation.unknown,
    .decided, .unknown_row (also when nobody is named), access.denied.
    """
    candidate = candidate_to_decide(actor, code, key)
    with nationwide():
        named = held_rows(candidate, national_ids)
        if not named:
            raise ViolationRowMissing
        candidate.held.filter(row_id__in=named).update(is_confirmed=True)
        decide(candidate, actor=actor, at=at, state="confirmed", why="", reason=reason)
    return candidate
