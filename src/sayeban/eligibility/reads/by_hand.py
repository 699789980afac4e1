"""Decisions by hand within the reader's places, beside what the rules themselves say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import F, QuerySet

from sayeban.eligibility.models import Decision, Override, Rule
from sayeban.eligibility.reads.asking import asked
from sayeban.eligibility.reads.deciding import rule_says, subject_of
from sayeban.eligibility.reads.explaining import Decided
from sayeban.eligibility.reads.versions import in_force_on, ready, ready_on
from sayeban.eligibility.refusals import SubjectUnknown
from sayeban.facts.public import source_of
from sayeban.kit.ordering import Order
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.lists import page_of

KEYS: Final = {
    "decided": F("decided_at"),
    "rule": F("rule__code"),
    "province": F("province"),
    "county": F("county"),
}


@dataclass(frozen=True, slots=True)
class ByHandRow:
    """One decision by hand. `subject` is "person" | "household"; `ended_at`: it stands no more."""

    id: int
    code: str
    subject: str
    subject_id: int
    outcome: bool
    reason: str
    document_id: int
    decided_by: int | None
    decided_at: datetime
    ended_by: int | None
    ended_at: datetime | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class RuleSays:
    """A rule of the day about one person: its own answer (None where it cannot be asked), what a
    human decided, and what the newest run kept."""

    code: str
    number: int
    title: str
    own: Decided | None
    hand: ByHandRow | None
    kept_on: date | None
    kept: bool | None


def by_hand_rows(
    code: str, standing: bool, order: Order, after: int, size: int
) -> tuple[list[ByHandRow], bool]:
    """A page of those that stand, or of those that were ended; of one rule or ("") all."""
    found = Override.objects.select_related("rule").filter(ended_at__isnull=standing)
    if code:
        found = found.filter(rule__code=code)
    rows, more = page_of(found, KEYS, order, after=after, size=size)
    return [row_of_hand(each) for each in rows], more


def all_by_hand(code: str, standing: bool, most: int) -> list[ByHandRow]:
    """The same for a file, the newest first."""
    found: QuerySet[Override] = Override.objects.select_related("rule")
    found = found.filter(ended_at__isnull=standing).order_by("-decided_at", "-id")
    return [row_of_hand(each) for each in (found.filter(rule__code=code) if code else found)[:most]]


def one_by_hand(number: int) -> ByHandRow | None:
    """Within the reader's places."""
    found = Override.objects.select_related("rule").filter(pk=number).first()
    return row_of_hand(found) if found else None


def standing_by_hand(code: str, person_id: int) -> ByHandRow | None:
    """The one that stands about a person or his household, whether or not the rule holds today.

    Refuses subject.unknown.
    """
    found = Override.objects.select_related("rule").filter(rule__code=code, ended_at=None)
    rule = Rule.objects.filter(code=code).first()
    standing = found.filter(subject_id=subject_of(rule, person_id)).first() if rule else None
    return row_of_hand(standing) if standing else None


def row_of_hand(each: Override) -> ByHandRow:
    """A row for a list."""
    return ByHandRow(
        *(each.pk, each.rule.code, each.rule.subject, each.subject_id, each.outcome, each.reason),
        *(each.document_id, each.decided_by, each.decided_at, each.ended_by, each.ended_at),
        Unit.of_place(each.province, each.county, each.centre),
    )


def own_answers(rows: Sequence[ByHandRow], day: date) -> dict[int, bool | None]:
    """What the rule itself says today, by the id of the row; without it where it cannot say."""
    found: dict[int, bool | None] = {}
    for code in {each.code for each in rows}:
        of = [each for each in rows if each.code == code]
        try:
            question = asked(ready_on(code, day), [each.subject_id for each in of])
        except Refusal:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, outcome FROM ({question.sql}) AS asked", question.given)
            outcomes = dict(cursor.fetchall())
        found |= {each.id: outcomes[each.subject_id] for each in of if each.subject_id in outcomes}
    return found


def rules_about(person_id: int, day: date) -> list[RuleSays]:
    """Every rule of the day about one person. Refuses subject.unknown."""
    found = []
    for version in in_force_on(day):
        try:
            subject = subject_of(version.rule, person_id)
        except SubjectUnknown:
            if version.rule.subject == "person":
                raise
            continue
        try:
            own = rule_says(ready(version, day), person_id, subject)
        except SubjectUnknown:
            raise
        except Refusal:
            own = None
        hands = Override.objects.select_related("rule").filter(rule=version.rule, ended_at=None)
        hand = hands.filter(subject_id=subject).first()
        runs = Decision.objects.filter(subject_id=subject, run__version__rule=version.rule)
        kept = runs.select_related("run").order_by("-run_id").first()
        found.append(
            RuleSays(
                *(version.rule.code, version.number, version.title, own),
                row_of_hand(hand) if hand else None,
                kept.run.day if kept else None,
                kept.outcome if kept else None,
            )
        )
    return found


def persons_of(households: Collection[int]) -> Mapping[int, int]:
    """Of each household one of its persons, by whom its page is opened."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT household_id, min(id) FROM {source_of('person')}"
            " WHERE household_id = ANY(%s) GROUP BY household_id",
            [list(households)],
        )
        return dict(cursor.fetchall())
