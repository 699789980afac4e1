"""The evening freeze of the daily figures (A-120, A-130)."""

from django.db import models

from sayeban.exemptions.models.campaign import Campaign
from sayeban.runtime.models import Placed


class Freeze(Placed):
    """The figures of one worklist at the end of one day. Never changed afterwards."""

    campaign = models.ForeignKey(Campaign, models.PROTECT)
    day = models.DateField()
    figures = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "day", "province", "county", "centre"],
                name="exemptions_freeze_once",
            ),
        )
