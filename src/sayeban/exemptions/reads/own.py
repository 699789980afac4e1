"""What a client sees of his own household: how each bill stands, and the move that he told.

Runs in a look of his own, in which row-level security shows him his household and nothing else.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions.models import Exemption, MoveSaid
from sayeban.runtime.actor import Actor

OwnStage = Literal[
    "told", "seen", "kept", "refused", "ended", "shared", "none", "missing", "checked", "outside"
]

# Of the newest campaign one line for each utility: the exemption that stands, or the last that
# ended; else how far its collection has come.
_BILLS: Final = """
WITH campaign AS (
  SELECT c.id, c.title, c.utilities FROM exemptions_campaign c
  WHERE c.id = (SELECT max(r.campaign_id) FROM exemptions_row r)
), own AS (
  SELECT DISTINCT ON (u.utility) u.utility, u.n, r.state, c.connection_type
  FROM campaign k
  CROSS JOIN LATERAL unnest(k.utilities) WITH ORDINALITY u (utility, n)
  JOIN exemptions_row r ON r.campaign_id = k.id
  LEFT JOIN exemptions_connection c ON c.row_id = r.id AND c.utility = u.utility
  ORDER BY u.utility, coalesce(c.connection_type, '') = '', r.is_head DESC, r.id
), told AS (
  SELECT DISTINCT ON (e.utility) e.utility, e.ended_on, e.receipt_status, e.receipt_code
  FROM exemptions_exemption e ORDER BY e.utility, e.ended_on DESC NULLS FIRST, e.seq DESC
)
SELECT k.title, o.utility, o.state, coalesce(o.connection_type, ''), t.utility IS NOT NULL,
  t.ended_on, coalesce(t.receipt_status, ''), coalesce(t.receipt_code, '')
FROM own o CROSS JOIN campaign k LEFT JOIN told t ON t.utility = o.utility
ORDER BY o.n
"""
_NAME: Final = """
SELECT full_name FROM exemptions_row WHERE person_id = %(person)s ORDER BY campaign_id DESC LIMIT 1
"""
_SAID_BY_COMPANY: Final[dict[str, OwnStage]] = {
    "": "told",
    "rcvd": "seen",
    "pdng": "seen",
    "succ": "kept",
    "rjct": "refused",
}
_OUTSIDE: Final = ("outside", "leaving", "removed")
_UNFINISHED: Final = ("pending", "returned", "uncollectable")


@dataclass(frozen=True, slots=True)
class OwnBill:
    """One utility of the household. `reason`: why the company refused it; `ended_on`: since when
    it is no longer presented.
    """

    utility: str
    stage: OwnStage
    reason: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class OwnMove:
    """The move that the household told last and that still waits. `undoable`: told today."""

    reference: str
    said_at: datetime
    moved_on: date
    undoable: bool


@dataclass(frozen=True, slots=True)
class OwnFile:
    """`name` is that of the visitor, "" where he has no row of his own. `campaign` is its title, ""
    where the household is in none; then there are no bills.
    """

    name: str
    campaign: str
    bills: tuple[OwnBill, ...]
    move: OwnMove | None


def own_file(actor: Actor, at: datetime) -> OwnFile:
    """Of the household of the client who looks."""
    with connection.cursor() as cursor:
        cursor.execute(_NAME, {"person": actor.person_id})
        name = cursor.fetchone()
        cursor.execute(_BILLS)
        found = cursor.fetchall()
    bills = tuple(_bill(*line[1:]) for line in found)
    title = found[0][0] if found else ""
    return OwnFile(name[0] if name else "", title, bills, own_move(actor, at))


def own_changes(household_id: int) -> list[tuple[str, int, str]]:
    """Of each exemption of a household its feed, the number of its last change, and its id."""
    found = Exemption.objects.filter(household_id=household_id).order_by("seq")
    return [(feed, seq, str(key)) for feed, seq, key in found.values_list("feed", "seq", "pk")]


def own_move(actor: Actor, at: datetime) -> OwnMove | None:
    """The move of his household that waits for a worker."""
    found = MoveSaid.objects.filter(
        household_id=actor.household_id or 0, withdrawn_at=None, taken_at=None
    ).first()
    if found is None:
        return None
    undoable = today_of(found.said_at) == today_of(at)
    return OwnMove(found.reference, found.said_at, found.moved_on, undoable)


def _bill(
    utility: str,
    state: str,
    connection_type: str,
    is_told: bool,
    ended_on: date | None,
    status: str,
    code: str,
) -> OwnBill:
    if is_told and ended_on is None:
        return OwnBill(utility, _SAID_BY_COMPANY[status], code)
    if is_told:
        return OwnBill(utility, "ended", "", ended_on)
    if state in _OUTSIDE:
        return OwnBill(utility, "outside")
    if connection_type in ("shared", "none"):
        return OwnBill(utility, "shared" if connection_type == "shared" else "none")
    return OwnBill(utility, "missing" if state in _UNFINISHED else "checked")
