"""A dated declaration of accuracy: the signer answers for what he entered (A-105, A-112)."""

from datetime import datetime

from sayeban.exemptions import rights
from sayeban.exemptions.models import Declaration, Row
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.rules import GATHERED_STATES
from sayeban.exemptions.signing_person import person
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action(
    "campaign.declare",
    posts=rights.COLLECTORS | rights.HEADS,
    reach="own",
    about=("code", "unit"),
)
def declare(*, actor: Actor, at: datetime, code: str, unit: Unit) -> Declaration:
    """Sign for the unit's own worklist as it stands at `at`; collectors and the head each sign.

    `rows` of the result are those that the signer entered and nobody approved yet; a head who
    entered none signs for the batch. A later entry needs a later signature. Refuses
    campaign.not_open.
    """
    campaign = open_campaign_by_code(code, at)
    place = unit.columns
    entered = Row.objects.filter(
        campaign=campaign, collected_by=person(actor), state__in=sorted(GATHERED_STATES), **place
    ).count()
    return Declaration.objects.create(
        campaign=campaign, by=person(actor), at=at, rows=entered, **place
    )
