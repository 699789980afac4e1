"""A contest of a datum is opened, or withdrawn by whoever serves the person (C-022)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.documents.public import Redrawer, store
from sayeban.facts.actions.put_values import FactValue
from sayeban.facts.conditions.tree import FactType
from sayeban.facts.conditions.values import belongs, read, written
from sayeban.facts.limits import judge_limits
from sayeban.facts.models import Contest, Value
from sayeban.facts.reads.catalogue import catalogue
from sayeban.facts.reads.contests import place_of
from sayeban.facts.refusals import FactValueInvalid
from sayeban.facts.refusals_contest import (
    ContestClosed,
    ContestedUnknown,
    ContestEmpty,
    ContestOpen,
    ContestSame,
    ContestUnknown,
)
from sayeban.facts.rights import CONTESTERS
from sayeban.facts.rules import ANSWERED_WITHIN, may_become
from sayeban.people.public import PersonFile, person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


@action("facts.open_contest", posts=CONTESTERS, about=("person_id", "value_id"))
def open_contest(
    *,
    actor: Actor,
    at: datetime,
    person_id: int,
    value_id: int,
    claimed: FactValue,
    reason: str,
    document: bytes = b"",
) -> int:
    """Take down that a standing value about a person or his household is wrong; its number.

    The value stays as it is. `document`: a picture or PDF that shows it, b"" for none. Refuses
    person.unknown, contest.value_unknown, contest.empty, contest.same, contest.already_open,
    fact.value_invalid, fact.value_outside, fact.value_malformed and what documents refuse.
    """
    file = person_file(person_id)
    if actor.kind == "user" and not actor.reaches(CONTESTERS, file.unit):
        raise AccessDenied
    return begin(actor, at, file, value_id, Claim(claimed, reason, document))


@dataclass(frozen=True, slots=True)
class Claim:
    """What is right instead, why, and the picture that shows it."""

    value: FactValue
    reason: str
    document: bytes = b""


def begin(actor: Actor, at: datetime, file: PersonFile, value_id: int, claim: Claim) -> int:
    """The same inside a running command, for whoever may."""
    if not text.normalize(claim.reason):
        raise ContestEmpty
    value = _contested(file, value_id)
    fact = catalogue()[value.fact]
    _judge(fact, value, claim.value)
    kept = None
    if claim.document:
        with Redrawer() as redrawer:
            kept = store(claim.document, redrawer=redrawer, place=file.unit, actor=actor, at=at)
    contest = Contest(
        person_id=file.person_id,
        contested=value,
        fact=value.fact,
        subject_kind=value.subject_kind,
        subject_id=value.subject_id,
        claimed=written(claim.value),
        reason=text.normalize(claim.reason),
        document=kept,
        due_on=today_of(at) + ANSWERED_WITHIN,
        opened_at=at,
        opened_by=actor.user_id,
        **file.unit.columns,
    )
    return _kept(contest)


@action("facts.withdraw_contest", posts=CONTESTERS, about=("number",))
def withdraw_contest(*, actor: Actor, at: datetime, number: int) -> None:
    """The person takes it back. Refuses contest.unknown, contest.closed."""
    contest = contest_in_reach(number, actor, CONTESTERS)
    close(contest, "withdrawn", actor, at)


def contest_in_reach(number: int, actor: Actor, posts: frozenset[str]) -> Contest:
    """The locked contest; refuses contest.unknown, also outside the actor's places."""
    contest = Contest.objects.select_for_update().filter(pk=number).first()
    if contest is None:
        raise ContestUnknown
    if actor.kind == "user" and not actor.reaches(posts, place_of(contest)):
        raise AccessDenied
    return contest


def close(contest: Contest, state: str, actor: Actor, at: datetime, answer: str = "") -> None:
    """End a contest; refuses contest.closed."""
    if not may_become(contest.state, state):
        raise ContestClosed
    contest.state, contest.answer = state, answer
    contest.decided_at, contest.decided_by = at, actor.user_id
    contest.save(update_fields=["state", "answer", "evidence", "decided_at", "decided_by"])


def _contested(file: PersonFile, value_id: int) -> Value:
    value = Value.objects.filter(pk=value_id, superseded_at=None).first()
    his = {"person": file.person_id, "household": file.household_id}
    if value is None or his[value.subject_kind] != value.subject_id:
        raise ContestedUnknown
    return value


def _judge(fact: FactType, value: Value, claimed: FactValue) -> None:
    if not belongs(fact, claimed):
        raise FactValueInvalid(key=fact.key, count=1)
    judge_limits(fact, claimed)
    if read(fact, value.value) == claimed:
        raise ContestSame


def _kept(contest: Contest) -> int:
    """Of two who contest one datum at once the second is told."""
    try:
        with transaction.atomic():
            contest.save()
    except IntegrityError as error:
        if "facts_contest_open" not in str(error):
            raise
        raise ContestOpen from error
    return contest.pk
