"""Every upload field of the campaign looks at the size before anything is read."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.documents.public import MAX_BYTES
from sayeban.exemptions.pages.approval.form import ApprovalForm
from sayeban.exemptions.pages.collect.form import CollectForm
from sayeban.exemptions.pages.loads.form import LoadForm
from sayeban.exemptions.pages.row.form import DocumentForm
from sayeban.exemptions.pages.sample.form import ResultsFileForm
from sayeban.exemptions.worksheet.evidence import ZIP_BYTES
from sayeban.sheets.public import DEFAULT_LIMITS

Files = MultiValueDict[str, Any]

_BOOK = DEFAULT_LIMITS.file_bytes
_FORMS: Mapping[str, tuple[int, Callable[[Files], forms.Form]]] = {
    "document-file": (
        MAX_BYTES,
        lambda files: DocumentForm(QueryDict(), files, utilities={"gas": "گاز"}),
    ),
    "worksheet": (_BOOK, lambda files: CollectForm(QueryDict(), files)),
    "documents": (ZIP_BYTES, lambda files: CollectForm(QueryDict(), files)),
    "results": (_BOOK, lambda files: ResultsFileForm(QueryDict(), files)),
    "returns": (_BOOK, lambda files: ApprovalForm(QueryDict(), files, rows=())),
    "workbooks": (_BOOK, lambda files: LoadForm(QueryDict(), files)),
}


class _Sized(SimpleUploadedFile):
    """A file that says how large it is and must not be read to find out."""

    def __init__(self, size: int) -> None:
        super().__init__("a.xlsx", b"x")
        self.size = size

    def read(self, *_: Any) -> bytes:
        raise AssertionError("read before its size was judged")


def _errors(name: str, size: int) -> list[str]:
    form = _FORMS[name][1](MultiValueDict({name: [_Sized(size)]}))
    return [str(error) for error in form.errors.get(name.removeprefix("document-"), ())]


@pytest.mark.parametrize("name", _FORMS)
def test_a_file_above_its_bound_is_refused_unread(name: str) -> None:
    most = _FORMS[name][0]
    assert "بزرگ‌تر از" in _errors(name, most + 1)[0]
    assert not _errors(name, most)


def test_no_form_of_the_campaign_takes_a_file_without_a_bound() -> None:
    """A new form with a plain file field is found here."""
    every = [
        form
        for form in _subclasses(forms.Form)
        if form.__module__.startswith("sayeban.exemptions.")
    ]
    plain = [
        f"{form.__name__}.{name}"
        for form in every
        for name, field in form.base_fields.items()
        if isinstance(field, forms.FileField) and not hasattr(field, "most")
    ]
    assert every
    assert not plain


def _subclasses(kind: type[forms.Form]) -> list[type[forms.Form]]:
    return [each for sub in kind.__subclasses__() for each in (sub, *_subclasses(sub))]
