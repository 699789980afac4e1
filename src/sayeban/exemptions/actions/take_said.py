"""What a client said of his move becomes a move that his unit follows up, or is taken back."""

from datetime import datetime

from sayeban.exemptions.actions.report_move import begin_move
from sayeban.exemptions.models import Move, MoveSaid, Row
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.refusals_move import MoveNotDelivered, MoveOpen
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("exemptions.take_said", about=("reference",))
def take_said(*, actor: Actor, at: datetime, reference: str) -> int | None:
    """Begin the move at the unit that keeps the household; None where there is nothing to begin.

    That is where he took it back meanwhile, where a move of the household is under way, and where
    no company was told of it: then his worker writes the new dwelling as he collects the row.
    """
    del actor
    said = MoveSaid.objects.filter(reference=reference, withdrawn_at=None, taken_at=None).first()
    if said is None:
        return None
    rows = Row.objects.filter(household_id=said.household_id)
    row = rows.order_by("-campaign_id", "-is_head", "id").first()
    assert row is not None
    try:
        number = begin_move(row, unit_of(row), said.moved_on, at, by=None, said_by="client")
    except (MoveOpen, MoveNotDelivered):
        return None
    # Collecting begins with his own words; who collects compares them with the papers.
    Move.objects.filter(pk=number).update(
        dwelling={
            "postal_code": said.postal_code,
            "address": said.address,
            "tenure": said.tenure,
            "tenancy_end": said.tenancy_end.isoformat() if said.tenancy_end else "",
        }
    )
    return number


@action("exemptions.take_back_said", about=("reference",))
def take_back_said(*, actor: Actor, at: datetime, reference: str) -> int:
    """The move that began by his word is withdrawn, unless somebody has collected it already."""
    del actor
    said = MoveSaid.objects.filter(reference=reference).first()
    if said is None:
        return 0
    begun = Move.objects.filter(
        household_id=said.household_id,
        said_by="client",
        state="reported",
        reported_at__gte=said.said_at,
    )
    return begun.update(state="withdrawn", decided_at=at)
