"""A unit acknowledges that it has its part of the list: a record, never a gate."""

from datetime import datetime

from sayeban.exemptions import rights
from sayeban.exemptions.models import Receipt
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.signing_person import person
from sayeban.kit.units import Unit
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("campaign.receive", posts=rights.RECEIVERS, reach="own", about=("code", "unit"))
def receive(*, actor: Actor, at: datetime, code: str, unit: Unit) -> Receipt:
    """Keep that the unit received its part; a later load may be acknowledged again."""
    return Receipt.objects.create(
        campaign=campaign_by_code(code),
        at=at,
        by=person(actor),
        **unit.columns,
    )
