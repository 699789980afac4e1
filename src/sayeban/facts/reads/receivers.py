"""Who got a value that was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sayeban.facts.models import Receiver


@dataclass(frozen=True, slots=True)
class Got:
    """One who used the old value; `told_at` is None while it waits for the right one."""

    kind: str
    title: str
    purpose: str
    received_on: date
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a receiver got is wrong: since the last day on which it got it, known on another."""

    contest: int
    since: date
    on: date


def receivers_of(contest: int) -> list[Got]:
    """All of one contest within the scope of the running look, institutions first."""
    found = Receiver.objects.filter(contest=contest).order_by("-kind", "-received_on", "id")
    columns = ("kind", "title", "purpose", "received_on", "told_at")
    return [Got(*row) for row in found.values_list(*columns)]


def corrections_for(
    receiver: str, person_id: int, household_id: int | None, facts: Sequence[str]
) -> Mapping[str, Corrected]:
    """By fact the newest correction of what this receiver got of a person or his household."""
    subjects = {"person": person_id, "household": household_id or 0}
    found = Receiver.objects.filter(receiver=receiver, contest__fact__in=facts).order_by("id")
    rows = found.values_list(
        *("contest__fact", "contest__subject_kind", "contest__subject_id"),
        *("contest_id", "received_on", "corrected_on"),
    )
    return {
        fact: Corrected(*told)
        for fact, kind, subject, *told in rows
        if subjects.get(kind) == subject
    }
