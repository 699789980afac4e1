"""A load is killed at a spread of steps and loaded again: nothing is lost, doubled or half-done."""

import os
import signal

import pytest

from tests.kills import gates
from tests.kills.conftest import NewSite, Undisturbed
from tests.kills.content import differing
from tests.kills.site import Site, child_of

pytestmark = pytest.mark.slow

_FEW, _MANY = 2, 20
_IN_THE_SECOND_CHUNK = 8
"""Statements on the campaign's rows until then."""


def kill_at(
    site: Site, step: int, *, on_table: str = "", server: bool = False, without: str = ""
) -> None:
    """Load until `step` and kill the command there, or the database server under it."""
    with gates.closed_at(site.owner, step, on_table):
        loading = site.load(without)
        held = gates.until_held(site.owner, loading.lives)
        if server:
            site.kill_server()
            assert loading.wait() != 0
        else:
            loading.kill()
    gates.until_gone(site.owner, held)


def is_whole_after(site: Site, load: Undisturbed) -> None:
    """Loaded again, the database holds what an undisturbed load leaves."""
    assert site.load().wait() == 0
    assert differing(site.content(), load.after) == set()


def test_a_killed_command_goes_on_as_if_nothing_had_happened(
    new_site: NewSite, load: Undisturbed
) -> None:
    for step in gates.spread(load.steps, _FEW + 2)[1:-1]:
        with new_site() as site:
            kill_at(site, step)
            is_whole_after(site, load)


@pytest.mark.full
def test_a_killed_server_loses_nothing_that_was_entered(site: Site, load: Undisturbed) -> None:
    kill_at(site, load.steps // 2, server=True)
    assert differing(site.content(), load.before) > {"chunks"}
    is_whole_after(site, load)


@pytest.mark.full
def test_the_command_killed_at_twenty_steps(new_site: NewSite, load: Undisturbed) -> None:
    for step in gates.spread(load.steps, _MANY):
        with new_site() as site:
            kill_at(site, step)
            is_whole_after(site, load)


@pytest.mark.full
def test_the_server_killed_at_twenty_steps(new_site: NewSite, load: Undisturbed) -> None:
    for step in gates.spread(load.steps, _MANY):
        with new_site() as site:
            kill_at(site, step, server=True)
            is_whole_after(site, load)


@pytest.mark.full
def test_one_load_killed_again_and_again(site: Site, load: Undisturbed) -> None:
    """Each run is killed a little later in what is left."""
    for step in (5, 20, 30, 40, 8):
        kill_at(site, step)
    is_whole_after(site, load)


@pytest.mark.full
def test_a_killed_import_child_refuses_the_file_and_leaves_nothing(
    site: Site, load: Undisturbed
) -> None:
    loading = site.load()
    gates.until(lambda: child_of(loading) is not None or not loading.lives())
    child = child_of(loading)
    assert child
    os.kill(child, signal.SIGKILL)
    refused = loading.answer()
    assert (loading.code, refused["refused"]) == (2, "file.unsafe")
    assert differing(site.content(), load.before) == set()
    is_whole_after(site, load)


@pytest.mark.full
@pytest.mark.parametrize(
    ("without", "lost"),
    [("ledger in the transaction", {"rows", "persons"}), ("ledger", {"loads", "chunks"})],
)
def test_without_the_ledger_beside_the_rows_a_kill_would_be_seen(
    site: Site, load: Undisturbed, without: str, lost: set[str]
) -> None:
    """The negative control: the comparison names what is lost or counted anew."""
    kill_at(site, _IN_THE_SECOND_CHUNK, on_table="exemptions_row", without=without)
    assert site.load(without).wait() == 0
    assert lost <= differing(site.content(), load.after)
