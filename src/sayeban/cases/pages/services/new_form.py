"""What a service begins with."""

from typing import Any

from django import forms

from sayeban.design.forms import TextField, offer
from sayeban.organisations.public import departments


class NewForm(forms.Form):
    """Title and department; all else comes in the editor."""

    title = TextField(
        label="عنوان خدمت",
        max_length=200,
        error_messages={"required": "عنوان خدمت را بنویسید."},
    )
    department = forms.ChoiceField(
        label="معاونت", error_messages={"required": "معاونت را برگزینید."}
    )

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data)
        offer(self.fields["department"], departments().items())
