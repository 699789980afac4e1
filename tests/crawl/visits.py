"""Who opens what: every address of the URL table that the oracle lets a post open."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from tests.journeys.site import Site
from tests.matrix.oracle import PAGES
from tests.matrix.pages import addresses, cells, lines
from tests.matrix.places import LEVELS
from tests.matrix.scene import Scene

PLACES = {
    "hq": "hq",
    "province": "07",
    "county": "0701",
    "centre": "centre:7011",
}
"""Where the one person of each post and level works: all on one line."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One person before one address. `name` is that of the URL, `path` the first of its objects."""

    person: str
    name: str
    path: str

    def __str__(self) -> str:
        return f"{self.person} at {self.name}"


@dataclass(frozen=True, slots=True)
class Stage:
    """A running site, what stands in it, every visit, and what the site has logged."""

    site: Site
    scene: Scene
    visits: list[Visit]
    log: StringIO

    def session(self, person: str) -> str:
        """The cookie of somebody who has signed in; empty for a stranger."""
        client = self.scene.clients[person]
        return client.cookies["sayeban_session"].value if client.cookies else ""

    def national_ids(self) -> set[str]:
        """Of everybody in the scene."""
        return {row.national_id for row in self.scene.rows.values()}


def staged(scene: Scene) -> list[Visit]:
    """For each person and address the first object that he may open, by GET."""
    people = [scene.people["anonymous"], *(scene.people[name] for name in _one_of_each())]
    found: dict[tuple[str, str], Visit] = {}
    for line in sorted(lines() & set(PAGES)):
        name, method = line.split(" ")
        if method != "GET":
            continue
        for cell in cells(scene, line, people):
            key = (cell.person.name, name)
            if cell.may and key not in found:
                found[key] = Visit(*key, addresses()[name].path(cell.asked.kwargs))
    return list(found.values())


def _one_of_each() -> Iterator[str]:
    for post, levels in LEVELS.items():
        yield f"{post}@{PLACES[levels[-1]]}"
