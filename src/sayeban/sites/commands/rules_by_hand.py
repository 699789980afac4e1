"""sayeban rules by-hand | end-by-hand: what a head decides otherwise than a rule."""

from argparse import Namespace

from django.utils.timezone import now

from sayeban.eligibility import public as eligibility
from sayeban.people.public import seen_file
from sayeban.runtime.context import looking
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.one_person import find_person, look_at
from sayeban.sites.commands.rules_told import by_hand_lines
from sayeban.sites.readable import Readable

_PURPOSE = "rules.by_hand"


def decide(options: Namespace) -> Readable:
    """Keep the decision with its reason and its paper."""
    paper = options.document.read_bytes()
    actor = actor_for(options)
    with looking(actor):
        file = seen_file(actor, find_person(options.person), _PURPOSE)
    said = (options.rule, file.person_id, options.yes, options.reason, paper)
    decided = eligibility.ByHand(*said)
    number = eligibility.decide_by_hand(actor=actor, at=now(), unit=file.unit, decided=decided)
    told = {"rule": options.rule, "decision": number, "outcome": decided.outcome}
    return Readable(told, by_hand_lines(options.rule, decided.outcome))


def end(options: Namespace) -> Readable:
    """From now on the rule itself counts again."""
    actor = actor_for(options)
    with looking(actor):
        person = look_at(actor, options.person, _PURPOSE)
        row = eligibility.standing_by_hand(options.rule, person)
    if row is None:
        raise eligibility.OverrideUnknown
    eligibility.end_by_hand(actor=actor, at=now(), unit=row.unit, number=row.id)
    told = {"rule": options.rule, "decision": row.id, "ended": True}
    return Readable(told, by_hand_lines(options.rule, None))
