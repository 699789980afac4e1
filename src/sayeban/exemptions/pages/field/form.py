"""The form of one household on a phone: that of its page, with photos and fewer boxes in sight."""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.design.forms import JalaliDateInput, UploadField
from sayeban.documents.public import MAX_BYTES
from sayeban.exemptions import rules
from sayeban.exemptions.pages.row.form import RowForm
from sayeban.exemptions.reads.one_row import ConnectionView, RowView
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.units import Unit

_DETAILS: Final = ("bill", "number", "photo", "channel", "source", "method")


class FieldForm(RowForm):
    """`entry` names this answer: sent twice, it counts once. A photo is a document of its row."""

    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        row: RowView,
        utilities: Iterable[str],
        judged: bool = True,
    ) -> None:
        super().__init__(data, row=row, utilities=utilities, judged=judged)
        self.files = files or MultiValueDict()
        self.initial["entry"] = uuid4()
        for utility in self.utilities:
            self.fields[f"{utility}_type"] = forms.ChoiceField(
                label="نوع انشعاب",
                choices=list(rules.CONNECTION_TYPES.items()),
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{utility}_method"].widget = forms.HiddenInput()
            self.fields[f"{utility}_photo"] = UploadField(
                most=MAX_BYTES,
                label=f"عکس قبض یا کنتور {UTILITY_LABELS[utility]}",
                required=False,
                widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
            )

    def labelled(self) -> list[tuple[str, str]]:
        """The connections to fill: code and label of each utility."""
        return [(utility, UTILITY_LABELS[utility]) for utility in self.utilities]

    def details(self, utility: str) -> Iterator[BoundField]:
        """What is asked of a connection that exists."""
        return (self[f"{utility}_{fact}"] for fact in _DETAILS)

    def more(self) -> list[BoundField]:
        """What only some households need."""
        return [self[name] for name in ("status", "no_data_reason", "remarks")]

    def answers(self) -> list[tuple[str, str]]:
        """What was typed, in words, for the page on which it is checked."""
        shown = [
            (self._label(bound), self.in_words(bound.name))
            for bound in self
            if not isinstance(bound.field, UploadField)
            and (not bound.is_hidden)
            and self.cleaned_data.get(bound.name)
            and bound.name not in self.removed()
        ]
        return [(label, words) for label, words in shown if words]

    def going(self) -> list[tuple[str, str]]:
        """The numbers that are cleared, by the labels of their boxes."""
        return [(str(self[name].label), self.cleaned_data[name]) for name in self.removed()]

    def _keeps(self, name: str) -> bool:
        """The boxes of such a connection are out of sight, so nothing in them is an answer."""
        del name
        return False

    def photos(self) -> dict[str, bytes]:
        """The pictures by utility."""
        sent = {name: self.cleaned_data.get(f"{name}_photo") for name in self.utilities}
        return {name: _whole(file) for name, file in sent.items() if file}

    def _label(self, bound: BoundField) -> str:
        utility, _, fact = bound.name.partition("_")
        named = utility in UTILITY_LABELS and fact not in ("bill", "number")
        return f"{bound.label} {UTILITY_LABELS[utility]}" if named else str(bound.label)


def _whole(file: "UploadedFile[Any]") -> bytes:
    """It may be asked for twice."""
    file.seek(0)
    return bytes(file.read())


def values_of(row: RowView, utilities: Iterable[str]) -> dict[str, str]:
    """What stands in the boxes of a row's form, by the names of the boxes."""
    form = FieldForm(row=row, utilities=utilities)
    found: dict[str, str] = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field.widget, JalaliDateInput):
            names = ("day", "month", "year")
            parts = bound.field.widget.decompress(value)
            found |= {f"{bound.name}_{name}": part for name, part in zip(names, parts, strict=True)}
        elif bound.name != "entry" and not isinstance(bound.field, UploadField):
            found[bound.name] = "" if value is None else str(value)
    return found


def empty_form() -> FieldForm:
    """The form of no household: what a phone keeps and fills by itself."""
    words: dict[str, Any] = dict.fromkeys(_WORDS, "")
    nobody = RowView(
        **words,
        id=0,
        key=UUID(int=0),
        version=0,
        person_id=0,
        unit=Unit.hq(),
        is_head=True,
        tenancy_end=None,
        flags=(),
        missing=(),
        collected_by=None,
        collected_at=None,
        connections=tuple(ConnectionView(utility) for utility in rules.UTILITIES),
        places={},
        evidence=(),
        changes=(),
    )
    return FieldForm(row=nobody, utilities=rules.UTILITIES)


_WORDS: Final = (
    *("full_name", "national_id", "file_number", "postal_code", "mobile", "address", "tenure"),
    *("status", "location", "no_data_reason", "remarks", "state", "aside", "returned_reason"),
)
