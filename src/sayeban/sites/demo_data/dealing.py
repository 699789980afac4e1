"""Who lives where and what is planted on whom: one line a person, before any value is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from sayeban.sites.demo_data.geography import CountyPlan, ProvincePlan
from sayeban.sites.demo_data.plans import (
    ASIDE,
    DIRT,
    LONE_MEMBERS,
    MEMBERS,
    PAIRS,
    PLACE_DIRT,
    PLANS,
    SAMPLE,
    STAGED,
    share,
)
from sayeban.sites.demo_data.staging import Staging

PAIRS_A_PROVINCE = 10_000
"""Shared meters of one province are numbered from here times its index; the second half holds
those that it shares with the next province."""
_NATION = 5_000
ALONE, UNLISTED = -1, -2


@dataclass(slots=True)
class Person:
    """One accepted row. `county` and `centre` are "" where its worklist is above them (note 8).

    `head` is the number of the line of his head, ALONE for a head, UNLISTED for a member of
    somebody on no list. `pair` is the number of a meter that a stranger declares too, -1 for none;
    `role` is "a" or "b" in it, `level` and `decision` its key in PAIRS.
    """

    number: int
    home: CountyPlan
    centre: str
    county: str
    dirt: str = ""
    plan: str = ""
    head: int = ALONE
    pair: int = -1
    role: str = ""
    level: str = ""
    decision: str = ""

    @property
    def worklist(self) -> str:
        """The path of its workbook: 07/0701/1070101, 07/0701/worklist or 07/worklist."""
        folder = self.home.code[:2] + (f"/{self.county}" if self.county else "")
        return f"{folder}/{self.centre or 'worklist'}"


def deal(
    province: ProvincePlan, provinces: Sequence[ProvincePlan], stage: Staging, rng: Random
) -> list[Person]:
    """All accepted rows of a province in the order of their numbers, each with its plan."""
    people = _heads(province, rng)
    _deal_dirt(people, province, rng)
    hand = _Hand([p for p in people if not p.dirt], rng)
    people += _members(hand, len(people), province.households)
    _deal_staged(hand, province, provinces, stage)
    _deal_pairs(hand, province, provinces)
    _deal_plans([p for p in people if not p.plan and p.dirt not in ASIDE], province, rng)
    return people


@dataclass(slots=True)
class _Hand:
    """Persons without dirt in random order, taken one after the other."""

    people: list[Person]
    rng: Random
    _taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng.shuffle(self.people)

    def take(self, count: int, fits: Callable[[Person], bool]) -> list[Person]:
        """At most `count` that nobody took before."""
        found: list[Person] = []
        for person in self.people:
            if len(found) == count:
                break
            if person.number not in self._taken and fits(person):
                self._taken.add(person.number)
                found.append(person)
        return found


def _heads(province: ProvincePlan, rng: Random) -> list[Person]:
    counties = province.counties
    weights = [county.households for county in counties]
    homes = rng.choices(counties, weights, k=province.households)
    return [
        Person(number, home, rng.choice(home.centres), home.code)
        for number, home in enumerate(homes)
    ]


def _deal_dirt(people: list[Person], province: ProvincePlan, rng: Random) -> None:
    names = [n for n, base in DIRT.items() for _ in range(share(base, province.households))]
    for person, dirt in zip(rng.sample(people, len(names)), names, strict=True):
        person.dirt = dirt
        if dirt == "county_blank":
            person.county = person.centre = ""
        elif dirt in ("centre_blank", "centre_foreign"):
            person.centre = ""
        elif dirt == "centre_unimported":
            person.home = province.counties[0]
            person.county, person.centre = person.home.code, province.unimported


def _members(hand: _Hand, first: int, households: int) -> list[Person]:
    """Further rows: members beside their head, and members of a head on no list."""
    members: list[Person] = []
    for base, listed in ((MEMBERS, True), (LONE_MEMBERS, False)):
        for head in hand.take(share(base, households), lambda _: True):
            head.plan = "clean"
            member = Person(first + len(members), head.home, head.centre, head.county)
            member.head = head.number if listed else UNLISTED
            member.plan = "member" if listed else "clean"
            members.append(member)
    return members


def _deal_staged(
    hand: _Hand, province: ProvincePlan, provinces: Sequence[ProvincePlan], stage: Staging
) -> None:
    """Plans of single centres: as many as a sample has, however large the country is."""
    households = min(SAMPLE, sum(p.households for p in provinces))
    for plan, centres in stage.by_plan().items():
        count = max(2, share(STAGED[plan].base, households) // len(centres))
        count -= count % 2  # the same picture goes to two
        for centre in centres:
            if centre[1:3] == province.code:
                for person in hand.take(count, _lives_in(centre)):
                    person.plan = plan


def _lives_in(centre: str) -> Callable[[Person], bool]:
    return lambda person: person.centre == centre


def _deal_pairs(hand: _Hand, province: ProvincePlan, provinces: Sequence[ProvincePlan]) -> None:
    """Meters that two strangers declare; nobody of the late county is in one."""
    settled = [c.code for c in province.counties if not province.is_late(c)]
    number = province.index * PAIRS_A_PROVINCE
    for (level, decision), base in PAIRS.items():
        if level == "nation":
            continue
        for turn in range(share(base, province.households)):
            first = settled[turn % len(settled)]
            second = first if level == "county" else settled[(turn + 1) % len(settled)]
            if level == "county" or first != second:
                _pair(hand, number, (level, decision), (first, second))
                number += 1
    _deal_border(hand, province, provinces)


def _pair(hand: _Hand, number: int, key: tuple[str, str], counties: tuple[str, str]) -> None:
    for role, county in zip("ab", counties, strict=True):
        for person in hand.take(1, lambda p, county=county: p.county == county):  # type: ignore[misc]
            _join(person, number, role, key)


def _join(person: Person, number: int, role: str, key: tuple[str, str]) -> None:
    person.plan, person.pair, person.role = "taken", number, role
    person.level, person.decision = key


def _deal_border(hand: _Hand, province: ProvincePlan, provinces: Sequence[ProvincePlan]) -> None:
    """Meters shared with the province before ("b") and the one after ("a")."""
    for role, first in (("b", province.index - 1), ("a", province.index)):
        if not 0 <= first < len(provinces) - 1:
            continue
        both = min(provinces[first].households, provinces[first + 1].households)
        number = first * PAIRS_A_PROVINCE + _NATION
        for key, base in PAIRS.items():
            if key[0] != "nation":
                continue
            for person in hand.take(share(base, both), lambda p: not province.is_late(p.home)):
                _join(person, number, role, key)
                number += 1


def _deal_plans(people: list[Person], province: ProvincePlan, rng: Random) -> None:
    """The plans of any worklist; whose values are dirty already is only collected cleanly."""
    order = rng.sample(people, len(people))
    names = [n for n, plan in PLANS.items() for _ in range(share(plan.base, province.households))]
    rng.shuffle(names)
    for person in order:
        person.plan = names.pop() if names and person.dirt in PLACE_DIRT else "clean"
