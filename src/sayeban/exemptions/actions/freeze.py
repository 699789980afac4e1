"""Every evening the figures of each worklist are kept as they stand (A-120, A-130)."""

from datetime import datetime

from django.db import connection

from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.campaign import today_of
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("campaign.freeze", operator=True)
def freeze(*, actor: Actor, at: datetime) -> int:
    """Keep the day's figures of every campaign that runs; gives how many worklists were kept.

    Once a day: what is kept is never changed, so a second run on the same day keeps nothing.
    """
    today = today_of(at)
    kept = 0
    with connection.cursor() as cursor:
        for campaign in Campaign.objects.filter(starts__lte=today, closed_at=None).order_by("id"):
            cursor.execute(sql.FREEZE, {"campaign": campaign.pk, "day": today})
            kept += cursor.rowcount
    return kept
