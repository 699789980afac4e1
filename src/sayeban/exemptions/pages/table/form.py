"""The filter above the table, and the boxes of one row that is edited in its place."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from sayeban.country import text
from sayeban.country.formats import barcode26, mobile, postal_code
from sayeban.design.forms import CodeField, TextField, offer
from sayeban.exemptions.codes import COLLECT_FLAGS
from sayeban.exemptions.pages.rows.form import FLAG_LABELS
from sayeban.exemptions.pages.table.views import view_labels
from sayeban.exemptions.reads.table import ANYTHING, TableFilter, TableRow
from sayeban.exemptions.rules import STATE_LABELS, UTILITIES
from sayeban.exemptions.rules_texts import read_barcode
from sayeban.exemptions.words import UTILITY_LABELS, missing_label
from sayeban.exemptions.worksheet.cells import CHOICES, CODES, cell_label, cell_values, in_words

_WIDTHS: Final = {"postal_code": 10, "mobile": 11, "tenancy_end": 10}
_JUDGED: Final = {"postal_code": postal_code.valid, "mobile": mobile.canonical}
"""A command keeps the stored value instead; beside its cell a new one is refused in words."""
_WIDEST: Final = 26
"""A scanned barcode fits, too."""
_OF_ROW: Final = ("location", "tenure", "postal_code", "channel", "source", "tenancy_end.missing")
_OF_CONNECTION: Final = ("type", "bill_id", "number")


class TableForm(forms.Form):
    """Filters by column and the choice of columns; nothing here names a person."""

    view = forms.ChoiceField(label="ستون‌ها", required=False)
    state = forms.ChoiceField(
        label="وضعیت",
        required=False,
        choices=[("", "در دست گردآوری"), *((s.value, label) for s, label in STATE_LABELS.items())],
    )
    village = forms.ChoiceField(label="روستا", required=False)
    missing = forms.ChoiceField(label="خانهٔ مانده", required=False)
    flag = forms.ChoiceField(
        label="نشان",
        required=False,
        choices=[
            ("", "همه"),
            *((code, label) for code, label in FLAG_LABELS.items() if code != "name.missing"),
        ],
    )

    def __init__(
        self, data: QueryDict | None, *, utilities: Sequence[str], villages: Iterable[str]
    ) -> None:
        super().__init__(data)
        lacks = [*_OF_ROW, *(f"{u}.{field}" for u in utilities for field in _OF_CONNECTION)]
        self._choose("view", view_labels(utilities).items())
        self._choose("village", [("", "همه"), *((name, name) for name in villages)])
        self._choose(
            "missing",
            [
                ("", "همه"),
                (ANYTHING, "هر چه مانده"),
                *((name, missing_label(name)) for name in lacks),
            ],
        )
        if not villages:
            del self.fields["village"]

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        offer(self.fields[name], choices)

    def asked(self) -> dict[str, str]:
        """What is asked for, by name; nothing where an address asks for what is not offered."""
        if not self.is_valid():
            return {}
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def filter(self) -> TableFilter:
        """The same as the read takes it."""
        asked = self.asked()
        return TableFilter(**{name: value for name, value in asked.items() if name != "view"})


class CellsForm(forms.Form):
    """One row of the table; its boxes belong to a form that stands in another cell of the row."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, row: TableRow, columns: Sequence[str], name: str
    ) -> None:
        held = cell_values(row.values)
        super().__init__(
            data,
            initial={"version": row.version, **held},
            auto_id=f"{name}-%s",
        )
        self.scanned: set[str] = set()
        self.columns = tuple(columns)
        for key in columns:
            self.fields[key] = _field(key)
            self.fields[key].widget.attrs |= {"form": name, "aria-label": cell_label(key)}

    def clean(self) -> dict[str, Any]:
        """A scanned barcode becomes its bill id; one of another connection is refused."""
        typed: dict[str, Any] = super().clean() or {}
        for name, judged in _JUDGED.items():
            code = typed.get(name) or ""
            if code and name in self.changed_data and not judged(code):
                self.add_error(name, COLLECT_FLAGS[f"{name}.invalid"].sentence)
        for utility in UTILITIES:
            name = f"{utility}_bill"
            if len(code := typed.get(name) or "") != _WIDEST:
                continue
            found = read_barcode(code) if barcode26.valid(code) else None
            if found is None:
                self.add_error(name, "این بارکد از قبض آب، برق یا گاز نیست یا درست خوانده نشد.")
            elif found.utility != utility:
                label = UTILITY_LABELS[found.utility]
                self.add_error(
                    name, f"این بارکد از قبض {label} است. آن را در ستون {label} بخوانید."
                )
            else:
                typed[name] = found.bill_id
                self.scanned.add(utility)
        return typed

    def cells(self) -> dict[str, str]:
        """What was typed, by column."""
        return {key: str(self.cleaned_data.get(key) or "") for key in self.columns}

    def in_words(self, key: str) -> str:
        """A typed value as the worksheet writes it."""
        return in_words(key, self.cells()[key])


class DayField(forms.CharField):
    """A Jalali day in one box; the command judges it."""

    def to_python(self, value: object) -> str:
        """The digits of any script as ASCII."""
        return text.ascii_digits(text.normalize(super().to_python(value) or ""))


def _field(key: str) -> forms.Field:
    if key in CHOICES:
        return forms.ChoiceField(choices=[("", ""), *CHOICES[key].items()], required=False)
    if key == "tenancy_end":
        attrs = {"dir": "ltr", "inputmode": "numeric", "autocomplete": "off", "size": 11}
        return DayField(required=False, widget=forms.TextInput(attrs))
    if key in CODES:
        field = CodeField(length=_WIDTHS.get(key, 13), required=False)
        if key.endswith("_bill"):
            field.widget.attrs["data-scannable"] = ""
        return field
    return TextField(required=False)
