"""How addresses and commands of facts and contests are asked."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sayeban.exemptions.tests.makers import NOW
from sayeban.facts.actions import contests, decide_contest, define_fact, refresh
from sayeban.facts.public import Described, NewValue, put_values, seed_facts
from sayeban.facts.tests.makers import standing
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.entries import Call, entry, once
from tests.matrix.places import TARGETS
from tests.matrix.scene import Scene, picture

_FACT: Final = Described("bool", "person", "دادهٔ تازه")
_DECISION: Final = {"decision": "accepted", "answer": "سند دیده شد"}


def _values(scene: Scene) -> dict[str, int]:
    """By unit, a standing value of its person that nobody has contested."""
    return scene.once(
        "facts.values",
        lambda: {unit: _put(scene, unit, "job_skill", "خیاطی")[1] for unit in TARGETS[1:]},
    )


def _contests(scene: Scene) -> dict[str, int]:
    """By unit, an open contest with a document, about something else."""
    return scene.once("facts.contests", lambda: {unit: _open(scene, unit) for unit in TARGETS[1:]})


def _put(scene: Scene, unit: str, fact: str, told: str) -> tuple[int, int]:
    person = scene.person(unit)
    with acting(OPERATOR, NOW):
        seed_facts()
        value = NewValue("person", person, fact, told, "declared", NOW.date())
        put_values(actor=OPERATOR, at=NOW, values=[value])
    return person, standing(person, fact)


def _open(scene: Scene, unit: str) -> int:
    person, value = _put(scene, unit, "marital_status", "married")
    return contests.open_contest(
        actor=SYSTEM,
        at=NOW,
        person_id=person,
        value_id=value,
        claimed="widowed",
        reason="گواهی دارم",
        document=picture(),
    )


def _new(**data: str) -> asking.Make:
    return lambda scene: [
        Asked(unit, {"person_id": scene.person(unit), "value_id": value}, data)
        for unit, value in _values(scene).items()
    ]


def _of_contest(**data: str) -> asking.Make:
    return lambda scene: [
        Asked(unit, {"number": number}, data) for unit, number in _contests(scene).items()
    ]


def _on_contests(function: Callable[..., object], **given: Any) -> entries.Make:
    return lambda scene: [
        Call(unit, entry(function, number=number, **given))
        for unit, number in _contests(scene).items()
    ]


def _opens(scene: Scene) -> list[Call]:
    return [
        Call(
            unit,
            entry(
                contests.open_contest,
                person_id=scene.person(unit),
                value_id=value,
                claimed="نجاری",
                reason="نادرست است",
            ),
        )
        for unit, value in _values(scene).items()
    ]


def _seeded(make: entries.Make) -> entries.Make:
    """With the facts of a new installation."""

    def made(scene: Scene) -> list[Call]:
        _values(scene)
        return make(scene)

    return made


ASKED: Final[Mapping[str, asking.Make]] = {
    "welfare_file GET": lambda scene: [
        Asked(unit, {"person_id": scene.person(unit)}) for unit in TARGETS[1:]
    ],
    "contest_new GET": _new(),
    "contest_new POST": _new(claimed="نجاری", reason="نادرست است"),
    "contest GET": _of_contest(),
    "contest_document GET": _of_contest(),
    "contest_refer POST": _of_contest(),
    "contest_decide POST": _of_contest(**_DECISION),
    "contest_withdraw POST": _of_contest(),
}
CALLS: Final[Mapping[str, entries.Make]] = {
    "facts.define": once(define_fact.define_fact, key="new_fact", fact=_FACT),
    "facts.retire": _seeded(once(define_fact.retire_fact, key="sex")),
    "facts.refresh": _seeded(once(refresh.refresh_part, after=0)),
    "facts.follow_people": _seeded(once(refresh.follow_people)),
    "facts.open_contest": _opens,
    "facts.refer_contest": _on_contests(decide_contest.refer_contest),
    "facts.decide_contest": _on_contests(
        decide_contest.decide_contest, accepted=False, answer="سند دیده شد"
    ),
    "facts.withdraw_contest": _on_contests(contests.withdraw_contest),
}
UNKNOWN: Final[frozenset[str]] = frozenset({"contest.unknown"})
"""What scope says of an object that is not the actor's to know of."""
