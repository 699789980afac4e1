"""The catalogue as a workbook: taken, changed by whoever likes Excel, and given back."""

import json
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.cases.actions.publish_service import import_services
from sayeban.cases.reads.catalogue import catalogue_documents
from sayeban.cases.reads.compared import STANDINGS, Compared, compared
from sayeban.cases.rules import HEADQUARTERS, STAFF
from sayeban.cases.workbook.reading import Catalogue, Fault, read_catalogue
from sayeban.cases.workbook.writing import write_catalogue
from sayeban.design.forms import UploadField
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.organisations.public import departments
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook

_MOST: Final = 5 * 1024**2
_SHOWN: Final = 200
"""So many faults are listed; whoever has mended these sends the file again."""
Read = dict[str, Any]


class UploadForm(forms.Form):
    """A workbook of the catalogue."""

    book = UploadField(most=_MOST, label="فایل اکسل فهرست خدمات")


class TakeForm(forms.Form):
    """What was read of a workbook and looked over, sent back to be kept."""

    documents = forms.CharField(widget=forms.HiddenInput, max_length=_MOST)

    def clean_documents(self) -> Read:
        """The documents and the revisions that they were compared with."""
        try:
            found: Read = json.loads(self.cleaned_data["documents"])
            return {"documents": list(found["documents"]), "seen": dict(found["seen"])}
        except (ValueError, KeyError, TypeError):
            raise forms.ValidationError("فایل را دوباره بفرستید.") from None


@dataclass(frozen=True, slots=True)
class Line:
    """One service of the workbook. `over`: whose draft it would change."""

    title: str
    standing: str
    tone: Tone
    over: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UploadPage:
    """`count` of the faults is of all, the list holds the first ones.

    `lines` is what the workbook would do, with how many there are of each kind; `take` keeps it,
    and is None where nothing would change; `wrong`: it was sent and not kept.
    """

    form: forms.Form
    faults: tuple[Fault, ...] = ()
    count: int = 0
    lines: tuple[Line, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    take: TakeForm | None = None
    wrong: TakeForm | None = None


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
    """بارگذاری فهرست خدمات: نخست نشان داده می‌شود چه تغییر می‌کند، سپس پیش‌نویس می‌شود."""
    if request.method != "POST":
        return render(request, "cases/services_upload.jinja", UploadPage(UploadForm()))
    if "documents" in request.POST:
        take = TakeForm(request.POST)
        if take.is_valid() and attempt(take, lambda: _take(request, take)) is not None:
            return done(reverse("services_drafts"), "services_taken")
        page = UploadPage(UploadForm(), wrong=take)
        return render(request, "cases/services_upload.jinja", page, status=422)
    form, found = UploadForm(request.POST, request.FILES), Catalogue((), ())
    if form.is_valid():
        found = attempt(form, lambda: _read(request, form.cleaned_data["book"])) or found
        looked = attempt(form, lambda: _looked(request, form, found)) if found.documents else None
        if looked is not None:
            return render(request, "cases/services_upload.jinja", looked)
    with looking(request.actor):
        page = UploadPage(form, found.faults[:_SHOWN], len(found.faults))
        return render(request, "cases/services_upload.jinja", page, status=422)


def _looked(request: Visit, form: forms.Form, found: Catalogue) -> UploadPage:
    with looking(request.actor):
        rows = compared(found.documents)
        names = user_names({each.draft_by for each in rows if each.draft_by})
    kinds = Counter(each.standing for each in rows)
    new = {each.code: each.revision for each in rows if each.standing != "same"}
    kept = [each for each in found.documents if each["code"] in new]
    take = TakeForm(initial={"documents": json.dumps({"documents": kept, "seen": new})})
    return UploadPage(
        form,
        lines=tuple(_line(each, names) for each in rows if each.standing != "same"),
        counts=tuple((label, kinds[code]) for code, label in STANDINGS.items()),
        take=take if new else None,
    )


def _line(each: Compared, names: Mapping[int, str]) -> Line:
    tone: Tone = "info" if each.standing == "new" else "warn"
    over = "" if each.draft_by is None else names.get(each.draft_by, "سامانه")
    return Line(each.title, STANDINGS[each.standing], tone, over, each.problems)


def _read(request: Visit, file: "UploadedFile[Any]") -> Catalogue:
    with tempfile.TemporaryDirectory(prefix="sayeban-services-") as folder:
        path = Path(folder) / "catalogue.xlsx"
        with path.open("wb") as target:
            target.writelines(file.chunks())
        with looking(request.actor):
            names = departments()
        return read_catalogue(path, names)


def _take(request: Visit, form: TakeForm) -> int:
    return import_services(actor=request.actor, at=timezone.now(), **form.cleaned_data["documents"])
