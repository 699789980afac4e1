"""A list as large as the country's is killed twenty times and holds what an undisturbed load holds.

SAYEBAN_KILLED_ROWS says how many rows it has: 999,000 in the full run, as many as there are
national ids for tests. With 100,000 it shows the same in a few minutes.
"""

import os
from pathlib import Path

import polars as pl
import pytest

from sayeban.exemptions.tests.books import HEADERS, line
from sayeban.exemptions.tests.makers import national_id
from sayeban.sheets.public import write_xlsx
from tests.kills import gates
from tests.kills.conftest import NewSite
from tests.kills.content import differing
from tests.kills.site import LOAD, Process, Site

pytestmark = [pytest.mark.slow, pytest.mark.full]

_ROWS = int(os.environ.get("SAYEBAN_KILLED_ROWS", "999000"))
_FIRST_SERIAL = 1_000
_KILLS = 20
_CHUNK = max(_ROWS // (2 * _KILLS), 1)
_SECONDS = 3_600
_IN_THE_NEXT_CHUNK = 2
"""The first chunk of each run is let through, so that each gets a little further."""


def book(path: Path) -> Path:
    """One centre's list; each tenth person belongs to the household of the one before."""
    rows = []
    for serial in range(_FIRST_SERIAL, _FIRST_SERIAL + _ROWS):
        head = national_id(serial - 1) if serial % 10 == 5 else ""
        rows.append(line(national_id(serial), head=head, mobile=f"0912{serial:07d}"))
    names = (*HEADERS, "کد ملی سرپرست خانوار")
    write_xlsx(pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"), path, "a")
    return path


def begin(site: Site, path: Path) -> Process:
    return site.launch("cli", *LOAD, str(path), "--json")


def ended(loading: Process) -> int | None:
    gates.until(lambda: not loading.lives(), _SECONDS)
    return loading.code


def test_twenty_kills_in_a_list_of_the_whole_country(new_site: NewSite, tmp_path: Path) -> None:
    path = book(tmp_path / "country.xlsx")
    with new_site() as site:
        site.chunk = _CHUNK
        assert ended(begin(site, path)) == 0
        undisturbed = site.content()
    with new_site() as site:
        site.chunk = _CHUNK
        for number in range(_KILLS):
            kill(site, path, server=number % 5 == 4)
            left = site.content()
            assert differing(left, undisturbed)
            assert left["chunks"][0] > number
        assert ended(begin(site, path)) == 0
        assert differing(site.content(), undisturbed) == set()


def kill(site: Site, path: Path, *, server: bool) -> None:
    """Load until the second chunk of this run is entered; kill the command or the server there."""
    with gates.closed_at(site.owner, _IN_THE_NEXT_CHUNK, "exemptions_loadchunk"):
        loading = begin(site, path)
        found = gates.held
        gates.until(lambda: found(site.owner) is not None or not loading.lives(), _SECONDS)
        held = found(site.owner)
        assert held, "the load ended before it came to the gate"
        if server:
            site.kill_server()
            assert ended(loading) != 0
        else:
            loading.kill()
    gates.until_gone(site.owner, held)
