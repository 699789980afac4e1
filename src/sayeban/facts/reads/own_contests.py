"""A client's own contests, with what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sayeban.facts.conditions.tree import Value as FactValue
from sayeban.facts.conditions.values import read
from sayeban.facts.models import Contest
from sayeban.facts.reads.catalogue import CataloguedFact, catalogued

_MOST: Final = 50
_SHOWN: Final = (
    *("id", "fact", "claimed", "reason", "state", "due_on", "opened_at", "referred_at"),
    *("referred_to", "decided_at", "answer"),
)


@dataclass(frozen=True, slots=True)
class OwnContest:
    """One contest as its person reads it; `state` a code, `answer` the reason of the decision."""

    id: int
    fact: CataloguedFact
    claimed: FactValue | None
    reason: str
    state: str
    due_on: date
    opened_at: datetime
    referred_at: datetime | None
    referred_to: str
    decided_at: datetime | None
    answer: str

    @property
    def is_open(self) -> bool:
        return self.decided_at is None


def own_contests(person_id: int) -> list[OwnContest]:
    """The newest contests of a person within the scope of the running look."""
    found = Contest.objects.filter(person_id=person_id).order_by("-id").values(*_SHOWN)[:_MOST]
    facts = catalogued()
    return [_own(each, facts) for each in found]


def own_contest(person_id: int, number: int) -> OwnContest | None:
    """One of them; None for anybody else's."""
    found = Contest.objects.filter(person_id=person_id, pk=number).values(*_SHOWN).first()
    return _own(found, catalogued()) if found else None


def _own(row: Mapping[str, Any], facts: Mapping[str, CataloguedFact]) -> OwnContest:
    fact = facts[row["fact"]]
    return OwnContest(**{**row, "fact": fact, "claimed": read(fact.type, row["claimed"])})
