"""Each evening: ends of tenancies are asked about, and what nobody answered or finished ends."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions.actions import tenancy_sql as sql
from sayeban.exemptions.actions.feed_log import append_changes, lock_feeds, stage_changes
from sayeban.exemptions.actions.tell_heads import seed_texts
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.campaign_facts import publishers
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("exemptions.follow_tenancies", operator=True)
def follow_tenancies(*, actor: Actor, at: datetime) -> int:
    """Ask about tenancies that end soon, once each; end what had no answer; how many changes.

    A move that was not finished in time ends the old exemptions as well. Again on the same day it
    asks and ends nothing twice.
    """
    del actor
    given: dict[str, Any] = {"today": today_of(at), "at": at}
    with connection.cursor() as cursor:
        cursor.execute(sql.PASS, given)
        cursor.execute(sql.ASK, given)
        asked = cursor.fetchall()
    if asked:
        _send(asked, at)
    return sum(_end(steps, given) for steps in (sql.LEASES, sql.MOVES))


def _send(asked: Sequence[Sequence[Any]], at: datetime) -> None:
    seed_texts(at)
    names = publishers()
    of_campaign = dict(Campaign.objects.values_list("pk", "publisher"))
    queue(
        [
            Notice(
                f"tenancy.ends/{number}",
                "tenancy.ends",
                (
                    names.get(of_campaign[campaign], of_campaign[campaign]),
                    jalali.long_form(ends_on),
                ),
                Unit.of_place(province, county, centre),
                mobile=mobile,
            )
            for number, mobile, ends_on, province, county, centre, campaign in asked
            if mobile
        ],
        at,
    )


def _end(steps: tuple[str, str, str], given: Mapping[str, Any]) -> int:
    feeds_of, stage, write = steps
    ended = 0
    with connection.cursor() as cursor:
        cursor.execute(feeds_of, given)
        feeds = [feed for (feed,) in cursor.fetchall()]
        if feeds:
            lock_feeds(feeds)
            stage_changes()
            cursor.execute(stage, {**given, "feeds": feeds})
            ended = append_changes()
        cursor.execute(write, given)
    return ended
