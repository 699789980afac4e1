"""A collection is one transaction: killed anywhere, it happened wholly or not at all."""

import pytest

from tests.kills import gates
from tests.kills.conftest import NewSite, Undisturbed
from tests.kills.content import differing
from tests.kills.site import Site

pytestmark = pytest.mark.slow


def kill_at(site: Site, step: int, *, server: bool = False) -> None:
    with gates.closed_at(site.owner, step):
        collecting = site.collect()
        held = gates.until_held(site.owner, collecting.lives)
        if server:
            site.kill_server()
        else:
            collecting.kill()
    gates.until_gone(site.owner, held)


def is_all_or_nothing(site: Site, collection: Undisturbed) -> None:
    """As before or as after; and after the same file came once more, as after."""
    left = site.content()
    assert not differing(left, collection.before) or not differing(left, collection.after)
    assert site.collect().wait() == 0
    assert differing(site.content(), collection.after) == set()


@pytest.mark.full
def test_a_killed_collection_is_all_or_nothing(new_site: NewSite, collection: Undisturbed) -> None:
    for step in (collection.steps // 2, collection.steps):
        with new_site() as site:
            kill_at(site, step)
            is_all_or_nothing(site, collection)


@pytest.mark.full
def test_a_collection_killed_at_twenty_steps(new_site: NewSite, collection: Undisturbed) -> None:
    """Each second time it is the server that is killed."""
    for number, step in enumerate(gates.spread(collection.steps, 20)):
        with new_site() as site:
            kill_at(site, step, server=number % 2 == 1)
            is_all_or_nothing(site, collection)


@pytest.mark.full
def test_a_half_collection_would_be_seen(site: Site, collection: Undisturbed) -> None:
    """The negative control: one connection less is neither before nor after."""
    assert site.collect().wait() == 0
    with site.owner.transaction():
        site.owner.execute("SET LOCAL ROLE sayeban_hq")
        site.owner.execute(
            "DELETE FROM exemptions_connection WHERE id = (SELECT min(id) FROM"
            " exemptions_connection)"
        )
    with pytest.raises(AssertionError):
        is_all_or_nothing(site, collection)
