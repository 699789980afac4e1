"""One service: its identity sheet, its picture, its documents and its versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from sayeban.accounts.public import user_names
from sayeban.cases.definition import DocumentAsked
from sayeban.cases.flow.drawing import flow_of
from sayeban.cases.flow.parts import Flow
from sayeban.cases.reads.catalogue import ServiceFile, VersionRow, service
from sayeban.cases.refusals import ServiceUnknown
from sayeban.cases.rules import HEADQUARTERS, STAFF, VERSION_STATES
from sayeban.cases.workbook.cells import written
from sayeban.cases.workbook.columns import pages
from sayeban.cases.workbook.writing import at
from sayeban.design.filters import fa
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.eligibility.public import rule_in_force
from sayeban.forms.public import published
from sayeban.organisations.public import departments
from sayeban.runtime.doors import Visit, door

_TONES: Final[Mapping[str, Tone]] = {"draft": "warn", "published": "ok", "retired": "mute"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the person brings, and when."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is seen to in one step."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One version of the service in the list of all."""

    href: str
    number: int
    state: str
    tone: Tone
    written_by: str
    written_at: datetime
    published_by: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class ServicePage:
    """`sheet`: labels with values, the empty ones left out."""

    title: str
    number: int
    state: str
    tone: Tone
    is_sample: bool
    sheet: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]
    checks: tuple[Checked, ...]
    flow: Flow
    versions: tuple[Past, ...]
    edit: str
    walk: str
    migrate: str
    waiting: int


@door(STAFF)
def one_service(request: Visit, code: str) -> HttpResponseBase:
    """شناسنامهٔ یک خدمت: نسخهٔ در کار، و اگر نیست پیش‌نویس."""
    return _show(request, service_or_404(code))


@door(STAFF)
def one_version(request: Visit, code: str, number: int) -> HttpResponseBase:
    """یک نسخهٔ خدمت."""
    return _show(request, service_or_404(code, number))


def service_or_404(code: str, number: int = 0) -> ServiceFile:
    """The service, and the version of it, that an address names."""
    try:
        return service(code, number)
    except ServiceUnknown as unknown:
        raise Http404 from unknown


def _show(request: Visit, file: ServiceFile) -> HttpResponseBase:
    document, code = file.document, file.row.code
    may_write = bool(request.actor.posts & HEADQUARTERS)
    waiting = sum(v.running for v in file.versions if v.state == "retired")
    whole = document.as_json()
    page = ServicePage(
        title=document.title or code,
        number=file.number,
        state=VERSION_STATES[file.state],
        tone=_TONES[file.state],
        is_sample=document.sheet.sample,
        sheet=tuple(_sheet(whole)),
        papers=tuple(Paper(each.title, _note(each)) for each in document.documents),
        checks=tuple(Checked(s.title, s.checklist) for s in document.steps if s.checklist),
        flow=flow_of(whole),
        versions=_past(code, file.versions),
        edit=reverse("service_edit", args=[code]) if may_write else "",
        walk=reverse("service_walk", args=[code, file.number]),
        migrate=reverse("service_migrate", args=[code]) if waiting and may_write else "",
        waiting=waiting,
    )
    return render(request, "cases/service.jinja", page)


def _sheet(whole: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The identity sheet in words and Persian digits; what codes name stands by its title."""
    steps = {step["key"]: step["title"] for step in whole["steps"]}
    form = published(whole["form"]) if whole.get("form") else None
    rule = rule_in_force(whole["rule"], date.max) if whole.get("rule") else None
    named = {
        "start": steps.get(whole["start"], "–"),
        "form": form.title if form else "هنوز منتشر نشده",
        "rule": rule.title if rule else "هنوز در کار نیست",
    }
    for cell in pages(departments())[0].cells:
        if cell.key != "code" and (said := written(cell, at(whole, cell.key))):
            yield cell.label.removeprefix("کد "), named.get(cell.key, fa(said))


def _note(each: DocumentAsked) -> str:
    if each.when is not None:
        return "تنها برای بعضی"
    return "" if each.required else "اختیاری"


def _past(code: str, versions: Sequence[VersionRow]) -> tuple[Past, ...]:
    users = {user for each in versions for user in (each.written_by, each.published_by) if user}
    names = user_names(users)
    return tuple(
        Past(
            reverse("service_version", args=[code, each.number]),
            each.number,
            VERSION_STATES[each.state],
            _TONES[each.state],
            names.get(each.written_by or 0, "سامانه"),
            each.written_at,
            names.get(each.published_by or 0, "سامانه"),
            each.published_at,
        )
        for each in versions
    )
