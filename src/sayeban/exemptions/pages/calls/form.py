"""The filter above the call list, and a contact as somebody writes it down."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from sayeban.country import jalali
from sayeban.design.forms import TextField, offer
from sayeban.exemptions.rules import CHANNELS
from sayeban.exemptions.rules_contact import (
    LONGEST_NOTE,
    OUTCOME_LABELS,
    TEXT_LABELS,
    UNDELIVERED,
    Outcome,
)

TOLD = {outcome: OUTCOME_LABELS[outcome] for outcome in Outcome if outcome != Outcome.SENT}
"""The outcomes that a person writes down."""


class CallFilter(forms.Form):
    """Village and standing; nothing here names a person."""

    village = forms.ChoiceField(label="روستا", required=False)
    standing = forms.ChoiceField(
        label="وضعیت",
        required=False,
        choices=[
            ("", "همه"),
            ("none", "بدون تماس"),
            ("not_reached", TOLD[Outcome.NOT_REACHED]),
            ("wrong_number", TOLD[Outcome.WRONG_NUMBER]),
            (UNDELIVERED, TEXT_LABELS[UNDELIVERED]),
            ("no_number", "بدون شمارهٔ همراه"),
        ],
    )

    def __init__(self, data: QueryDict, *, villages: Iterable[tuple[str, int]]) -> None:
        super().__init__(data)
        counted = [(name, f"{name} ({jalali.number(count)})") for name, count in villages]
        offer(self.fields["village"], [("", "همه"), *counted])


class ContactForm(forms.Form):
    """One contact of one client."""

    channel = forms.ChoiceField(label="راه تماس", choices=list(CHANNELS.items()), initial="phone")
    outcome = forms.ChoiceField(
        label="نتیجه",
        choices=list(TOLD.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "نتیجهٔ تماس را برگزینید."},
    )
    note = TextField(
        label="یادداشت",
        required=False,
        max_length=LONGEST_NOTE,
        help_text="شماره یا نام دیگران را ننویسید.",
    )
