"""Headquarters writes what counts on waiting lists, as data."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.cases.public import services
from sayeban.design.jinja import render
from sayeban.facts.public import catalogue
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.support.actions.wait import set_priority
from sayeban.support.pages.priority_form import PriorityForm
from sayeban.support.reads.priorities import Priority, priorities, priority_document, words_of
from sayeban.support.rules import HEADQUARTERS, READERS

DONE: Final = {"priority_set": "قاعده ثبت شد و همهٔ فهرست‌های آن دوباره چیده شد."}
ALL: Final = "همهٔ خدمت‌هایی که قاعدهٔ خود را ندارند"


@dataclass(frozen=True, slots=True)
class PrioritiesPage:
    """Every rule; `without` are services that follow the common one. `writes`: headquarters."""

    rules: tuple[Priority, ...]
    titles: dict[str, str]
    without: tuple[tuple[str, str], ...]
    writes: bool


@dataclass(frozen=True, slots=True)
class PriorityPage:
    """The boxes of one rule."""

    title: str
    form: PriorityForm


@door(READERS)
def rules(request: Visit) -> HttpResponse:
    """قاعده‌های اولویت فهرست‌های انتظار."""
    found, titles = priorities(), _titles()
    known = {each.service for each in found}
    without = tuple((code, title) for code, title in titles.items() if code not in known)
    writes = bool(request.actor.posts & HEADQUARTERS)
    page = PrioritiesPage(tuple(found), titles, without, writes)
    return render(request, "support/priorities.jinja", page)


@door(HEADQUARTERS, methods=("GET", "POST"))
def rule(request: Visit) -> HttpResponseBase:
    """نوشتن یک قاعدهٔ اولویت."""
    service = request.GET.get("service", "")
    with looking(request.actor):
        titles = _titles()
        if service not in titles:
            raise Http404
        kept, per_month = priority_document(service)
        form = PriorityForm(
            request.POST if request.method == "POST" else None,
            facts=catalogue(),
            kept=kept,
            words=words_of(kept),
            per_month=per_month,
        )
    if form.is_valid() and attempt(form, lambda: _set(request, service, form)):
        return done(reverse("waiting_priorities"), "priority_set")
    with looking(request.actor):
        page = PriorityPage(titles[service], form)
        return render(request, "support/priority.jinja", page, status=422 if form.errors else 200)


def _set(request: Visit, service: str, form: PriorityForm) -> bool:
    told: dict[str, Any] = {"actor": request.actor, "at": timezone.now(), "service": service}
    set_priority(**told, terms=form.terms, per_month=form.cleaned_data["per_month"])
    return True


def _titles() -> dict[str, str]:
    return {"": ALL} | {each.code: each.title for each in services()}
