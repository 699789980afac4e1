"""Filters of the list and the two decisions."""

from collections.abc import Mapping
from typing import Final

from django import forms
from django.http import QueryDict

from sayeban.design.forms import TextField, offer
from sayeban.exemptions.words import UTILITY_LABELS

SAID_AT: Final = {"cover.reason_missing": "reason"}
"""The field that a refusal is about, by its code."""


class FilterForm(forms.Form):
    """Which utility, which institution."""

    utility = forms.ChoiceField(
        label="انشعاب", required=False, choices=[("", "همه"), *UTILITY_LABELS.items()]
    )
    publisher = forms.ChoiceField(label="نهاد معرفی‌کننده", required=False)

    def __init__(self, data: QueryDict, publishers: Mapping[str, str]) -> None:
        super().__init__(data)
        offer(self.fields["publisher"], [("", "همه"), *publishers.items()])

    def asked(self) -> dict[str, str]:
        """What is filtered by; nothing of a value that is not offered."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("utility", "publisher")}


class EndForm(forms.Form):
    """The end of this side's exemption, confirmed."""

    sure = forms.BooleanField(
        label="می‌دانم که معافیت این نهاد از امروز پایان می‌یابد و شرکت خبردار می‌شود",
        error_messages={"required": "برای پایان دادن این خانه را نشان بزنید."},
    )


class KeepForm(forms.Form):
    """Why both stay."""

    reason = TextField(
        label="چرا هر دو پوشش می‌ماند؟",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "بنویسید چرا هر دو پوشش می‌ماند."},
    )
