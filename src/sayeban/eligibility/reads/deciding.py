"""What a rule says of one person now."""

from dataclasses import replace
from datetime import date

from django.db import connection

from sayeban.eligibility.models import Override, Rule
from sayeban.eligibility.reads.asking import asked
from sayeban.eligibility.reads.explaining import Decided, explained
from sayeban.eligibility.reads.versions import Ready, in_force_on, ready, ready_on
from sayeban.eligibility.refusals import SubjectUnknown
from sayeban.facts.public import Outcome, row_of, source_of
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
