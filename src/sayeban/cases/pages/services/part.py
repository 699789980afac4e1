"""One part of a service in the editor: changed, added, moved up, removed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from sayeban.cases import editing
from sayeban.cases.pages.services.editor import edited, revision_of, save
from sayeban.cases.pages.services.part_form import PartForm
from sayeban.cases.rules import HEADQUARTERS
from sayeban.cases.workbook.columns import pages
from sayeban.design.jinja import render
from sayeban.eligibility.public import titles_in_force
from sayeban.forms.public import published_titles
from sayeban.organisations.public import departments
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

ABOUT: Final = "about"
_TITLES: Final[Mapping[str, tuple[str, str]]] = {
    ABOUT: ("شناسنامهٔ خدمت", "شناسنامهٔ خدمت"),
    "steps": ("گام", "گام تازه"),
    "transitions": ("نتیجهٔ گام", "نتیجهٔ تازه"),
    "documents": ("مدرک", "مدرک تازه"),
}
_DO: Final[Mapping[str, Callable[[editing.Document, str, int], dict[str, Any]]]] = {
    "up": editing.move_up,
    "remove": editing.remove,
}


@dataclass(frozen=True, slots=True)
class PartPage:
    """The form of one part. `wrong`: it was sent with errors."""

    title: str
    service: str
    back: str
    form: PartForm
    wrong: bool


@door(HEADQUARTERS, methods=("GET", "POST"))
def part(request: Visit, code: str, part: str, nth: int) -> HttpResponseBase:
    """یک بخش از خدمت: شناسنامه، گام، نتیجه یا مدرک."""
    with looking(request.actor):
        form, document = _form(request, code, part, nth)
    if form.is_valid():
        changed = _changed(document, part, nth, form.part)
        revision = form.cleaned_data["revision"]
        if attempt(form, lambda: save(request, code, changed, revision)):
            return done(reverse("service_edit", args=[code]), "service_saved")
    with looking(request.actor):
        page = PartPage(
            _TITLES[part][0 if nth or part == ABOUT else 1],
            document["title"],
            reverse("service_edit", args=[code]),
            form,
            bool(form.errors),
        )
        status = 422 if form.errors else 200
        return render(request, "cases/service_part.jinja", page, status=status)


@door(HEADQUARTERS, methods=("POST",))
def part_do(request: Visit, code: str, part: str, nth: int, do: str) -> HttpResponseBase:
    """جابه‌جا کردن یا برداشتن یک بخش."""
    if part not in editing.KEYS or do not in _DO:
        raise Http404
    with looking(request.actor):
        document = edited(code).document.as_json()
    if not 0 < nth <= len(document[part]):
        raise Http404
    save(request, code, _DO[do](document, part, nth), revision_of(request))
    return done(reverse("service_edit", args=[code]), "service_saved")


def _form(request: Visit, code: str, part: str, nth: int) -> tuple[PartForm, dict[str, Any]]:
    if part not in _TITLES:
        raise Http404
    file = edited(code)
    document = file.document.as_json()
    if part != ABOUT and nth > len(document[part]):
        raise Http404
    sheet = next(each for each in pages(departments()) if each.part == part.replace(ABOUT, ""))
    value = document if part == ABOUT else editing.part_of(document, part, nth)
    form = PartForm(
        request.POST if request.method == "POST" else None,
        page=sheet,
        document=document,
        part=value or {"step": request.GET.get("step", ""), "required": True},
        revision=file.revision,
        # Also a rule that comes into force on a day to come.
        named={"form": published_titles(), "rule": titles_in_force(date.max)},
    )
    return form, document


def _changed(
    document: dict[str, Any], part: str, nth: int, value: Mapping[str, Any]
) -> dict[str, Any]:
    if part == ABOUT:
        return editing.put_about(document, value)
    return editing.put(document, part, nth, value)
