"""A reviewer clears a violation candidate: lawful after all, or sent back to be mended (A-113)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions.change_campaign import CampaignClosed
from sayeban.exemptions.actions.deciding import candidate_to_decide, decide, held_rows
from sayeban.exemptions.actions.following_sql import copies
from sayeban.exemptions.actions.rejudge import rejudge, touch
from sayeban.exemptions.actions.sending_back import send_back
from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.models import Candidate
from sayeban.exemptions.rules import CLEARINGS, grounds
from sayeban.exemptions.rules_ladder import returnable
from sayeban.exemptions.signing_person import person
from sayeban.exemptions.violation_refusals import ViolationUnknownWhy
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@action("campaign.clear_candidate", posts=rights.REVIEWERS, about=("code", "key", "why"))
def clear_candidate(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    key: str,
    why: str,
    national_ids: Collection[str] = (),
    reason: str = "",
) -> int:
    """Clear candidate `key` on the ground `why`; gives how many rows changed.

    same_household, or unfounded for what a company said: nothing else changes. returned: its
    rows, or those named in `national_ids`, go back to their collectors, with the members' rows
    that repeat them; once, where several cases of theirs are decided at one moment. shared: its
    connections become shared ones, never eligible.
    Refuses violation.unknown, .decided, .unknown_why, .unknown_row, access.denied, and
    campaign.closed where rows would change.
    """
    candidate = candidate_to_decide(actor, code, key)
    if why not in grounds(candidate.kind):
        raise ViolationUnknownWhy
    if why in ("returned", "shared") and candidate.campaign.closed_at is not None:
        raise CampaignClosed(campaign=code)
    with nationwide():
        named = held_rows(candidate, national_ids)
        changed = 0
        if why == "returned":
            changed = _send_back(candidate, named, actor, at, reason.strip() or CLEARINGS[why])
        elif why == "shared":
            changed = _share(candidate, actor, at)
        decide(candidate, actor=actor, at=at, state="cleared", why=why, reason=reason)
    return changed


_HELD = f"""
SELECT DISTINCT h.row_id, %(reason)s AS reason
FROM exemptions_candidaterow h JOIN exemptions_row r ON r.id = h.row_id
WHERE h.candidate_id = %(candidate)s AND (%(named)s::bigint[] = '{{}}' OR r.id = ANY (%(named)s))
  AND r.campaign_id = %(campaign)s AND r.state IN ({words(returnable("province"))})
  AND r.returned_at IS DISTINCT FROM %(at)s
"""
_ROWS = f"""
SELECT row_id, min(reason) AS reason FROM (
  SELECT row_id, reason FROM ({_HELD}) held
  UNION ALL SELECT row_id, reason FROM ({copies(_HELD, "province")}) repeated) gone
GROUP BY row_id
"""


def _send_back(
    candidate: Candidate, named: list[int], actor: Actor, at: datetime, reason: str
) -> int:
    return send_back(
        clause="WITH none AS (SELECT 1)",
        rows=_ROWS,
        parameters={
            "candidate": candidate.pk,
            "campaign": candidate.campaign_id,
            "province": candidate.province,
            "county": candidate.county,
            "centre": candidate.centre,
            "named": named,
            "reason": reason,
            "at": at,
        },
        me=person(actor),
        level=Unit.of_place(candidate.province, candidate.county, "").level,
        at=at,
    )


# What stands in a signed list, or in another phase, is changed by no decision here.
_SHARE = f"""
WITH changed AS (
  UPDATE exemptions_connection c SET connection_type = 'shared', ready = false
  FROM exemptions_candidaterow h JOIN exemptions_row r ON r.id = h.row_id
  WHERE h.candidate_id = %(candidate)s AND c.row_id = h.row_id AND c.utility = h.utility
    AND c.connection_type <> 'shared'
    AND r.campaign_id = %(campaign)s AND r.state IN ({words(returnable("province"))})
  RETURNING c.row_id
)
UPDATE exemptions_row r SET version = r.version + 1, changed_at = %(at)s, changed_by = %(me)s
WHERE r.id IN (SELECT row_id FROM changed)
"""
_TOUCHED = "SELECT row_id AS id FROM exemptions_candidaterow WHERE candidate_id = %(candidate)s"


def _share(candidate: Candidate, actor: Actor, at: datetime) -> int:
    parameters: dict[str, Any] = {
        "candidate": candidate.pk,
        "campaign": candidate.campaign_id,
        "at": at,
        "me": person(actor),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SHARE, parameters)
        changed: int = cursor.rowcount
    touch(_TOUCHED, parameters)
    rejudge(campaign=candidate.campaign, today=today_of(at))
    return changed
