"""Entries of commands by what they are about: a unit, a row, a person, a case, a user."""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import Actor
from tests.matrix.people import unit_of
from tests.matrix.places import TARGETS
from tests.matrix.scene import CODE, Scene, picture

Entry = Callable[[Actor, Scene], object]


@dataclass(frozen=True, slots=True)
class Call:
    """A command about an object of one unit."""

    unit: str
    entry: Entry
    label: str = ""


Make = Callable[[Scene], list[Call]]


def once(function: Callable[..., object], **given: Any) -> Make:
    return lambda _: [Call("", entry(function, **given))]


def entry(function: Callable[..., object], **given: Any) -> Entry:
    return lambda actor, _: function(actor=actor, at=NOW, **given)


def in_units(
    function: Callable[..., object], units: Iterable[str] = TARGETS[1:], **given: Any
) -> Make:
    return lambda _: [Call(unit, entry(function, unit=unit_of(unit), **given)) for unit in units]


def of_campaign(function: Callable[..., object], **given: Any) -> Make:
    return once(function, code=CODE, **given)


def on_units(
    function: Callable[..., object], units: Iterable[str] = TARGETS[1:], **given: Any
) -> Make:
    return in_units(function, units, code=CODE, **given)


def on_rows(give: Callable[[Scene, str], dict[str, Any]], function: Callable[..., object]) -> Make:
    return lambda scene: [Call(unit, entry(function, **give(scene, unit))) for unit in TARGETS[1:]]


def person_of(function: Callable[..., object], **given: Any) -> Make:
    return on_rows(lambda scene, unit: {"person_id": scene.rows[unit].person_id, **given}, function)


def key(**given: Any) -> Callable[[Scene, str], dict[str, Any]]:
    return lambda scene, unit: {"code": CODE, "key": scene.rows[unit].key, **given}


def entry_of_row(**given: Any) -> Callable[[Scene, str], dict[str, Any]]:
    return lambda scene, unit: {"code": CODE, "entry": scene.entries[unit], **given}


def zipped(scene: Scene, unit: str) -> dict[str, Any]:
    path = scene.folder / f"{unit[-4:]}.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(f"{scene.rows[unit].national_id}-water.png", picture())
    return {"code": CODE, "path": path}


def sheet(scene: Scene, unit: str) -> dict[str, Any]:
    return {"code": CODE, "path": scene.worksheets[unit]}


def cases(function: Callable[..., object], **given: Any) -> Make:
    return lambda scene: [
        Call(unit, entry(function, code=CODE, key=str(key), **given))
        for unit, key in scene.suspicions.items()
    ]


CENTRE, WORKER, _HEAD = "centre:7011", "social_worker@centre:7011", "county_head@0701"


def users(function: Callable[..., object], *, with_head: bool = False) -> Make:
    def make(scene: Scene) -> list[Call]:
        worker = Call(CENTRE, entry(function, username=scene.username(WORKER)))
        head = Call("0701", entry(function, username=scene.username(_HEAD)), " of a head")
        return [worker, head] if with_head else [worker]

    return make
