"""Each address asked by each person through the whole HTTP stack."""

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sayeban.runtime.doors import Door
from tests.matrix.asked import asked_of
from tests.matrix.asking import Asked
from tests.matrix.oracle import PAGES
from tests.matrix.places import ABOVE, Person, Rule, allows
from tests.matrix.scene import Scene, undone

_SIGN_IN: Final = "/enter/"
_OWN_SIGN_IN: Final = "/mine/enter/"
_FOUND: Final = 302
_DONE: Final = (200, _FOUND, 303, 422)
"""Shown, done, or come as far as a form that says what to mend."""


@dataclass(frozen=True, slots=True)
class Address:
    """One URL pattern of the site with its door."""

    name: str
    door: Door
    keys: frozenset[str]

    def path(self, kwargs: Mapping[str, object]) -> str:
        return reverse(self.name, kwargs=dict(kwargs))


@cache
def addresses() -> dict[str, Address]:
    """Every URL pattern by name."""
    found = list(_patterns(get_resolver().url_patterns))
    assert len({address.name for address in found}) == len(found), "two addresses of one name"
    return {address.name: address for address in found}


def _patterns(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            door: Door = getattr(pattern.callback, "door")  # noqa: B009 - set by @door
            converters = pattern.pattern.converters
            yield Address(pattern.name or str(pattern.pattern), door, frozenset(converters))


def lines() -> set[str]:
    """ "<name> <method>" of every method that a door declares."""
    return {f"{a.name} {method}" for a in addresses().values() for method in a.door.methods}


@dataclass(frozen=True, slots=True)
class Cell:
    """One person before one object behind one address. `may`: the oracle's answer."""

    line: str
    person: Person
    asked: Asked
    rule: Rule
    may: bool

    def __str__(self) -> str:
        return f"{self.person.name} → {self.line}{self.asked.label} {self.asked.unit}"


def cells(scene: Scene, line: str, people: Iterable[Person]) -> Iterator[Cell]:
    """Every cell of "<name> <method>"."""
    name, method = line.split(" ")
    for asked in asked_of(scene, name, addresses()[name].keys, method):
        rule = PAGES[line + asked.label]
        for person in people:
            may = allows(rule, person, asked.unit, asked.sender)
            yield Cell(line, person, asked, rule, may)


def faults(
    scene: Scene, found: Iterable[Cell], refused: Collection[int] = (403, 404)
) -> Iterator[str]:
    """The cells that answer otherwise than the oracle says, or name somebody of another place."""
    for cell in found:
        with undone():
            answer = ask(scene, cell)
            body = text_of(answer)
        if wrong := _wrong(answer, cell, refused):
            yield f"{cell}: {wrong}"
        for unit in ABOVE:
            hidden = unit != "hq" and not cell.person.sees(unit)
            if hidden and any(secret in body for secret in scene.secrets(unit)):
                yield f"{cell}: names a client of {unit}"


def ask(scene: Scene, cell: Cell) -> HttpResponseBase:
    """The request; cookies that it sets are not kept."""
    name, method = cell.line.split(" ")
    path = addresses()[name].path(cell.asked.kwargs)
    data = {
        key: SimpleUploadedFile(value[0], value[1]()) if isinstance(value, tuple) else value
        for key, value in cell.asked.data.items()
    }
    client = scene.clients[cell.person.name]
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    kind = "application/json" if name.startswith("social_") else MULTIPART_CONTENT
    answer = client.get(path) if method == "GET" else client.post(path, data, content_type=kind)
    client.cookies = SimpleCookie(kept)
    return answer


def _wrong(answer: HttpResponseBase, cell: Cell, refused: Collection[int]) -> str:
    """What is wrong about the answer, "" when it is the expected one."""
    status = answer.status_code
    to_sign_in = status == _FOUND and answer.headers["Location"].startswith(_SIGN_IN)
    if cell.rule.where == "anyone":
        return "" if status in (*_DONE, 404) else f"refused with {status}"
    if cell.may:
        return "" if status in _DONE and not to_sign_in else f"refused with {status}"
    if cell.rule.where == "client":
        return "" if status == HTTPStatus.UNAUTHORIZED else f"let in with {status}"
    if cell.rule.where == "citizen":
        to_own = status == _FOUND and answer.headers["Location"].startswith(_OWN_SIGN_IN)
        return "" if to_own else f"let in with {status}"
    if not cell.person.signed_in:
        return "" if to_sign_in else f"let in with {status}"
    return "" if status in refused else f"let in with {status}"


def text_of(answer: HttpResponseBase) -> str:
    """The body; of a workbook its XML."""
    whole = b"".join(getattr(answer, "streaming_content", ())) if answer.streaming else b""
    data: bytes = whole or getattr(answer, "content", b"")
    if not data.startswith(b"PK\x03\x04"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
