"""What changes in a working calendar."""

from typing import Final

from django import forms

from sayeban.design.forms import JalaliDateField, TextField
from sayeban.organisations.rules import WEEKDAYS

_DAY_MISSING: Final = {"required": "تاریخ را بنویسید."}


class ClosureForm(forms.Form):
    """One day on which the offices are closed."""

    day = JalaliDateField(label="روز", error_messages=_DAY_MISSING)
    reason = TextField(
        label="دلیل",
        help_text="مانند آلودگی هوا یا سرمای شدید.",
        error_messages={"required": "دلیل تعطیلی را بنویسید، مانند آلودگی هوا."},
    )


class WeekendForm(forms.Form):
    """The weekly rest days."""

    weekdays = forms.TypedMultipleChoiceField(
        label="روزهای تعطیل هفته",
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class HolidayForm(forms.Form):
    """A national holiday."""

    day = JalaliDateField(label="روز", error_messages=_DAY_MISSING)
    name = TextField(
        label="مناسبت", error_messages={"required": "نام مناسبت را بنویسید، مانند عید فطر."}
    )


class ConfirmForm(forms.Form):
    """That somebody saw what a change moves, and wants it."""

    confirmed = forms.BooleanField(
        label="این‌ها را دیدم و تغییر ثبت شود",
        error_messages={"required": "برای ثبت، این جمله را نشان بزنید."},
    )
    confirming = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)
