"""A value of a parameter as it is typed: of a parameter that is there, or of a new one."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from sayeban.design.forms import JalaliDateField, TextField
from sayeban.eligibility.actions.keep_parameters import ParameterTerms
from sayeban.eligibility.right_side import read_values, value_field
from sayeban.eligibility.rules import PARAMETER_TYPES
from sayeban.facts.public import FactType, Type

_LONGEST = 300
_HOW = "یک مقدار: عدد با رقم، مبلغ به ریال، تاریخ مانند ۱۴۰۵/۰۱/۰۱، یا «بله» و «نه»."
_ONE = "تنها یک مقدار بنویسید."
_YES = {"بله": "yes", "نه": "no", "خیر": "no"}


class ValueForm(forms.Form):
    """The next value of a parameter, from which day and by which law."""

    value = forms.Field()
    valid_from = JalaliDateField(
        label="از چه روزی",
        help_text="مقدار پیشین تا روز پیش از آن می‌ماند.",
        error_messages={"required": "روز آغاز را بنویسید."},
    )
    legal_basis = TextField(
        label="مستند قانونی",
        max_length=_LONGEST,
        error_messages={"required": "قانون یا مصوبه‌ای را بنویسید که این مقدار از آن است."},
    )

    def __init__(self, of: FactType, data: QueryDict | None) -> None:
        super().__init__(data)
        self.of = of
        self.fields["value"] = value_field(of)
        self.fields["value"].help_text = of.unit or {"money": "به ریال"}.get(of.type, "")

    def clean_value(self) -> object:
        """One value of the type."""
        return _read(self.of, self.cleaned_data["value"])

    def terms(self) -> ParameterTerms:
        """What the valid boxes say."""
        typed = self.cleaned_data
        told = (self.of.key, self.of.label, self.of.type, typed["value"])
        return ParameterTerms(*told, cast("date", typed["valid_from"]), typed["legal_basis"])


class NewForm(forms.Form):
    """A new parameter with its first value."""

    label = TextField(
        label="عنوان",
        help_text="مانند «خط فقر سرانه».",
        max_length=_LONGEST,
        error_messages={"required": "عنوان پارامتر را بنویسید."},
    )
    name = forms.CharField(
        label="نام",
        help_text="با حروف کوچک لاتین، رقم و زیرخط؛ مانند poverty_line. پس از این تغییر نمی‌کند.",
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": "نامی برای پارامتر بنویسید."},
    )
    type = forms.ChoiceField(label="نوع", choices=list(PARAMETER_TYPES.items()), initial="money")
    value = TextField(
        label="مقدار", help_text=_HOW, error_messages={"required": "مقدار را بنویسید."}
    )
    valid_from = JalaliDateField(
        label="از چه روزی", error_messages={"required": "روز آغاز را بنویسید."}
    )
    legal_basis = TextField(
        label="مستند قانونی",
        max_length=_LONGEST,
        error_messages={"required": "قانون یا مصوبه‌ای را بنویسید که این مقدار از آن است."},
    )

    def clean(self) -> dict[str, Any]:
        """The value is one of the type."""
        typed = super().clean() or {}
        if "type" in typed and "value" in typed:
            of = FactType("value", cast("Type", typed["type"]), "")
            try:
                typed["value"] = _read(of, _yes(of, typed["value"]))
            except ValidationError as wrong:
                self.add_error("value", wrong)
        return typed

    def terms(self) -> ParameterTerms:
        """What the valid boxes say."""
        names = ("name", "label", "type", "value", "valid_from", "legal_basis")
        return ParameterTerms(*(self.cleaned_data[name] for name in names))


def _yes(of: FactType, typed: str) -> str:
    if of.type != "bool":
        return typed
    if typed not in _YES:
        raise ValidationError("«بله» یا «نه» بنویسید.")
    return _YES[typed]


def _read(of: FactType, typed: object) -> object:
    found = read_values(of, typed)
    if len(found) != 1:
        raise ValidationError(_ONE)
    return found[0]
