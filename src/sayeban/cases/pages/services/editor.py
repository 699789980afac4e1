"""The editor of a service: its parts as tables, its picture, what is wrong with it, publishing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.cases import editing
from sayeban.cases.actions.publish_service import publish_service
from sayeban.cases.actions.write_service import write_service
from sayeban.cases.flow.drawing import flow_of
from sayeban.cases.flow.parts import Flow
from sayeban.cases.flow.words import said_of, target_of
from sayeban.cases.judging import Problem
from sayeban.cases.pages.services.new_form import NewForm
from sayeban.cases.pages.services.one import service_or_404
from sayeban.cases.reads.catalogue import ServiceFile, check_service, services
from sayeban.cases.rules import HEADQUARTERS
from sayeban.design.jinja import render
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a table of parts. `up` is empty for the first one.

    `guard` leads to its condition, which `guarded` says there is; `problems` are those of a step.
    """

    title: str
    about: str
    to: str
    href: str
    up: str
    remove: str
    guard: str = ""
    guarded: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditPage:
    """`revision` is that of the newest version. `may_publish`: others wrote the draft."""

    code: str
    title: str
    revision: int
    number: int
    writer: str
    written_at: datetime | None
    count: int
    problems: tuple[str, ...]
    flow: Flow
    steps: tuple[Part, ...]
    ways: tuple[Part, ...]
    papers: tuple[Part, ...]
    may_publish: bool


@dataclass(frozen=True, slots=True)
class NewPage:
    """The form of a new service."""

    form: NewForm


def edited(code: str) -> ServiceFile:
    """The service with its draft, or with the version in force where there is none; else 404."""
    file = service_or_404(code)
    draft = next((each.number for each in file.versions if each.state == "draft"), 0)
    return service_or_404(code, draft) if draft else file


@door(HEADQUARTERS)
def edit(request: Visit, code: str) -> HttpResponseBase:
    """ویرایش یک خدمت."""
    file = edited(code)
    whole = file.document.as_json()
    draft = next((each for each in file.versions if each.state == "draft"), None)
    writer = draft.written_by if draft else None
    eyes = request.actor.eyes()
    mine = draft and eyes.saw_any(draft.authors, draft.written_at)
    found = check_service(file.document)
    keys = {step["key"] for step in whole["steps"]}
    page = EditPage(
        code=code,
        title=file.document.title or code,
        revision=file.revision,
        number=file.number,
        writer=user_names({writer}).get(writer, "") if writer else "سامانه",
        written_at=draft.written_at if draft else None,
        count=len(found),
        problems=tuple(each.sentence for each in found if each.place not in keys),
        flow=flow_of(whole),
        steps=tuple(_steps(code, whole, found)),
        ways=tuple(_ways(code, whole)),
        papers=tuple(_papers(code, whole)),
        may_publish=draft is not None and not mine,
    )
    return render(request, "cases/service_edit.jinja", page)


def _part(code: str, part: str, nth: int, title: str, about: str = "", to: str = "") -> Part:
    where = [code, part, nth]
    up = reverse("service_part_do", args=[*where, "up"]) if nth > 1 else ""
    remove = reverse("service_part_do", args=[*where, "remove"])
    return Part(title, about, to, reverse("service_part", args=where), up, remove)


def _steps(code: str, whole: Mapping[str, Any], found: Sequence[Problem]) -> Iterator[Part]:
    for nth, step in enumerate(whole["steps"], 1):
        start = "آغاز" if step["key"] == whole["start"] else ""
        part = _part(code, "steps", nth, step["title"], "، ".join(said_of(step)), start)
        wrong = tuple(each.sentence for each in found if each.place == step["key"])
        yield replace(part, problems=wrong)


def _ways(code: str, whole: Mapping[str, Any]) -> Iterator[Part]:
    titles = {step["key"]: step["title"] for step in whole["steps"]}
    for nth, way in enumerate(whole["transitions"], 1):
        to = target_of(whole, way["to"])
        step = titles.get(way["step"], way["step"])
        part = _part(code, "transitions", nth, way["label"], step, to)
        yield _guarded(code, part, "transitions", nth, way["guard"])


def _papers(code: str, whole: Mapping[str, Any]) -> Iterator[Part]:
    for nth, paper in enumerate(whole["documents"], 1):
        about = "الزامی" if paper["required"] else "اختیاری"
        part = _part(code, "documents", nth, paper["title"], about)
        yield _guarded(code, part, "documents", nth, paper["when"])


def _guarded(code: str, part: Part, kind: str, nth: int, tree: object) -> Part:
    href = reverse("service_guard", args=[code, kind, nth])
    return replace(part, guard=href, guarded=tree is not None)


@door(HEADQUARTERS, methods=("POST",))
def publish(request: Visit, code: str) -> HttpResponseBase:
    """انتشار پیش‌نویس."""
    number = publish_service(
        actor=request.actor, at=timezone.now(), service=code, revision=revision_of(request)
    )
    return done(reverse("service_version", args=[code, number]), "service_published")


def revision_of(request: Visit) -> int:
    """The saving of the draft that the visitor saw; -1, which is none, for nonsense."""
    typed = forms.IntegerField(min_value=0, required=True)
    try:
        found: int = typed.clean(request.POST.get("revision", ""))
    except forms.ValidationError:
        return -1
    return found


@door(HEADQUARTERS, methods=("GET", "POST"))
def new(request: Visit) -> HttpResponseBase:
    """خدمت تازه."""
    with looking(request.actor):
        form = NewForm(request.POST if request.method == "POST" else None)
        code = _free_code()
    if form.is_valid():
        asked = form.cleaned_data
        document = editing.blank(code, asked["title"], asked["department"])
        if attempt(form, lambda: save(request, code, document, 0)):
            return done(reverse("service_edit", args=[code]), "service_saved")
    with looking(request.actor):
        status = 422 if form.errors else 200
        return render(request, "cases/service_new.jinja", NewPage(form), status=status)


def _free_code() -> str:
    taken = {each.code for each in services()}
    free = (f"service_{number}" for number in range(1, len(taken) + 2))
    return next(each for each in free if each not in taken)


def save(request: Visit, code: str, document: Mapping[str, Any], revision: int) -> int:
    """Keep the draft."""
    return write_service(
        actor=request.actor,
        at=timezone.now(),
        service=code,
        document=document,
        revision=revision,
    )
