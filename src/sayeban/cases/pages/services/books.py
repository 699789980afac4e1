"""The catalogue as a workbook: taken, changed by whoever likes Excel, and given back."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.cases.actions.publish_service import import_services
from sayeban.cases.reads.catalogue import catalogue_documents
from sayeban.cases.rules import HEADQUARTERS, STAFF
from sayeban.cases.workbook.reading import Catalogue, Fault, read_catalogue
from sayeban.cases.workbook.writing import write_catalogue
from sayeban.design.forms import UploadField
from sayeban.design.jinja import render
from sayeban.organisations.public import departments
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook

_MOST: Final = 5 * 1024**2
_SHOWN: Final = 200
"""So many faults are listed; whoever has mended these sends the file again."""


class UploadForm(forms.Form):
    """A workbook of the catalogue."""

    book = UploadField(most=_MOST, label="فایل اکسل فهرست خدمات")


@dataclass(frozen=True, slots=True)
class UploadPage:
    """`count` of the faults is of all, the list holds the first ones."""

    form: UploadForm
    faults: tuple[Fault, ...]
    count: int


@door(STAFF)
def as_workbook(request: Visit) -> HttpResponseBase:
    """همهٔ خدمات در یک فایل اکسل."""
    del request
    names = departments()
    documents = catalogue_documents()
    answer, _ = answer_workbook(
        "services.xlsx", lambda path: write_catalogue(documents, names, path)
    )
    return answer


@door(HEADQUARTERS, methods=("GET", "POST"))
def upload(request: Visit) -> HttpResponseBase:
    """بارگذاری فهرست خدمات: هر خدمت تازه یا تغییرکرده پیش‌نویس می‌شود."""
    if request.method != "POST":
        return render(request, "cases/services_upload.jinja", UploadPage(UploadForm(), (), 0))
    form, found = UploadForm(request.POST, request.FILES), Catalogue((), ())
    if form.is_valid():
        found = attempt(form, lambda: _read(request, form.cleaned_data["book"])) or found
        if found.documents and attempt(form, lambda: _take(request, found)) is not None:
            return done(reverse("services"), "services_taken")
    with looking(request.actor):
        page = UploadPage(form, found.faults[:_SHOWN], len(found.faults))
        return render(request, "cases/services_upload.jinja", page, status=422)


def _read(request: Visit, file: "UploadedFile[Any]") -> Catalogue:
    with tempfile.TemporaryDirectory(prefix="sayeban-services-") as folder:
        path = Path(folder) / "catalogue.xlsx"
        with path.open("wb") as target:
            target.writelines(file.chunks())
        with looking(request.actor):
            names = departments()
        return read_catalogue(path, names)


def _take(request: Visit, found: Catalogue) -> int:
    return import_services(actor=request.actor, at=timezone.now(), documents=found.documents)
