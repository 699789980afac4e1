"""docs/glossary.toml is the one list of words, and the product speaks in them."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from tests.house.checks import docstring
from tests.house.test_limits import ROOT, is_test, tracked

# They know in how many spellings others write their headers and cells.
READERS = re.compile(
    r"demo_data/|/demo/|people/(columns|vocabularies|places)\.py|worksheet/(columns|words)\.py"
    r"|_book\.py|actions/import|organisations/rules\.py|country/|sample_sheet\.py|reads/loads\.py"
)


@cache
def glossary() -> Mapping[str, Any]:
    return tomllib.loads((ROOT / "docs/glossary.toml").read_text())


def strings(source: str) -> Iterator[str]:
    """The strings of a module that are no docstring."""
    tree = ast.parse(source)
    told = {id(docstring(node)) for node in ast.walk(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@cache
def sentences() -> dict[str, str]:
    """What a user may read: templates, and the strings of the code, by file."""
    found = {}
    for path in tracked("src/**/*.jinja", "src/**/*.py", "src/**/*.html"):
        name = str(path.relative_to(ROOT))
        if is_test(path) or "migrations" in path.parts or READERS.search(name):
            continue
        text = path.read_text()
        found[name] = "\n".join(strings(text)) if path.suffix == ".py" else text
    return found


@cache
def identifiers() -> set[str]:
    code = (path for path in tracked("src/**/*.py") if not is_test(path))
    return {word for path in code for word in re.findall(r"[A-Za-z_]+", path.read_text())}


def never_said(terms: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> list[str]:
    """Each spelling of the list that stands where a user reads."""
    return [
        f"{name}: «{wrong}», say «{term['fa']}»"
        for term in terms
        for wrong in term.get("never", ())
        for name, text in texts.items()
        if wrong in text
    ]


@pytest.mark.parametrize("term", glossary())
def test_a_word_of_the_list_is_said_by_pages_and_by_code(term: str) -> None:
    assert any(glossary()[term]["fa"] in text for text in sentences().values())
    assert set(glossary()[term]["code"]) <= identifiers()


def test_pages_and_sentences_use_the_spellings_of_the_list_alone() -> None:
    assert never_said(glossary().values(), sentences()) == []


def test_another_spelling_is_seen() -> None:
    assert never_said(glossary().values(), {"a.jinja": "<th>کدملی</th>"}) != []
