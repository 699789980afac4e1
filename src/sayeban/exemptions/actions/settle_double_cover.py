"""One institution ends its exemption, or both stay for a reason."""

from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions.feed_log import append_changes, ends_sql, lock_feeds, stage_changes
from sayeban.exemptions.models import DoubleCover, Exemption
from sayeban.exemptions.refusals_feed import CoverReasonMissing, CoverSettled
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide

_STAGE = f"""{ends_sql("'duplicate_cover'", "%(today)s")}
FROM exemptions_exemption e WHERE e.exemption_id = %(exemption)s AND e.ended_on IS NULL
"""


@action("exemptions.end_double_cover", posts=rights.COVER_DECIDERS, about=("cover",))
def end_double_cover(*, actor: Actor, at: datetime, cover: int) -> None:
    """End the exemption of this side from today; the other institution's one stays.

    Refuses cover.settled, also where the flag is of another place.
    """
    asked = DoubleCover.objects.filter(pk=cover, how="").first()
    if asked is None:
        raise CoverSettled
    with nationwide():
        # Of both sides: whoever ends his own exemption at this moment goes first or after.
        sides = Exemption.objects.filter(pk__in=[asked.exemption_id, asked.other_id])
        lock_feeds([feed for (feed,) in sides.values_list("feed_id")])
        found = _open(cover)
        stage_changes()
        given: dict[str, Any] = {"exemption": found.exemption_id, "today": today_of(at), "at": at}
        with connection.cursor() as cursor:
            cursor.execute(_STAGE, given)
        append_changes()


@action("exemptions.keep_double_cover", posts=rights.COVER_DECIDERS, about=("cover",))
def keep_double_cover(*, actor: Actor, at: datetime, cover: int, reason: str) -> None:
    """Both exemptions stay, for a reason that this side gives; the other side decides for itself.

    Refuses cover.settled and cover.reason_missing.
    """
    why = text.normalize(reason)
    if not why:
        raise CoverReasonMissing
    found = _open(cover)
    found.how, found.reason, found.settled_at, found.settled_by = "kept", why, at, actor.user_id
    found.save(update_fields=["how", "reason", "settled_at", "settled_by"])


def _open(cover: int) -> DoubleCover:
    """The flag, held, if it is open still."""
    found = DoubleCover.objects.select_for_update().filter(pk=cover, how="").first()
    if found is None:
        raise CoverSettled
    return found
