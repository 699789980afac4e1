"""The map names every requirement of levels 1 and 2 once, and tests that exist.

Each table is one requirement of the standard (id, level, short words of our own) with one of:
tests           what fails when it is not met
document        the page that says what the requirement wants said
not_applicable  why there is nothing to meet
outside         who meets it outside the product
partly          what is met and what is not
open            what is missing
"""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ("tests", "document", "not_applicable", "outside", "partly", "open")
LEVELS = {1: 70, 2: 183}
"""How many requirements of each level version 5.0.0 has."""


def requirements() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        read = tomllib.loads(path.read_text())
        assert not found.keys() & read.keys()
        found |= read
    return found


def is_there(test: str) -> bool:
    """Whether "file" or "file::test" of the repository exists."""
    file, _, name = test.partition("::")
    path = ROOT / file
    return path.is_file() and (
        not name or re.search(rf"^def {name}\(", path.read_text(), re.M) is not None
    )


def faults(found: dict[str, dict[str, Any]]) -> list[str]:
    """What is wrong with the answers."""
    wrong = []
    for name, each in found.items():
        given = [answer for answer in ANSWERS if each.get(answer)]
        if len(given) != 1 or set(each) != {"level", "about", *given}:
            wrong.append(f"{name}: one answer is wanted, given are {sorted(each)}")
        wrong += [f"{name}: {test} is not there" for test in each.get("tests", ())
                  if not is_there(test)]  # fmt: skip
        if page := each.get("document"):
            wrong += [] if (ROOT / page).is_file() else [f"{name}: {page} is not there"]
    return wrong


def test_every_requirement_has_one_answer_and_its_tests_exist() -> None:
    found = requirements()
    assert Counter(each["level"] for each in found.values()) == LEVELS
    assert faults(found) == []


@pytest.mark.parametrize(
    "change",
    [
        {"tests": ["tests/asvs/test_map.py::test_that_is_not_there"]},
        {"document": "docs/nothing.md"},
        {"open": "x", "outside": "y"},
        {},
    ],
)
def test_an_answer_that_says_nothing_is_seen(change: dict[str, Any]) -> None:
    assert faults({"V1.1.1": {"level": 1, "about": "x", **change}})
