"""Every address × method × person answers as the oracle says, and names nobody of another place."""

import pytest

from tests.matrix.oracle import PAGES
from tests.matrix.pages import addresses, cells, faults, lines
from tests.matrix.places import Person
from tests.matrix.sampling import sampled
from tests.matrix.scene import CODE, Scene, undone, with_state


def visitors(scene: Scene) -> list[Person]:
    return [person for person in scene.people.values() if not person.operator]


def test_every_address_has_a_line_in_the_oracle_and_every_line_an_address() -> None:
    plain = {" ".join(key.split(" ")[:2]) for key in PAGES}
    assert lines() ^ plain == set()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("line", sorted(lines()))
def test_an_address_answers_each_person_as_the_oracle_says(scene: Scene, line: str) -> None:
    assert list(faults(scene, sampled(cells(scene, line, visitors(scene))))) == []


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("line", sorted(lines()))
def test_every_cell_of_an_address_answers_as_the_oracle_says(scene: Scene, line: str) -> None:
    assert list(faults(scene, cells(scene, line, visitors(scene)))) == []


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("state", ["closed", "not begun", "approved", "released"])
@pytest.mark.parametrize("line", sorted(lines()))
def test_no_state_of_the_campaign_opens_what_is_closed(scene: Scene, line: str, state: str) -> None:
    """What the oracle forbids stays forbidden; a state may only add another refusal (422)."""
    with with_state(scene, state):
        forbidden = (cell for cell in cells(scene, line, visitors(scene)) if not cell.may)
        assert list(faults(scene, forbidden, refused=(403, 404, 422))) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_a_method_that_no_door_declares_is_not_there(scene: Scene) -> None:
    others = ("GET", "POST", "PUT", "PATCH", "DELETE")
    answers = {}
    client = scene.clients["hq_deputy@hq"]
    for name, address in addresses().items():
        if address.keys <= {"code"}:
            path = address.path({"code": CODE} if address.keys else {})
            for method in set(others) - set(address.door.methods):
                with undone():
                    answers[name, method] = client.generic(method, path).status_code
    # Whoever asks for the address of what is sent is led to the page above; a program is not.
    people = {
        name
        for name, address in addresses().items()
        if address.door.who != "client" and not name.startswith("social_")
    }
    expected = {key: 302 if key[1] == "GET" and key[0] in people else 405 for key in answers}
    assert answers == expected
