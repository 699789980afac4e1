"""What a statement or a page could stumble over is sent in every box and every address (S4).

Nobody is asked what the right answer is: any is, so long as it is one, and no fault of the site.
"""

import re
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from tests.matrix.pages import Cell, addresses, cells, lines
from tests.matrix.scene import Scene, undone

_SOURCE = Path(__file__).resolve().parents[2] / "src"
_HOSTILE = (
    "' OR 1=1 --",
    "'; SELECT pg_sleep(9); --",
    '") UNION SELECT 1,2,3 --',
    "%s %(x)s {0} {x} {{ 7*7 }} $1 \\",
    "\0",
    "9" * 40,
    "-1",
    "2026-13-45",
    "<script>alert(1)</script>",
)
_ALONE = ("' OR 1=1 --", "\0")
_ASKED_OF = re.compile(r"\bGET\.(?:get|getlist)\(\s*\"([a-z_]+)\"")


@cache
def asked() -> frozenset[str]:
    """What pages read of an address by name, and the boxes of text of all forms."""
    addresses()  # loads all forms
    code = [path.read_text() for path in _SOURCE.rglob("*.py") if "tests" not in path.parts]
    read = {name for each in code for name in _ASKED_OF.findall(each)}
    boxes = {
        name
        for form in _kinds_of(forms.Form)
        for name, box in form.base_fields.items()
        if type(box) in _kinds_of(forms.CharField)
    }
    assert {"sort", "village"} <= read | boxes
    return frozenset(read | boxes)


def _kinds_of(kind: type[Any]) -> set[type[Any]]:
    return {kind}.union(*(_kinds_of(each) for each in kind.__subclasses__()))


def opened(scene: Scene, line: str) -> Iterator[Cell]:
    """The first object behind an address that somebody may open."""
    people = [person for person in scene.people.values() if not person.operator]
    yield from [cell for cell in cells(scene, line, people) if cell.may][:1]


def faults(scene: Scene, cell: Cell, hostile: str) -> Iterator[str]:
    """All boxes hold it, or all parameters of the address, or one of them after the other."""
    client = scene.clients[cell.person.name]
    client.raise_request_exception = False
    try:
        for sent in _sent(cell, hostile):
            with undone():
                yield from _wrong(_answer(client, cell, sent), cell, sent, hostile)
    finally:
        client.raise_request_exception = True


def _sent(cell: Cell, hostile: str) -> Iterator[dict[str, str]]:
    """One wrong box may hide what another one does, so addresses are asked also with one alone."""
    if cell.line.endswith(" GET"):
        yield dict.fromkeys(asked(), hostile)
        if hostile in _ALONE:
            yield from ({name: hostile} for name in sorted(asked()))
    else:
        yield dict.fromkeys(cell.asked.data, hostile) or {"q": hostile}


def _answer(client: Client, cell: Cell, sent: dict[str, str]) -> HttpResponseBase:
    name, method = cell.line.split(" ")
    path = addresses()[name].path(cell.asked.kwargs)
    return client.get(path, sent) if method == "GET" else client.post(path, sent)


def _wrong(
    answer: HttpResponseBase, cell: Cell, sent: dict[str, str], hostile: str
) -> Iterator[str]:
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        yield f"{cell.line} {sorted(sent)} {hostile!r}: {answer.status_code}"
    elif hostile.startswith("<") and hostile in _shown(answer):
        yield f"{cell.line}: shows {hostile} as it came"


def _shown(answer: HttpResponseBase) -> str:
    if not isinstance(answer, HttpResponse):
        return ""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_page else ""


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("line", sorted(lines()))
def test_no_box_and_no_address_is_taken_for_a_statement(scene: Scene, line: str) -> None:
    found = [
        fault
        for cell in opened(scene, line)
        for hostile in _HOSTILE
        for fault in faults(scene, cell, hostile)
    ]
    assert found == []


@pytest.mark.slow
@pytest.mark.django_db
def test_a_statement_put_together_from_what_was_typed_would_be_seen(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control, on a page that is right."""
    (cell,) = opened(scene, "people GET")
    hostile = _HOSTILE[0]
    assert list(faults(scene, cell, hostile)) == []

    def broken(request: WSGIRequest) -> HttpResponse:
        typed = request.GET.get("sort", "")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT '{typed}'x")
        return HttpResponse(f"<p>{typed}</p>")

    monkeypatch.setattr(
        "sayeban.people.pages.search.page.render", lambda request, *_, **__: broken(request)
    )
    assert list(faults(scene, cell, hostile)) != []
    assert "as it came" in "".join(faults(scene, cell, _HOSTILE[-1]))
