"""The client himself says that a datum about him is wrong, and may take it back (C-022)."""

from datetime import datetime

from sayeban.facts.actions.contests import Claim, begin, close
from sayeban.facts.models import Contest, Value
from sayeban.facts.refusals_contest import ContestedUnknown, ContestUnknown
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@action("facts.open_own_contest", citizens=True, about=("value_id",))
def open_own_contest(*, actor: Actor, at: datetime, value_id: int, claim: Claim) -> int:
    """Contest a standing value about oneself or one's household; its number.

    A worker decides, and the value stays until then. Refuses contest.value_unknown, also for what
    is not his to read, contest.empty, contest.same, contest.already_open, fact.value_invalid,
    fact.value_outside and what documents refuse.
    """
    # Asked with his own eyes: row-level security shows him what is his to read, and nothing else.
    if not Value.objects.filter(pk=value_id, superseded_at=None).exists():
        raise ContestedUnknown
    with nationwide():
        return begin(actor, at, person_file(actor.person_id or 0), value_id, claim)


@action("facts.withdraw_own_contest", citizens=True, about=("number",))
def withdraw_own_contest(*, actor: Actor, at: datetime, number: int) -> None:
    """Take back what is still open. Refuses contest.unknown, contest.closed."""
    with nationwide():
        own = Contest.objects.select_for_update().filter(person_id=actor.person_id or 0)
        contest = own.filter(pk=number).first()
        if contest is None:
            raise ContestUnknown
        close(contest, "withdrawn", actor, at)
