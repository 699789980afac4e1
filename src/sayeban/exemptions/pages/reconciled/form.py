"""The filters of the reconciliation; nothing here names a person."""

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict

from sayeban.design.forms import offer
from sayeban.exemptions.reads.told_rows import KIND_LABELS
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.exemptions.words_told import REASON_LABELS

_ALL = [("", "همه")]


class CompaniesForm(forms.Form):
    """Which companies."""

    utility = forms.ChoiceField(
        label="انشعاب", required=False, choices=[*_ALL, *UTILITY_LABELS.items()]
    )
    province = forms.ChoiceField(label="استان", required=False)
    late = forms.BooleanField(label=KIND_LABELS["late"], required=False)

    def __init__(self, data: QueryDict, provinces: Mapping[str, str]) -> None:
        super().__init__(data)
        offer(self.fields["province"], [*_ALL, *provinces.items()])
        if len(provinces) == 1:
            del self.fields["province"]


class RecordsForm(forms.Form):
    """Which exemptions of a company."""

    kind = forms.ChoiceField(label="کدام", choices=list(KIND_LABELS.items()))
    county = forms.ChoiceField(label="شهرستان", required=False)
    code = forms.ChoiceField(
        label="دلیل رد", required=False, choices=[*_ALL, *REASON_LABELS.items()]
    )

    def __init__(self, data: QueryDict, counties: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(self.fields["county"], [*_ALL, *counties])
