"""A datum that a case read turned out wrong: the case says so, and a refused one is looked at."""

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


@action("cases.note_corrected", about=("contest", "fact"))
def note_corrected(
    *, actor: Actor, at: datetime, contest: int, fact: str, kind: str, subject: int
) -> int:
    """Write into the newest case of each service, of the subject and whoever lives with him, that
    the fact was corrected, where a condition of the case reads it or what follows from it; how
    many.

    One that ended with no waits for another look, and the contest names it among those that used
    the wrong value. Nobody's case goes on by itself: that is for a head to say.
    """
    persons, _ = subjects_of(kind, subject)
    wanted, today = facts_following(fact), today_of(at)
    # A later case of the same service was asked with the values of its own day.
    every = Case.objects.filter(person_id__in=persons).order_by("person_id", "service_id", "-id")
    last = list(every.distinct("person_id", "service_id").values_list("pk", flat=True))
    locked = Case.objects.select_for_update(of=("self",)).select_related("service", "version")
    cases = list(locked.filter(pk__in=last).order_by("id"))
    reading = [case for case in cases if wanted & _read_by(case, today)]
    Event.objects.bulk_create(
        Event(case=case, at=at, actor=None, what="corrected", new=fact, **place_of(case))
        for case in reading
    )
    refused = [case for case in reading if case.result in SAYS_NO]
    for case in refused:
        if not Review.objects.filter(case=case, why="corrected", state="open").exists():
            open_review(actor, at, case, "corrected", fact)
    used = [(f"case:{each.pk}", each.service.title, each.closed_on or today) for each in refused]
    note_decisions(at, contest, [(key, f"پروندهٔ «{title}»", day) for key, title, day in used])
    return len(reading)


def _read_by(case: Case, today: date) -> set[str]:
    """The facts that the rule of the service and the guards of its outcomes ask."""
    facts = catalogue()
    guards = Transition.objects.filter(version=case.version_id, guard__isnull=False)
    read = set[str]()
    for guard in guards.order_by("id").values_list("guard", flat=True):
        read |= facts_of(parse(guard, facts))
    if case.version.rule_code:
        try:
            read |= asked_facts(case.version.rule_code, today)
        except RuleNotInForce:
            # It decides about nobody any more, so nothing would come of another look by it.
            return read
    return read
