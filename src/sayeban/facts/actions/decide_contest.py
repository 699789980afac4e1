"""A contest is referred to the owner of the datum, and decided by another person (C-022)."""

from datetime import datetime

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.facts.actions.contests import close, contest_in_reach
from sayeban.facts.actions.put_values import NewValue, put_values
from sayeban.facts.actions.receivers import note_receivers
from sayeban.facts.conditions.values import read
from sayeban.facts.models import Contest
from sayeban.facts.reads.catalogue import catalogue, catalogued
from sayeban.facts.reads.contests import place_of
from sayeban.facts.refusals_contest import (
    ContestAbove,
    ContestAnswerMissing,
    ContestNotReferable,
    ContestNotReferred,
    ContestOwn,
    ContestUnproven,
)
from sayeban.facts.rights import DECIDERS, OVERRULERS
from sayeban.facts.rules import may_become
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.outbox import announce


@action("facts.refer_contest", posts=DECIDERS, about=("number",))
def refer_contest(*, actor: Actor, at: datetime, number: int) -> None:
    """Note that the owner of the datum is asked. Refuses contest.unknown, contest.not_referable."""
    contest = contest_in_reach(number, actor, DECIDERS)
    owner = catalogued()[contest.fact].owner
    if not owner or not may_become(contest.state, "referred"):
        raise ContestNotReferable
    contest.state, contest.referred_at, contest.referred_to = "referred", at, owner
    contest.save(update_fields=["state", "referred_at", "referred_to"])


@action("facts.decide_contest", posts=DECIDERS, about=("number", "accepted"))
def decide_contest(
    *,
    actor: Actor,
    at: datetime,
    number: int,
    accepted: bool,
    answer: str,
    evidence: str = "",
) -> None:
    """Decide for the person or not, with the reason that he reads.

    For him a verified value is written beside the contested one, which stays, and whoever was told
    the old one is noted. Announces facts.contest_decided, so that decisions that rest on the datum
    are made again and he hears of it. `evidence` names what was seen: a paper, or the answer of
    the owner. Against what a register knows a decision for the person needs that its owner was
    asked, evidence or the document of the contest, and a post of OVERRULERS. Refuses
    contest.unknown, contest.closed, contest.own, contest.answer_missing, contest.above,
    contest.not_referred, contest.unproven.
    """
    contest = contest_in_reach(number, actor, DECIDERS)
    reason = text.normalize(answer)
    if not reason:
        raise ContestAnswerMissing
    if actor.eyes(place_of(contest)).saw(contest.opened_by, contest.opened_at):
        raise ContestOwn
    contest.evidence = text.normalize(evidence)
    if accepted and may_become(contest.state, "accepted"):
        _judge_overruling(contest, actor)
    close(contest, "accepted" if accepted else "rejected", actor, at, reason)
    if accepted:
        note_receivers(contest, at)
        _write(contest, actor, at)
    announce(
        "facts.contest_decided",
        str(contest.pk),
        {
            "contest": str(contest.pk),
            "person_id": str(contest.person_id),
            "subject_kind": contest.subject_kind,
            "subject_id": str(contest.subject_id),
            "fact": contest.fact,
            "since": contest.contested.recorded_at.isoformat(),
            "accepted": "1" if accepted else "",
        },
    )


def _judge_overruling(contest: Contest, actor: Actor) -> None:
    """A claim may come without proof; what a register knows is not set aside without it."""
    fact, value = catalogued()[contest.fact], contest.contested
    if not fact.register and not (value.origin == "received" and value.register):
        return
    owner = fact.owner or value.register
    if actor.kind == "user" and not actor.reaches(OVERRULERS, place_of(contest)):
        raise ContestAbove(owner=owner)
    if contest.state != "referred":
        raise ContestNotReferred(owner=owner)
    if contest.document_id is None and not contest.evidence:
        raise ContestUnproven(owner=owner)


def _write(contest: Contest, actor: Actor, at: datetime) -> None:
    told = NewValue(
        "person" if contest.subject_kind == "person" else "household",
        contest.subject_id,
        contest.fact,
        read(catalogue()[contest.fact], contest.claimed),
        "verified",
        today_of(at),
        register="contest",
    )
    # A household may be served elsewhere than the person for whom it was decided.
    with nationwide():
        put_values(actor=actor, at=at, values=[told])
