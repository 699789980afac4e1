"""A duty is marked with a line, and a picture of the map is sent."""

from django import forms
from django.http import QueryDict

from sayeban.design.forms import TextField, UploadField
from sayeban.documents.public import MAX_BYTES
from sayeban.exemptions.rules_duties import LONGEST_NOTE


class MarkForm(forms.Form):
    """A note where a duty is marked, the reason where the mark is taken back."""

    note = TextField(
        label="یادداشت",
        required=False,
        max_length=LONGEST_NOTE,
        help_text="برای شهرستان و استان؛ شماره و نام مددجو ننویسید.",
    )

    def __init__(self, data: QueryDict | None, *, duty: str, takes_back: bool) -> None:
        super().__init__(data, prefix=duty)
        self.takes_back = takes_back
        if takes_back:
            note = self.fields["note"]
            note.label, note.required = "دلیل پس گرفتن", True
            note.error_messages["required"] = "دلیل پس گرفتن را بنویسید."

    def is_for(self, duty: str, *, takes_back: bool) -> bool:
        """Whether this was sent for the button that the page shows now."""
        return self.prefix == duty and self.takes_back == takes_back


class MapForm(forms.Form):
    """One picture of the map."""

    picture = UploadField(
        most=MAX_BYTES,
        # Without `capture`: a telephone then offers its camera and its stored files alike.
        widget=forms.FileInput({"accept": "image/jpeg,image/png"}),
        label="عکس نقشهٔ محله",
        help_text="عکس JPG یا PNG. روی نقشه نام و شمارهٔ مددجو نباشد.",
    )
