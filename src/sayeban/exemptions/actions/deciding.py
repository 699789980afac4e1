"""What every decision about a violation candidate begins and ends with."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from sayeban.country import text
from sayeban.country.formats import national_id
from sayeban.exemptions import rights
from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.models import Candidate
from sayeban.exemptions.reads.violations import candidate_id
from sayeban.exemptions.rules import BILL_KINDS
from sayeban.exemptions.signing_person import person
from sayeban.exemptions.violation_refusals import (
    ViolationDecided,
    ViolationUnknown,
    ViolationUnknownRow,
)
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

# Rows before their candidates, in the order of their ids, as a collection locks them.
_LOCK_ROWS = """
SELECT count(*) FROM (
  SELECT FROM exemptions_row r
  WHERE r.id IN (SELECT row_id FROM exemptions_candidaterow WHERE candidate_id = %(candidate)s)
  ORDER BY r.id FOR NO KEY UPDATE
) locked
"""


def candidate_to_decide(actor: Actor, code: str, key: str) -> Candidate:
    """The open candidate, locked, if the actor reviews for its place or one above it.

    county_head within a county, director_general across counties, hq_deputy across provinces.
    """
    number = candidate_id(key)
    with nationwide(), connection.cursor() as cursor:
        cursor.execute(_LOCK_ROWS, {"candidate": number})
    found = Candidate.objects.select_for_update(of=("self",), no_key=True)
    candidate = found.select_related("campaign").filter(campaign__code=code, pk=number).first()
    if candidate is None:
        raise ViolationUnknown(key=key)
    place = Unit.of_place(candidate.province, candidate.county, "")
    if not actor.reaches(rights.REVIEWERS, place):
        raise AccessDenied
    if candidate.state != "open":
        raise ViolationDecided
    return candidate


def held_rows(candidate: Candidate, named: Collection[str]) -> list[int]:
    """Ids of the candidate's rows with these national ids; refuses one that it does not hold."""
    wanted = {national_id.restore(text.identifier(typed))[0] for typed in named}
    held = candidate.held.filter(row__national_id__in=wanted)
    found = dict(held.values_list("row_id", "row__national_id"))
    unknown = wanted - set(found.values())
    if unknown:
        raise ViolationUnknownRow(count=len(unknown))
    return sorted(found)


_FREE = f"""
UPDATE exemptions_row r SET flags = array_remove(r.flags, 'bill_id.taken')
WHERE 'bill_id.taken' = ANY (r.flags)
  AND r.id IN (SELECT row_id FROM exemptions_candidaterow WHERE candidate_id = %(candidate)s)
  AND NOT EXISTS (
    SELECT 1 FROM exemptions_candidaterow h JOIN exemptions_candidate d ON d.id = h.candidate_id
    WHERE h.row_id = r.id AND d.state = 'open' AND d.kind IN ({words(BILL_KINDS)}))
"""


def decide(
    candidate: Candidate, *, actor: Actor, at: datetime, state: str, why: str, reason: str
) -> None:
    """Write the decision and take the mark from rows that no other candidate holds."""
    candidate.state, candidate.why, candidate.reason = state, why, reason.strip()
    candidate.decided_by, candidate.decided_at = person(actor), at
    candidate.save(update_fields=["state", "why", "reason", "decided_by", "decided_at"])
    with connection.cursor() as cursor:
        cursor.execute(_FREE, {"candidate": candidate.pk})
