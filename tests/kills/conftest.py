"""One installation for all kills of a test run."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sayeban.sites import embedded
from tests.kills import gates
from tests.kills.content import Content
from tests.kills.site import Nursery, Process, Site, build, copied

NewSite = Callable[[], AbstractContextManager[Site]]


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a command does when nobody kills it: how many steps, what it answers and leaves."""

    steps: int
    answer: dict[str, Any]
    before: Content
    after: Content


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("kills")
    yield folder
    _throw_away(folder)


@pytest.fixture(scope="session")
def new_site(home: Path) -> Iterator[NewSite]:
    """Makes databases as the scene left them."""
    nursery = Nursery(home)
    build(home, nursery)
    yield partial(copied, home, nursery)
    nursery.close()


def _throw_away(folder: Path) -> None:
    """Without the time that a clean stop takes to write what nobody wants."""
    if pid := embedded.status(folder).pid:
        os.kill(pid, signal.SIGQUIT)
        gates.until(lambda: embedded.status(folder).pid is None)
    embedded.reset(folder)


@pytest.fixture
def site(new_site: NewSite) -> Iterator[Site]:
    with new_site() as made:
        yield made


@pytest.fixture(scope="session")
def load(new_site: NewSite) -> Undisturbed:
    """The load of the second list."""
    return _undisturbed(new_site, Site.load)


@pytest.fixture(scope="session")
def collection(new_site: NewSite) -> Undisturbed:
    """The collection of the worksheet."""
    return _undisturbed(new_site, Site.collect)


def _undisturbed(new_site: NewSite, begin: Callable[[Site], Process]) -> Undisturbed:
    with ExitStack() as stack:
        site = stack.enter_context(new_site())
        before = site.content()
        site.owner.execute("SELECT setval('kills_steps', 1, false)")
        said = begin(site).answer()
        return Undisturbed(gates.steps(site.owner), said, before, site.content())
