"""The next level opens a batch: from then on its approval cannot be withdrawn (decision 13).

A page or a file opens it by being looked at, so this is a database function that a GET may call,
as the one that records looks is: it adds one row an approval, at most once, and nothing else.
"""

from datetime import datetime

from django.db import connection

from sayeban.exemptions import rights
from sayeban.exemptions.rules_ladder import LEVELS, ApprovalLevel
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor


def open_as_head(actor: Actor, campaign: int, unit: Unit, at: datetime) -> None:
    """What a head does when he gets to see what lies in the batch of exactly his unit.

    Before the rows are read: a withdrawal under way is waited for, and he sees what it left.
    """
    if unit.level != "hq" and actor.holds(rights.HEADS, unit):
        open_batches(campaign=campaign, level=unit.level, unit=unit, by=actor.user_id, at=at)


def open_batches(
    *, campaign: int, level: ApprovalLevel, unit: Unit, by: int | None, at: datetime
) -> None:
    """Keep that `unit`, an office of `level`, opened every batch that the level below handed up.

    A batch whose withdrawal is under way is waited for and then stays withdrawn.
    """
    lower = LEVELS.index(level) - 1
    if lower < 0 or by is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT exemptions_open_batches(%s, %s, %s, %s, %s, %s)",
            [campaign, LEVELS[lower], unit.province, unit.county, by, at],
        )
