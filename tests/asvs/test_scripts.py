"""Scripts write text as text and take no name from outside for one of the language (S11)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
_AS_HTML = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|srcdoc"
    r"|createContextualFragment|DOMParser)\b|document\.write|\beval\(|\bnew Function\b|javascript:"
)
# What the server drew, taken apart where nothing of it runs; nobody's text is put in.
_DRAWN = {
    "drawn.innerHTML = await answer.text();",
    'const page = new DOMParser().parseFromString(await answer.text(), "text/html");',
}
_BY_NAME = re.compile(r"\b([\w.]+)\[(?![0-9]+\]|\")[^\]]+\]\s*=(?![=>])")


def scripts() -> list[Path]:
    """The product's own, which what pages borrow is not."""
    found = [path for path in SOURCE.rglob("*.js") if "vendor" not in path.parts]
    return sorted(path for path in found if "static" in path.parts)


def as_html(code: str) -> list[str]:
    """Lines that make a document of a text."""
    return [
        line.strip()
        for line in code.splitlines()
        if _AS_HTML.search(line) and line.strip() not in _DRAWN
    ]


def named_from_outside(code: str) -> Iterator[str]:
    """Objects written to by a computed name that have a prototype to be written over."""
    for name in _BY_NAME.findall(code):
        if not re.search(rf"\bconst {re.escape(name)} = \{{ __proto__: null \}}", code):
            yield name
    yield from re.findall(r"for \((?:const|let|var) \w+ in ", code)


def test_scripts_are_found() -> None:
    assert {"field.js", "store.js", "table.js"} <= {path.name for path in scripts()}


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.name)
def test_scripts_write_text_as_text(path: Path) -> None:
    assert as_html(path.read_text()) == []


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.name)
def test_no_prototype_is_written_to(path: Path) -> None:
    assert list(named_from_outside(path.read_text())) == []


def test_what_is_forbidden_would_be_seen() -> None:
    for bad in ("place.innerHTML = name;", "eval(text)", 'place.insertAdjacentHTML("x", y)'):
        assert as_html(bad)
    assert list(named_from_outside("const values = {};\nvalues[name] = value;")) == ["values"]
    assert list(named_from_outside("const v = { __proto__: null };\nv[name] = value;")) == []
    assert list(named_from_outside("for (const name in form) {}"))
