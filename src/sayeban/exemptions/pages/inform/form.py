"""Which text goes to whom."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from sayeban.design.forms import offer
from sayeban.exemptions.rules_contact import GROUPS


class InformForm(forms.Form):
    """One approved text and one group of clients."""

    text = forms.ChoiceField(
        label="متن پیامک",
        widget=forms.RadioSelect,
        error_messages={"required": "یکی از متن‌ها را برگزینید."},
    )
    group = forms.ChoiceField(label="به چه کسانی", choices=list(GROUPS.items()))

    def __init__(self, data: QueryDict | None, *, texts: Mapping[str, str]) -> None:
        super().__init__(data)
        offer(self.fields["text"], texts.items())
