"""How addresses and commands of support are asked."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.support.actions.follow_person import follow_person
from sayeban.support.actions.wait import (
    leave_list,
    put_on_list,
    recount_lists,
    serve_waiting,
    set_priority,
)
from sayeban.support.models import Waiting
from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.entries import Call, entry, once
from tests.matrix.people import unit_of
from tests.matrix.places import TARGETS
from tests.matrix.scene import Scene


def _waits(scene: Scene) -> Mapping[str, int]:
    """One person of each unit waits."""

    def make() -> Mapping[str, int]:
        with acting(OPERATOR, NOW):
            return {unit: _waiting(scene, unit).pk for unit in TARGETS[1:]}

    return scene.once("waiting", make)


def _waiting(scene: Scene, unit: str) -> Waiting:
    place = unit_of(unit)
    return Waiting.objects.create(
        person_id=scene.person(unit),
        service="other",
        since=NOW.date(),
        at=NOW,
        province=place.province,
        county=place.county,
        centre=place.centre,
    )


def _places(scene: Scene) -> list[Asked]:
    return [
        Asked(unit, {"number": number}, {"act": "leave", "reason": "x"})
        for unit, number in _waits(scene).items()
    ]


ASKED: Final[Mapping[str, asking.Make]] = {
    "waiting_list GET": lambda _: [Asked("", {"province": "07", "service": "other"})],
    "waiting_place GET": _places,
    "waiting_end POST": _places,
}


def _of_place(function: Callable[..., object], **given: Any) -> entries.Make:
    return lambda scene: [
        Call(unit, entry(function, waiting_id=number, **given))
        for unit, number in _waits(scene).items()
    ]


CALLS: Final[Mapping[str, entries.Make]] = {
    "support.follow_person": once(follow_person, person_id=0),
    "support.leave_list": _of_place(leave_list, reason="x"),
    "support.put_on_list": lambda scene: [
        Call(
            unit,
            entry(put_on_list, unit=unit_of(unit), person_id=scene.person(unit), service="service"),
        )
        for unit in TARGETS[1:]
    ],
    "support.recount_lists": once(recount_lists),
    "support.serve_waiting": _of_place(serve_waiting),
    "support.set_priority": once(set_priority, service="", terms=[]),
}
UNKNOWN: Final[frozenset[str]] = frozenset({"waiting.unknown"})
"""What scope says of an object that is not the actor's to know of."""
