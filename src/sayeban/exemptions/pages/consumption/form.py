"""Which figures of consumption are asked for."""

from collections.abc import Mapping, Sequence

from django import forms

from sayeban.design.forms import offer
from sayeban.exemptions.rules_consumption import Month
from sayeban.exemptions.words import UTILITY_LABELS


class ConsumptionForm(forms.Form):
    """One utility and one bill month, of the country or of a province.

    A household may have all three utilities and a bill each month: over several of them it would
    count more than once.
    """

    utility = forms.ChoiceField(label="انشعاب", choices=list(UTILITY_LABELS.items()))
    month = forms.ChoiceField(label="ماه قبض")
    province = forms.ChoiceField(label="استان", required=False)

    def __init__(
        self, data: Mapping[str, str], months: Sequence[Month], provinces: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        offer(self.fields["month"], [(each.word, each.label) for each in months])
        offer(self.fields["province"], [("", "همه"), *provinces.items()])
        if len(provinces) == 1:
            del self.fields["province"]
