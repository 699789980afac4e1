"""A datum that a case read turned out wrong: the case says so, and a refused one is looked at."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from sayeban.cases.actions.finding import place_of
from sayeban.cases.actions.review import open_review
from sayeban.cases.models import Case, Event, Review, Transition
from sayeban.cases.rules import SAYS_NO
from sayeban.country.today import today_of
from sayeban.eligibility.public import RuleNotInForce, asked_facts, subjects_of
from sayeban.facts.public import catalogue, facts_following, facts_of, note_decisions, parse
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Corrected:
    """An accepted contest: its number and person, the fact of which subject, and since when the
    wrong value had been known."""

    contest: int
    person_id: int
    fact: str
    kind: str
    subject: int
    since: datetime


@action("cases.note_corrected")
def note_corrected(*, actor: Actor, at: datetime, told: Corrected) -> int:
    """Write into the newest case of each service, of the subject and whoever lives with him, that
    the fact was corrected, where a condition of the case reads it or what follows from it; how
    many. A case that had ended before the wrong value came never read it.

    One that ended with no waits for another look, and the contest names those of its own person
    among those that used the wrong value: what others of his household asked for is not his to
    read. Nobody's case goes on by itself: that is for a head to say.
    """
    persons, _ = subjects_of(told.kind, told.subject)
    wanted, today = facts_following(told.fact), today_of(at)
    # A later case of the same service was asked with the values of its own day.
    every = Case.objects.filter(person_id__in=persons).order_by("person_id", "service_id", "-id")
    last = list(every.distinct("person_id", "service_id").values_list("pk", flat=True))
    locked = Case.objects.select_for_update(of=("self",)).select_related("service", "version")
    cases = [
        case
        for case in locked.filter(pk__in=last).order_by("id")
        if case.closed_at is None or case.closed_at >= told.since
        if wanted & _read_by(case, case.closed_on or today)
    ]
    Event.objects.bulk_create(
        Event(case=case, at=at, actor=None, what="corrected", new=told.fact, **place_of(case))
        for case in cases
    )
    refused = [case for case in cases if case.result in SAYS_NO]
    waiting = Review.objects.filter(case__in=refused, why="corrected", text=told.fact, state="open")
    standing = set(waiting.values_list("case_id", flat=True))
    for case in refused:
        if case.pk not in standing:
            open_review(actor, at, case, "corrected", told.fact)
    used = [
        (f"case:{each.pk}", f"پروندهٔ «{each.service.title}»", each.closed_on)
        for each in refused
        if each.person_id == told.person_id and each.closed_on is not None
    ]
    note_decisions(at, told.contest, used)
    return len(cases)


def _read_by(case: Case, day: date) -> set[str]:
    """The facts that the rule of the service on a day and the guards of its outcomes ask."""
    facts = catalogue()
    guards = Transition.objects.filter(version=case.version_id, guard__isnull=False)
    read = set[str]()
    for guard in guards.order_by("id").values_list("guard", flat=True):
        read |= facts_of(parse(guard, facts))
    if case.version.rule_code:
        # A rule that was not in force then decided nothing.
        with suppress(RuleNotInForce):
            read |= asked_facts(case.version.rule_code, day)
    return read
