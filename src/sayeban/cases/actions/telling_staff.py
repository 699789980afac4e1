"""Tell staff of what is due in their units: one message a person, day and stage."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sayeban.accounts.public import Holder, Post, holders_of
from sayeban.country.jalali import number
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue

HEADS: Final[Mapping[str, Post]] = {
    "hq": Post.HQ_DEPUTY,
    "province": Post.DIRECTOR_GENERAL,
    "county": Post.COUNTY_HEAD,
    "centre": Post.CENTRE_HEAD,
}
"""Who answers for a unit, by its level."""
Held = Mapping[tuple[str, Unit], list[Holder]]


def posts_held(at: datetime) -> Held:
    """Who holds which post in which unit now."""
    held: dict[tuple[str, Unit], list[Holder]] = {}
    for post in Post:
        for each in holders_of([post], at):
            held.setdefault((post.value, each.unit), []).append(each)
    return held


def tell_counts(about: str, counts: Mapping[tuple[int, int], int], held: Held, at: datetime) -> int:
    """Queue the text `<about>_<stage>` with its count for each (user, stage); how many are new."""
    people = {each.user_id: each for several in held.values() for each in several}
    today = today_of(at).isoformat()
    return queue(
        [
            Notice(
                f"{about}/{today}/{stage}/{user}",
                f"{about}_{stage}",
                (number(many),),
                people[user].unit,
                user_id=user,
                mobile=people[user].mobile,
            )
            for (user, stage), many in sorted(counts.items())
            if user in people
        ],
        at,
    )
