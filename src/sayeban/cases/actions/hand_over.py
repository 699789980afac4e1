"""Steps are given to a colleague, or back to all of their post."""

from collections.abc import Sequence
from datetime import datetime

from sayeban.accounts.public import Post, holders_of
from sayeban.cases.actions import moving_sql as sql
from sayeban.cases.actions.choosing import Chosen, choose, refuse
from sayeban.cases.actions.moving import run, said
from sayeban.cases.refusals_case import ColleagueUnfit
from sayeban.cases.rules import STAFF, SUPERVISORS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@action("cases.hand_over", posts=STAFF, operator=True, about=("colleague",))
def hand_over(
    *,
    actor: Actor,
    at: datetime,
    steps: Sequence[int],
    colleague: int | None,
    reason: str = "",
) -> int:
    """Give the steps to a colleague (a user's id), or with None to whoever of the post comes first.

    Whoever works on a step may give it away; heads of the unit may always. Refuses case.unknown,
    step.done, step.not_yours and step.colleague_unfit.
    """
    chosen = choose(actor, steps)
    if colleague is not None:
        refuse(ColleagueUnfit, _unfit(chosen, colleague, at))
    ids = [step.id for step in chosen]
    told = said(actor, at, steps=ids, colleague=colleague, reason=reason.strip())
    run(sql.HAND_OVER, told)
    new = str(colleague or "")
    run(sql.STEP_EVENTS, {**told, "what": "handed_over", "new": [new] * len(ids)})
    return len(ids)


def _unfit(chosen: Sequence[Chosen], colleague: int, at: datetime) -> list[Chosen]:
    posts = {Post(step.role) for step in chosen} | set(map(Post, SUPERVISORS))
    held = {
        (post, each.unit)
        for post in posts
        for each in holders_of([post], at)
        if each.user_id == colleague
    }
    return [
        step
        for step in chosen
        if not any((Post(post), step.unit) in held for post in (step.role, *SUPERVISORS))
    ]
