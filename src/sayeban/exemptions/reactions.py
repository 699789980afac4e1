"""What the campaign does when a lower package announces something; run by the worker."""

from collections.abc import Mapping
from datetime import datetime

from sayeban.exemptions.actions.refresh import refresh
from sayeban.exemptions.models import Campaign
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.outbox import on


@on("people.imported")
@on("people.died")
@on("people.exited")
def take_over(event: Mapping[str, str], at: datetime) -> None:
    """Somebody's status, household or benefits changed: running campaigns follow."""
    for campaign in Campaign.objects.filter(closed_at=None):
        refresh(actor=SYSTEM, at=at, code=campaign.code)
