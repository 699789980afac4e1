"""The welfare file of a person: identity, welfare and economy, support (C-022)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from sayeban.facts.conditions.tree import Value as FactValue
from sayeban.facts.conditions.values import read
from sayeban.facts.models import Contest, Value
from sayeban.facts.reads.catalogue import CataloguedFact, catalogued
from sayeban.facts.reads.rows import row_of
from sayeban.facts.rules import ORIGINS, PARTS
from sayeban.people.public import PersonFile, person_file


@dataclass(frozen=True, slots=True)
class Told:
    """What one source said: origin and register as codes, `by` a user or None."""

    value_id: int
    value: FactValue | None
    origin: str
    register: str
    as_of: date
    by: int | None
    stale: bool
    superseded: bool


@dataclass(frozen=True, slots=True)
class Datum:
    """One fact in the file.

    `value` is what rules see, None is unknown. `shown` is the standing value of the strongest
    source, also where it grew too old to count; None for a fact that follows from others or from
    people's files. `others` are what further sources say and what was said before.
    """

    fact: CataloguedFact
    value: FactValue | None
    shown: Told | None
    others: tuple[Told, ...]
    contest_id: int | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was ever said."""
        return self.value is None and self.shown is None and not self.others


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the file: its code, its Persian name, its data in the order of the catalogue."""

    code: str
    title: str
    data: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class WelfareFile:
    """The file of a person with what is known of his household."""

    person: PersonFile
    parts: tuple[Part, ...]


def file_of(person_id: int, today: date) -> WelfareFile:
    """The welfare file within the scope of the running look; refuses person.unknown.

    The caller records the look (audit.events.look). `today` decides what is too old.
    """
    person = person_file(person_id)
    return WelfareFile(person, _parts(person_id, person.household_id, today))


def own_parts(person_id: int, household_id: int | None, today: date) -> tuple[Part, ...]:
    """The same for the person himself: of him everything, of his household what is not sensitive.

    What is sensitive of a household tells of those who live with him.
    """
    return tuple(
        Part(part.code, part.title, tuple(filter(is_own, part.data)))
        for part in _parts(person_id, household_id, today)
    )


def is_own(datum: Datum) -> bool:
    """Whether a datum of his file is the person's to read."""
    return datum.fact.type.subject == "person" or not datum.fact.sensitive


def _parts(person_id: int, household_id: int | None, today: date) -> tuple[Part, ...]:
    his = Q(subject_kind="person", subject_id=person_id)
    if household_id:
        his |= Q(subject_kind="household", subject_id=household_id)
    facts, row = catalogued(), row_of(person_id)
    told = _told(his, facts, today)
    open_ones = dict(
        Contest.objects.filter(his, state__in=["open", "referred"]).values_list("fact", "id")
    )
    data = [_datum(fact, row, told.get(key, []), open_ones.get(key)) for key, fact in facts.items()]
    return tuple(
        Part(code, title, tuple(each for each in data if each.fact.part == code))
        for code, title in PARTS.items()
    )


_TOLD = ("id", "fact", "value", "origin", "register", "as_of", "by", "superseded_at")


def _told(his: Q, facts: Mapping[str, CataloguedFact], today: date) -> dict[str, list[Told]]:
    """What was said of each fact, the strongest standing one first, then the newest."""
    found: dict[str, list[Told]] = {}
    for each in Value.objects.filter(his).only(*_TOLD).order_by("-as_of", "-id"):
        fact = facts[each.fact]
        stale = fact.max_age_days is not None and (
            each.as_of + timedelta(fact.max_age_days) < today
        )
        found.setdefault(each.fact, []).append(
            Told(
                each.pk,
                None if each.value is None else read(fact.type, each.value),
                each.origin,
                each.register,
                each.as_of,
                each.by,
                stale,
                each.superseded_at is not None,
            )
        )
    ranks = {origin: rank for rank, origin in enumerate(ORIGINS)}
    for told in found.values():
        told.sort(key=lambda t: (t.superseded, t.value is None, t.stale, ranks[t.origin]))
    return found


def _datum(
    fact: CataloguedFact,
    row: Mapping[str, FactValue | None],
    told: list[Told],
    contest_id: int | None,
) -> Datum:
    standing = told[0] if told and not told[0].superseded else None
    others = tuple(each for each in told if each is not standing)
    return Datum(fact, row.get(fact.key), standing, others, contest_id)
