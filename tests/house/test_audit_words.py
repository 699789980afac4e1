"""Every command, purpose and kind of page that the audit keeps has words for its readers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import sayeban
from sayeban.cases.pages.work import form as work_form
from sayeban.people.pages.search import form
from sayeban.runtime.actions import ACTIONS as POLICIES
from sayeban.sites.audit_words import ACTIONS, DETAILS, PURPOSES, SUBJECTS
from sayeban.sites.staff import find
from tests.matrix.calls import registered

_SOURCES = Path(sayeban.__file__).parent
# What a command was about, by drawn names that say nothing to a reader; left out of the page.
_UNTOLD = frozenset({"device_id", "entry", "key", "paste", "session_id", "sha256"})


def kept(name: str) -> Iterator[str]:
    """The constants that are given to `look` as this argument."""
    for path in _SOURCES.rglob("*.py"):
        if "tests" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield from _constants(node, name)


def _constants(call: ast.Call, name: str) -> Iterator[str]:
    if isinstance(call.func, ast.Name) and call.func.id == "look":
        for given in call.keywords:
            if given.arg == name and isinstance(given.value, ast.Constant):
                yield str(given.value.value)


def test_every_command_has_words_and_no_words_are_of_a_command_that_is_gone() -> None:
    assert registered() ^ set(ACTIONS) == set()


def test_whatever_a_command_is_about_has_words_or_is_left_out() -> None:
    assert registered() <= set(POLICIES)
    kept_names = {name for code in registered() for name in POLICIES[code].about}
    assert kept_names ^ set(DETAILS) ^ _UNTOLD == set()


def test_every_purpose_and_page_of_a_look_has_words() -> None:
    assert set(kept("purpose")) - set(PURPOSES) == set()
    assert set(kept("subject")) - set(SUBJECTS) == set()
    reasons = [code for code, _ in (*form.REASONS, *find.REASONS, *work_form.REASONS)]
    assert {f"search.{code}" for code in reasons} - set(PURPOSES) == set()


def test_the_constants_of_looks_are_found() -> None:
    """Negative control of the search above."""
    assert {"file", "approve"} <= set(kept("purpose"))
    assert "people.person" in set(kept("subject"))
