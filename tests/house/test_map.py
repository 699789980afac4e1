"""docs/map.md says what the import contracts hold."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| ([0-9]+) \| `([a-z_]+)` \| (.+) \|$", re.MULTILINE)


def contracts() -> list[dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found


def layers() -> list[set[str]]:
    """The packages of each level, lowest first."""
    map_of_all = next(each for each in contracts() if each.get("containers") == ["sayeban"])
    return [set(layer.split(" | ")) for layer in reversed(map_of_all["layers"])]


def levels(text: str) -> list[set[str]]:
    """The same as a page like docs/map.md tells it."""
    rows = [(int(level), name) for level, name, _ in ROW.findall(text)]
    highest = max(level for level, _ in rows)
    return [{name for at, name in rows if at == level} for level in range(1, highest + 1)]


def page() -> str:
    return (ROOT / "docs/map.md").read_text()


def test_the_page_and_the_contracts_tell_the_same_arrows() -> None:
    assert levels(page()) == layers()


def test_a_package_on_another_level_is_noticed() -> None:
    moved = page().replace("| 9 | `people`", "| 8 | `people`")
    assert levels(moved) != layers()


def test_every_package_is_on_the_map() -> None:
    built = {path.parent.name for path in (ROOT / "src/sayeban").glob("*/__init__.py")}
    assert built == set().union(*levels(page()))


def test_what_stands_behind_a_door_is_closed() -> None:
    doors = {path.parent.name for path in (ROOT / "src/sayeban").glob("*/public.py")}
    closed = {
        each["allowed_importers"][0].removeprefix("sayeban.")
        for each in contracts()
        if each["type"] == "protected"
    }
    assert doors == closed
