"""All drafts of services in one list: a second person puts those that are ready in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.cases.actions.publish_service import publish_services
from sayeban.cases.reads.compared import Draft, drafts
from sayeban.cases.rules import HEADQUARTERS
from sayeban.country.text import sort_key
from sayeban.design.jinja import render
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id


@dataclass(frozen=True, slots=True)
class Line:
    """One draft. `hold`: why the visitor cannot publish it, empty where he can; `value` is what is
    sent of it.
    """

    title: str
    href: str
    number: int
    writers: str
    written_at: datetime
    hold: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """`free`: how many the visitor may publish. `form` has what kept them from it."""

    lines: tuple[Line, ...]
    free: int
    form: forms.Form


@door(HEADQUARTERS, methods=("GET", "POST"))
def service_drafts(request: Visit) -> HttpResponseBase:
    """پیش‌نویس‌های خدمات: انتشار چند خدمت با هم."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    chosen = _chosen(request)
    if request.method == "POST" and not chosen and form.is_valid():
        form.add_error(None, "دست‌کم یک پیش‌نویس را برگزینید.")
    if form.is_valid() and attempt(form, lambda: _publish(request, chosen)):
        return done(reverse("services"), "services_published")
    with looking(request.actor):
        found = sorted(drafts(), key=lambda each: sort_key(each.title))
        names = user_names({author for each in found for author in each.authors})
    lines = tuple(_line(request, each, names) for each in found)
    page = DraftsPage(lines, sum(not line.hold for line in lines), form)
    return render(request, "cases/services_drafts.jinja", page, status=422 if form.errors else 200)


def _chosen(request: Visit) -> dict[str, int]:
    """Code and revision of each draft that was ticked."""
    sent = (each.partition(":") for each in request.POST.getlist("draft"))
    return {code: row_id(revision) for code, _, revision in sent}


def _publish(request: Visit, chosen: Mapping[str, int]) -> bool:
    return publish_services(actor=request.actor, at=timezone.now(), drafts=chosen) > 0


def _line(request: Visit, each: Draft, names: Mapping[int, str]) -> Line:
    eyes = request.actor.eyes()
    mine = eyes.saw_any(each.authors, each.written_at)
    own = ("نوشتهٔ خود شماست؛ همکار دیگری آن را منتشر می‌کند.",) if mine else ()
    return Line(
        each.title or "بی‌عنوان",
        reverse("service_edit", args=[each.code]),
        each.number,
        "، ".join(names.get(author, "") for author in sorted(each.authors)) or "سامانه",
        each.written_at,
        (*own, *each.problems),
        f"{each.code}:{each.revision}",
    )
