"""What phones were told is forgotten after its campaign: a conflict holds values of its row."""

from datetime import datetime, timedelta
from typing import Final

from sayeban.exemptions.models import Campaign, SentEntry
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

KEPT: Final = timedelta(days=30)


@action("campaign.forget_entries", operator=True)
def forget_entries(*, actor: Actor, at: datetime) -> int:
    """Forget the answers to campaigns that were closed long enough ago; gives how many.

    One that comes again after that is refused, since its campaign is not open.
    """
    over = Campaign.objects.filter(closed_at__lte=at - KEPT)
    return SentEntry.objects.filter(campaign__in=over).delete()[0]
