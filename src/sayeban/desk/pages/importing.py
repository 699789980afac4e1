"""Desks as a workbook: taken, changed by whoever likes Excel, looked through and given back."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.forms import UploadField
from sayeban.design.jinja import render
from sayeban.desk.actions.import_desks import import_desks
from sayeban.desk.reads.desks import desks
from sayeban.desk.rules import HEADQUARTERS, READERS
from sayeban.desk.workbook.desks import COLUMNS, typed_desks
from sayeban.desk.workbook.faults import Fault, Typed
from sayeban.desk.workbook.files import export_desks, judged_here
from sayeban.desk.workbook.preview import Becomes, preview
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook

DONE: Final = {"desks_taken": "فهرست میزها ثبت شد."}
_MOST: Final = 2 * 1024**2
_SHOWN: Final = 200
"""So many faults are listed; whoever has mended these sends the file again."""


class DesksFile(forms.Form):
    """A workbook of desks."""

    book = UploadField(most=_MOST, label="فایل اکسل میزهای خدمت")


class Confirmed(forms.Form):
    """The rows that were looked through, as they were typed; they are judged again."""

    rows = forms.CharField(widget=forms.HiddenInput, strip=False)

    def typed(self) -> Typed:
        """The rows; none where somebody changed the field by hand."""
        keys = [each.key for each in COLUMNS]
        try:
            sent = json.loads(self.cleaned_data["rows"])
            return [(int(row[0]), dict(zip(keys, map(str, row[1:]), strict=True))) for row in sent]
        except (ValueError, TypeError, IndexError, KeyError):
            return []


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The upload, or what it would change. `count` of the faults is of all of them.

    `rows` go along with the second sending; `news` is how many of them change anything.
    """

    form: DesksFile
    faults: tuple[Fault, ...] = ()
    count: int = 0
    becomes: tuple[Becomes, ...] = ()
    news: int = 0
    rows: str = ""


@door(READERS)
def as_workbook(request: Visit) -> HttpResponseBase:
    """میزهای حوزهٔ شما در یک فایل اکسل."""
    del request
    answer, _ = answer_workbook("desks.xlsx", export_desks)
    return answer


@door(HEADQUARTERS, methods=("GET", "POST"))
def upload(request: Visit) -> HttpResponseBase:
    """بارگذاری میزهای خدمت: نخست پیش‌نمایش، سپس ثبت."""
    if request.method != "POST":
        return render(request, "desk/import.jinja", ImportPage(DesksFile()))
    if "rows" in request.POST:
        return _keep(request)
    form = DesksFile(request.POST, request.FILES)
    typed: Typed = []
    if form.is_valid():
        typed = attempt(form, lambda: _typed(form.cleaned_data["book"])) or []
    with looking(request.actor):
        page = ImportPage(form) if form.errors else _looked_through(form, typed)
        return render(request, "desk/import.jinja", page, status=200 if page.becomes else 422)


def _keep(request: Visit) -> HttpResponseBase:
    confirmed, form = Confirmed(request.POST), DesksFile()
    typed = confirmed.typed() if confirmed.is_valid() else []
    with looking(request.actor):
        found = judged_here(typed)
    if found.lines:
        asked = attempt(
            confirmed,
            lambda: import_desks(actor=request.actor, at=timezone.now(), lines=found.lines),
        )
        if asked is not None:
            return done(reverse("desks"), "desks_taken")
    with looking(request.actor):
        page = _looked_through(form, typed)
        return render(request, "desk/import.jinja", page, status=422)


def _looked_through(form: DesksFile, typed: Typed) -> ImportPage:
    found = judged_here(typed)
    becomes = tuple(preview(found.lines, desks()))
    rows = [[number, *(row.get(each.key, "") for each in COLUMNS)] for number, row in typed]
    return ImportPage(
        form,
        found.faults[:_SHOWN],
        len(found.faults),
        becomes,
        sum(each.is_new or bool(each.changes) for each in becomes),
        json.dumps(rows, ensure_ascii=False) if becomes else "",
    )


def _typed(file: "UploadedFile[Any]") -> Typed:
    with tempfile.TemporaryDirectory(prefix="sayeban-desks-") as folder:
        path = Path(folder) / "desks.xlsx"
        with path.open("wb") as target:
            target.writelines(file.chunks())
        return typed_desks(path)
