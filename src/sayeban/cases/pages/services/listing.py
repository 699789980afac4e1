"""The catalogue of services: searched, and the way to each."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import reverse

from sayeban.cases.pages.services.form import SearchForm
from sayeban.cases.reads.catalogue import ServiceRow, services
from sayeban.cases.rules import HEADQUARTERS, STAFF
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.organisations.public import departments
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class Line:
    """One service of the list."""

    href: str
    title: str
    department: str
    words: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """`searched`: the lines answer a search."""

    form: SearchForm
    lines: tuple[Line, ...]
    searched: bool
    may_write: bool


@door(STAFF)
def catalogue(request: Visit) -> HttpResponseBase:
    """فهرست خدمات."""
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "department": ""}
    names = departments()
    lines = tuple(
        _line(each, names)
        for each in services(asked["q"])
        if asked["department"] in ("", each.department)
    )
    may_write = bool(request.actor.posts & HEADQUARTERS)
    page = ServicesPage(form, lines, any(asked.values()), may_write)
    return render(request, "cases/services.jinja", page)


def _line(each: ServiceRow, names: dict[str, str]) -> Line:
    state, tone = _state(each)
    return Line(
        reverse("service", args=[each.code]),
        each.title or each.code,
        names.get(each.department, each.department),
        "، ".join(each.search_words),
        state,
        tone,
    )


def _state(each: ServiceRow) -> tuple[str, Tone]:
    """Whether a service is offered, in words."""
    if each.retired:
        return "کنار گذاشته", "mute"
    if not each.number:
        return "پیش‌نویس", "warn"
    return ("در کار، با پیش‌نویس تازه", "info") if each.has_draft else ("در کار", "ok")
