"""A household moves: somebody says so, hands it to the unit of the new place, or takes it back."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS
from sayeban.exemptions.ladder_sql import words
from sayeban.exemptions.models import Exemption, Move, Row
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.refusals_move import (
    MoveDecided,
    MoveInFuture,
    MoveNotDelivered,
    MoveOpen,
    MoveUnknown,
)
from sayeban.exemptions.rules_move import OPEN_MOVES
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.refusals import AccessDenied

# A stay that people know of, for the households that companies were told of: once a stay. The
# head's row stands for its household. A move that is open already goes where people say.
_OF_STAY = """
INSERT INTO exemptions_move AS was (row_id, campaign_id, household_id, said_by, moved_on,
  came_province, came_county, came_centre, province, county, centre, stay_id, reported_at, dwelling)
SELECT DISTINCT ON (r.campaign_id) r.id, r.campaign_id, r.household_id, 'register',
  coalesce(s.since, %(today)s), r.province, r.county, r.centre, s.province, s.county, s.centre,
  s.id, %(at)s, jsonb_build_object('postal_code', s.postal_code, 'address', s.address,
    'tenure', s.tenure, 'tenancy_end', coalesce(s.tenancy_end::text, ''))
FROM people_residence s JOIN exemptions_row r ON r.household_id = s.household_id
WHERE s.id = %(stay)s AND s.until IS NULL AND EXISTS (SELECT FROM exemptions_exemption e
    JOIN exemptions_row o ON o.id = e.row_id
    WHERE e.household_id = r.household_id AND o.campaign_id = r.campaign_id AND e.ended_on IS NULL)
  AND NOT EXISTS (SELECT FROM exemptions_move m WHERE m.stay_id = s.id)
ORDER BY r.campaign_id, r.is_head DESC, r.id
ON CONFLICT (campaign_id, household_id) WHERE state IN ({open}) DO UPDATE SET
  stay_id = excluded.stay_id, moved_on = excluded.moved_on, province = excluded.province,
  county = excluded.county, centre = excluded.centre,
  state = CASE WHEN {same} THEN was.state ELSE 'reported' END,
  collected_at = CASE WHEN {same} THEN was.collected_at END,
  collected_by = CASE WHEN {same} THEN was.collected_by END
RETURNING id
""".format(
    open=words(OPEN_MOVES),
    same="(was.province, was.county, was.centre)"
    " = (excluded.province, excluded.county, excluded.centre)",
)
_BEFORE = """
UPDATE exemptions_move m SET before = jsonb_build_object('key', r.key, 'full_name', r.full_name,
  'national_id', r.national_id, 'mobile', r.mobile, 'address', r.address, 'location', r.location,
  'postal_code', r.postal_code, 'tenure', r.tenure,
  'tenancy_end', coalesce(r.tenancy_end::text, '')) || coalesce((
    SELECT jsonb_object_agg(c.utility || '_' || f.name, f.value)
    FROM exemptions_connection c CROSS JOIN LATERAL (VALUES ('type', c.connection_type),
      ('bill', c.bill_id), ('number', c.number)) f (name, value)
    WHERE c.row_id = r.id), '{}')
