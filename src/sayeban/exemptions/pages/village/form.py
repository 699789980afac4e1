"""What a village helper types, and the reason why it is refused."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from sayeban.design.forms import CodeField, TextField, offer
from sayeban.exemptions.rules import SOURCES
from sayeban.exemptions.rules_contact import LONGEST_NOTE
from sayeban.exemptions.words import UTILITY_LABELS


class KnownBillForm(forms.Form):
    """One bill id of one utility."""

    utility = forms.ChoiceField(
        label="کدام قبض",
        widget=forms.RadioSelect,
        error_messages={"required": "بگویید قبض آب است، برق یا گاز."},
    )
    bill = CodeField(
        label="شناسهٔ قبض",
        length=13,
        help_text="۶ تا ۱۳ رقم، از روی قبض یا پیامک شرکت.",
        error_messages={"required": "شناسهٔ قبض را بنویسید."},
    )
    source = forms.ChoiceField(label="از روی چه", choices=list(SOURCES.items()))

    def __init__(self, data: QueryDict | None, *, utilities: Iterable[str]) -> None:
        super().__init__(data, prefix="bill")
        offer(self.fields["utility"], [(utility, UTILITY_LABELS[utility]) for utility in utilities])


class ShownVersion(forms.Form):
    """Of which version the row was when the worker saw the entry beside it."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class KnownNoteForm(forms.Form):
    """Where the household lives, in the words of the village."""

    note = TextField(
        label="یادداشت نشانی",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        help_text="برای نمونه: کنار مسجد، خانهٔ دوم. شمارهٔ تلفن یا کد ملی ننویسید.",
        error_messages={"required": "یادداشت را بنویسید."},
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, prefix="note")
