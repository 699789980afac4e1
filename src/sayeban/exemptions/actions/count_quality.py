"""Count again how good the data of worklists are of which something changed."""

from datetime import datetime

from django.db import connection

from sayeban.exemptions import quality_sql as sql
from sayeban.exemptions.models import QualityStale
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor
from sayeban.runtime.context import looking


@action("campaign.count_quality", operator=True)
def count_quality(*, actor: Actor, at: datetime) -> int:
    """Gives how many worklists were counted; no figure that is shown changes."""
    del actor, at
    with connection.cursor() as cursor:
        cursor.execute(sql.LOCK)
        cursor.execute(sql.COUNT)
        return int(cursor.fetchone()[0])


def count_what_changed(*, at: datetime) -> int:
    """The same by the clock; where nothing changed, nothing is done and nothing recorded."""
    with looking(SYSTEM):
        if not QualityStale.objects.exists():
            return 0
    return count_quality(actor=SYSTEM, at=at)
