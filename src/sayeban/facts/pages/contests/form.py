"""Forms of contests; the commands judge what is written."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.design.forms import JalaliDateField, NumberField, TextField, UploadField
from sayeban.documents.public import MAX_BYTES
from sayeban.facts.conditions.sentences import limits_in_words
from sayeban.facts.conditions.tree import FactType
from sayeban.facts.conditions.tree import Value as FactValue
from sayeban.facts.formats import FORMATS
from sayeban.facts.rules import STATES

_NO_VALUE = {
    "required": "مقدار درست را بنویسید.",
    "invalid": "عدد را با رقم بنویسید.",
}


def _field_of(fact: FactType) -> forms.Field:
    """The box in which a value of this fact is written."""
    label = f"مقدار درست «{fact.label}»"
    given: dict[str, Any] = {"label": label, "error_messages": _NO_VALUE}
    match fact.type:
        case "bool":
            choices = [("yes", "بله"), ("no", "نه")]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
        case "code":
            return forms.ChoiceField(choices=fact.choices, widget=forms.RadioSelect, **given)
        case "date":
            return JalaliDateField(**given)
        case "int" | "money" | "number":
            return NumberField(whole=fact.type != "number", help_text=_help(fact), **given)
        case _:
            return TextField(max_length=200, **given)


def _help(fact: FactType) -> str:
    """The limits with their unit, else the unit alone."""
    return limits_in_words(fact) or fact.unit


class NewContestForm(forms.Form):
    """What is right instead, why, and what shows it."""

    claimed = forms.Field()
    reason = TextField(
        label="چرا؟",
        help_text="بنویسید فرد چه می‌گوید و چه چیزی آن را نشان می‌دهد.",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        error_messages={"required": "بنویسید چرا این داده نادرست است."},
    )
    document = UploadField(
        most=MAX_BYTES,
        label="عکس یا PDF مدرک",
        widget=forms.FileInput({"accept": "image/*,.pdf"}),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None",
        *,
        fact: FactType,
    ) -> None:
        super().__init__(data, files)
        self.fact = fact
        self.fields["claimed"] = _field_of(fact)

    def claim(self) -> FactValue:
        """What was typed, as a value of the fact."""
        typed: FactValue = self.cleaned_data["claimed"]
        if self.fact.type == "number":
            return Decimal(typed)  # type: ignore[arg-type]  # what NumberField gives
        if self.fact.key in FORMATS:
            return FORMATS[self.fact.key].read(str(typed))
        return typed == "yes" if self.fact.type == "bool" else typed


class DecideForm(forms.Form):
    """The decision with the reason that the person reads."""

    decision = forms.ChoiceField(
        label="تصمیم",
        choices=[
            ("accepted", "حق با فرد است؛ مقدار درست ثبت شود"),
            ("rejected", "دادهٔ پرونده درست است"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )
    answer = TextField(
        label="دلیل",
        help_text="فرد این دلیل را می‌خواند؛ ساده بنویسید.",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        error_messages={"required": "دلیل تصمیم را بنویسید."},
    )
    evidence = TextField(
        label="پاسخ صاحب داده یا مدرکی که دیدید",
        help_text="شماره و تاریخ نامهٔ صاحب داده، یا نام مدرک. اگر چیزی ندیده‌اید خالی بگذارید.",
        max_length=500,
        required=False,
    )


class ContestFilter(forms.Form):
    """Which contests the list shows."""

    state = forms.ChoiceField(
        label="وضعیت", required=False, choices=[("", "در انتظار پاسخ"), *STATES.items()]
    )
