"""What is searched for in the catalogue."""

from django import forms

from sayeban.design.forms import TextField, offer
from sayeban.organisations.public import departments


class SearchForm(forms.Form):
    """Words that people use for a service, and the department that answers for it."""

    q = TextField(label="نام خدمت یا واژه‌ای که مردم می‌گویند", required=False, max_length=100)
    department = forms.ChoiceField(label="معاونت", required=False)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        offer(self.fields["department"], [("", "همه"), *departments().items()])