FROM exemptions_row r WHERE m.id = ANY (%s) AND r.id = m.row_id AND m.before = '{}'
"""


@action("exemptions.report_move", posts=rights.COLLECTORS, about=("code", "key", "to"))
def report_move(
    *, actor: Actor, at: datetime, code: str, key: UUID, to: Unit, on: date, by_client: bool = False
) -> int:
    """Say that a row's household moved to the place of `to` on a day; the number of the move.

    Refuses campaign.unknown, row.unknown_key, access.denied, move.in_future, move.open,
    move.not_delivered.
    """
    campaign = campaign_by_code(code)
    row = Row.objects.filter(campaign=campaign, key=key).first()
    if row is None:
        raise ROW_REFUSALS["row.unknown_key"]
    if not may_collect(actor, unit_of(row)):
        raise AccessDenied
    with nationwide():
        said_by = "client" if by_client else "worker"
        return begin_move(row, to, on, at, by=actor.user_id, said_by=said_by)


def begin_move(row: Row, to: Unit, on: date, at: datetime, *, by: int | None, said_by: str) -> int:
    """The same inside a running command that sees the whole country."""
    if on > today_of(at):
        raise MoveInFuture
    of_household = Row.objects.filter(campaign_id=row.campaign_id, household_id=row.household_id)
    # Held, so that two who say the same at once wait for each other.
    rows = list(of_household.select_for_update(no_key=True).order_by("id"))
    if Move.objects.filter(
        campaign_id=row.campaign_id, household_id=row.household_id, state__in=OPEN_MOVES
    ).exists():
        raise MoveOpen
    if not Exemption.objects.filter(row_id__in=[each.pk for each in rows]).exists():
        raise MoveNotDelivered
    head = next((r for r in rows if r.is_head and unit_of(r) == unit_of(row)), row)
    made = Move.objects.create(
        row=head,
        campaign_id=row.campaign_id,
        household_id=row.household_id,
        said_by=said_by,
        moved_on=on,
        came_province=row.province,
        came_county=row.county,
        came_centre=row.centre,
        province=to.province,
        county=to.county,
        centre=to.centre,
        reported_at=at,
        reported_by=by,
    )
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, [[made.pk]])
    return made.pk


@action("exemptions.open_moved", about=("stay",))
def open_moved(*, actor: Actor, at: datetime, stay: int) -> int:
    """A colleague or a register said in `people` that a household moved: how many moves began.

    A stay that a move of ours brought there begins nothing.
    """
    del actor
    with connection.cursor() as cursor:
        cursor.execute(_OF_STAY, {"stay": stay, "today": today_of(at), "at": at})
        opened = [number for (number,) in cursor.fetchall()]
        cursor.execute(_BEFORE, [opened])
    return len(opened)


@action("exemptions.hand_over_move", posts=rights.COLLECTORS, about=("number", "to"))
def hand_over_move(*, actor: Actor, at: datetime, number: int, to: Unit) -> None:
    """Send it to the unit where the household lives now; what was collected is judged anew there.

    Refuses move.unknown, move.decided, access.denied.
    """
    del at
    move = open_move(number)
    if not any(may_collect(actor, unit) for unit in (unit_of(move), came_from(move))):
        raise AccessDenied
    move.province, move.county, move.centre = to.province, to.county, to.centre
    move.state, move.collected_at, move.collected_by = "reported", None, None
    with nationwide():
        move.save()


@action("exemptions.withdraw_move", posts=rights.COLLECTORS | rights.HEADS, about=("number",))
def withdraw_move(*, actor: Actor, at: datetime, number: int) -> None:
    """It was a mistake: nothing is told to anybody. Refuses move.unknown, move.decided,
    access.denied."""
    move = open_move(number)
    both = (unit_of(move), came_from(move))
    if not any(actor.reaches(rights.COLLECTORS | rights.HEADS, unit) for unit in both):
        raise AccessDenied
    move.state, move.decided_at, move.decided_by = "withdrawn", at, actor.user_id
    with nationwide():
        move.save()


def came_from(move: Move) -> Unit:
    """The unit that kept the household when the move was reported."""
    return Unit.of_place(move.came_province, move.came_county, move.came_centre)


def open_move(number: int) -> Move:
    """The move, held, if it is in the actor's places; refuses move.unknown and move.decided."""
    if not Move.objects.filter(pk=number).exists():
        raise MoveUnknown
    # Its household comes from one unit and goes to another: neither sees it whole.
    with nationwide():
        move = Move.objects.select_for_update().select_related("row").get(pk=number)
    if move.state not in OPEN_MOVES:
        raise MoveDecided
    return move
