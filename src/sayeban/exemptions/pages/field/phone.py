"""What a phone keeps to work without a network: a page of nobody, its scripts, what waits there."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse

from sayeban.design.jinja import render
from sayeban.exemptions.pages.field.form import FieldForm, empty_form
from sayeban.runtime.doors import Visit, door

_SHARED: Final = ("exemptions/field/store.js", "exemptions/field/sending.js")
"""What an open page and the service worker do alike."""
_FILES: Final = (
    "design/ds.css",
    "design/icon.svg",
    "design/pick.js",
    "vendor/vazirmatn.woff2",
    "exemptions/field/field.css",
    "exemptions/field/field.js",
    "exemptions/field/shell.js",
    *_SHARED,
)
"""Kept on the phone beside the page of nobody, as far as this installation has them."""
_TEMPLATES: Final = Path(__file__).parents[2] / "templates/exemptions"


@dataclass(frozen=True, slots=True)
class PhonePage:
    """Names nobody: the phone fills it from what it keeps. Also shown where it is not opted in."""

    form: FieldForm


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What waits on this phone. `leaving`: the visitor wanted to sign out while it is known."""

    user: int
    leaving: bool


@door("anyone")
def shell(request: Visit) -> HttpResponse:
    """The page that stands for every field page while there is no network."""
    return render(request, "exemptions/field_shell.jinja", PhonePage(empty_form()))


@door("signed_in")
def queue(request: Visit) -> HttpResponse:
    """صف ارسال."""
    page = QueuePage(request.actor.user_id or 0, "leaving" in request.GET)
    return render(request, "exemptions/field_queue.jinja", page)


@door("anyone")
def worker(request: Visit) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The service worker of the field pages; it lies among them, so that it reaches no others."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> str:
    """Its script with what it keeps; changed files make it another one, which browsers renew."""
    files = [name for name in _FILES if finders.find(name)]
    kept = [reverse("field_shell"), *map(static, files)]
    script = _read("exemptions/field/sw.js")
    pages = [path.read_bytes() for path in sorted(_TEMPLATES.glob("*field*.jinja"))]
    whole = hashlib.sha256(b"".join([script.encode(), *map(_read_bytes, files), *pages]))
    known = {"SHELL": kept, "VERSION": whole.hexdigest(), "CONTACT": reverse("field_contact")}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    return head + f"importScripts(...{json.dumps([*map(static, _SHARED)])});\n{script}"


def _read(name: str) -> str:
    return _read_bytes(name).decode()


def _read_bytes(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()
