"""Each check taken away once: the matrix names at least one cell (promises.md S1).

Where an inner check refuses as well, the two are a pair: it is listed, and both are taken away.
"""

import pytest

from sayeban.runtime.actions import ACTIONS
from tests.matrix import calls, pages
from tests.matrix.places import Person
from tests.matrix.removing import (
    open_policies,
    opened,
    policies,
    remove_inner_checks,
    without,
)
from tests.matrix.scene import Scene

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

BACKED_POLICIES: dict[tuple[str, str], str] = {}
BACKED_DOORS: dict[str, str] = {}


def _first_call(scene: Scene, name: str) -> str | None:
    people = [person for person in scene.people.values() if person.signed_in]
    forbidden = (cell for cell in calls.cells(scene, name, people) if not cell.may)
    return next(calls.faults(scene, forbidden), None)


def _first_page(scene: Scene, line: str) -> str | None:
    people: list[Person] = [p for p in scene.people.values() if not p.operator]
    forbidden = (cell for cell in pages.cells(scene, line, people) if not cell.may)
    return next(pages.faults(scene, forbidden), None)


@pytest.mark.parametrize(("name", "part"), policies())
def test_a_policy_without_one_of_its_parts_is_reported(
    scene: Scene, name: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without(part, ACTIONS[name]):
        found = _first_call(scene, name)
        if (name, part) in BACKED_POLICIES:
            assert found is None
            remove_inner_checks(monkeypatch)
            found = _first_call(scene, name)
    assert found


_CLOSED = sorted(
    line for line in pages.lines() if pages.addresses()[line.split(" ")[0]].door.who != "anyone"
)


@pytest.mark.parametrize("line", _CLOSED)
def test_a_door_that_opens_to_all_is_reported(
    scene: Scene, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(pages.addresses()[line.split(" ", maxsplit=1)[0]].door):
        found = _first_page(scene, line)
        if line in BACKED_DOORS:
            assert found is None
            remove_inner_checks(monkeypatch)
            open_policies(monkeypatch)
            found = _first_page(scene, line)
    assert found
