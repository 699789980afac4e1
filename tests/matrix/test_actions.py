"""Every command × person × unit ends as the oracle says."""

import pytest

from sayeban.accounts.rules import Post
from tests.matrix.calls import REFUSED, cells, faults, registered
from tests.matrix.commands import CALLS
from tests.matrix.oracle_actions import ACTIONS
from tests.matrix.places import LEVELS, Person
from tests.matrix.sampling import sampled
from tests.matrix.scene import Scene, with_state


def actors(scene: Scene) -> list[Person]:
    return [person for person in scene.people.values() if person.signed_in]


def test_every_command_has_a_line_in_the_oracle_and_every_line_a_command() -> None:
    named = {key.split(" ")[0] for key in ACTIONS}
    assert registered() ^ named == set()
    assert registered() ^ CALLS.keys() == set()


def test_every_post_asks() -> None:
    assert set(LEVELS) == set(Post)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_command_ends_for_each_person_as_the_oracle_says(scene: Scene, name: str) -> None:
    assert list(faults(scene, sampled(cells(scene, name, actors(scene))))) == []


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(CALLS))
def test_every_cell_of_a_command_ends_as_the_oracle_says(scene: Scene, name: str) -> None:
    assert list(faults(scene, cells(scene, name, actors(scene)))) == []


_NOT_NOW = frozenset({"campaign.closed", "campaign.not_open", "row.locked", "appointment.ended"})


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("state", ["closed", "not begun", "approved", "released"])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_no_state_of_the_campaign_opens_what_is_closed(scene: Scene, name: str, state: str) -> None:
    """What the oracle forbids stays forbidden; a state may only add another refusal."""
    with with_state(scene, state):
        forbidden = (cell for cell in cells(scene, name, actors(scene)) if not cell.may)
        assert list(faults(scene, forbidden, refused=REFUSED | _NOT_NOW)) == []
