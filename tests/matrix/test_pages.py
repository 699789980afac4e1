"""Every address × method × person answers as the oracle says, and names nobody of another place."""

import pytest

from tests.matrix.oracle import PAGES
from tests.matrix.pages import METHODS, addresses, ask, asked_of, faults, lines
from tests.matrix.scene import Scene, undone


def test_every_address_has_a_line_in_the_oracle_and_every_line_an_address() -> None:
    plain = {" ".join(key.split(" ")[:2]) for key in PAGES}
    assert lines() ^ plain == set()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("line", sorted(lines()))
def test_an_address_answers_each_person_as_the_oracle_says(scene: Scene, line: str) -> None:
    assert list(faults(scene, line, [p for p in scene.people.values() if not p.operator])) == []
