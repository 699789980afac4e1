"""The filter above what companies sent back; nothing here names a person."""

from collections.abc import Collection

from django import forms
from django.http import QueryDict

from sayeban.design.forms import offer
from sayeban.exemptions.reads.corrections import OPEN
from sayeban.exemptions.rules_correction import HOWS, WORDS
from sayeban.exemptions.words import UTILITY_LABELS

STATES = {OPEN: "در انتظار اصلاح", **HOWS}


class CorrectionFilter(forms.Form):
    """Utility, reason and state; at first what is still to be mended."""

    utility = forms.ChoiceField(label="انشعاب", required=False)
    code = forms.ChoiceField(
        label="سخن شرکت", required=False, choices=[("", "همه"), *WORDS.items()]
    )
    state = forms.ChoiceField(
        label="وضعیت", required=False, choices=[*STATES.items(), ("all", "همه")]
    )

    def __init__(self, data: QueryDict, *, utilities: Collection[str]) -> None:
        given = data.copy()
        given.setdefault("state", OPEN)
        super().__init__(given)
        offered = [(utility, UTILITY_LABELS[utility]) for utility in utilities]
        offer(self.fields["utility"], [("", "همه"), *offered])
