"""What a rule says of one person now."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db import connection

from sayeban.eligibility.models import Override, Rule
from sayeban.eligibility.reads.asking import asked
from sayeban.eligibility.reads.explaining import Decided, decided_row, explained
from sayeban.eligibility.reads.versions import Ready, in_force_on, ready, ready_on, tree_on
from sayeban.eligibility.refusals import SubjectUnknown
from sayeban.facts.public import Outcome, ParameterMissing, facts_of, row_of, source_of
from sayeban.kit.units import Unit


def decide(code: str, person_id: int, day: date) -> Decided:
    """The rule's answer for a person, or for his household where the rule is about one.

    Refuses rule.not_in_force, condition.parameter_missing and subject.unknown, also where the
    person is of another place.
    """
    return decide_ready(ready_on(code, day), person_id)


def decide_all(person_id: int, day: date) -> list[Decided]:
    """Every rule of the day about one person. Refuses as `decide`."""
    return [decide_ready(ready(each, day), person_id) for each in in_force_on(day)]


def undecided(person_id: int, day: date) -> list[Decided]:
    """The rules of the day that are still open about a person, with what they lack.

    Of somebody whom no row is kept of yet all is unknown. A rule that waits for a parameter is
    left out: no answer of his would settle it.
    """
    found = []
    for each in in_force_on(day):
        try:
            decided = _decided(ready(each, day), person_id)
        except ParameterMissing:
            continue
        if decided.outcome is None:
            found.append(decided)
    return found


def _decided(found: Ready, person_id: int) -> Decided:
    try:
        return decide_ready(found, person_id)
    except SubjectUnknown:
        return decided_row(found, row_of(person_id))


def decide_ready(found: Ready, person_id: int) -> Decided:
    """A version asked about one person; refuses subject.unknown."""
    subject = subject_of(found.rule, person_id)
    return by_hand(found, rule_says(found, person_id, subject), subject)


def rule_says(found: Ready, person_id: int, subject: int) -> Decided:
    """The answer of the rule itself, whatever a human decided; refuses subject.unknown."""
    question = asked(found, [subject])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT outcome, met, unknown FROM ({question.sql}) AS asked", question.given
        )
        told = cursor.fetchone()
    if told is None:
        raise SubjectUnknown
    return explained(found, Outcome(*told), row_of(person_id), subject)


def outcomes_of(code: str, persons: Collection[int], day: date) -> dict[int, bool | None]:
    """What the rule, or a human, says of each of these persons; None where nobody can say.

    Also of whom nothing is kept, or is of another place. Refuses rule.not_in_force and
    condition.parameter_missing.
    """
    found = ready_on(code, day)
    subject = "id" if found.rule.subject == "person" else "household_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {subject} FROM {source_of('person')} WHERE id = ANY(%s)", [list(persons)]
        )
        subjects: dict[int, int | None] = dict(cursor.fetchall())
        question = asked(found, sorted({each for each in subjects.values() if each is not None}))
        cursor.execute(f"SELECT id, outcome FROM ({question.sql}) AS asked", question.given)
        said: dict[int | None, bool | None] = dict(cursor.fetchall())
    hand = Override.objects.filter(rule=found.rule, ended_at=None, subject_id__in=list(said))
    said |= dict(hand.values_list("subject_id", "outcome"))
    return {person: said.get(subjects.get(person)) for person in persons}


def asked_facts(code: str, day: date) -> frozenset[str]:
    """Every fact, by key, that the version of the day asks. Refuses rule.not_in_force."""
    return frozenset(facts_of(tree_on(code, day)))


def subject_of(rule: Rule, person_id: int, unit: Unit | None = None) -> int:
    """Whom the rule is asked about for a person, there where his file is (`unit`) or anywhere.

    Refuses subject.unknown.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, household_id, province, county, centre"
            f" FROM {source_of('person')} WHERE id = %s",
            [person_id],
        )
        told = cursor.fetchone()
    if told is None:
        raise SubjectUnknown
    person, household, *place = told
    subject = person if rule.subject == "person" else household
    if subject is None or (unit and place != [unit.province, unit.county, unit.centre]):
        raise SubjectUnknown
    return int(subject)


def by_hand(found: Ready, decided: Decided, subject: int) -> Decided:
    """What a human decided stands before what the rule says."""
    standing = Override.objects.filter(rule=found.rule, subject_id=subject, ended_at=None).first()
    if standing is None:
        return decided
    return replace(decided, outcome=standing.outcome, by_hand=True, hand_reason=standing.reason)
