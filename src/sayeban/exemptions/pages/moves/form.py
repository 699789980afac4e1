"""Forms of moves and tenancies; the commands judge what is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from sayeban.country import jalali
from sayeban.design.forms import CodeField, JalaliDateField, TextField
from sayeban.exemptions import rules
from sayeban.exemptions.rules_move import (
    MOVE_STATE_LABELS,
    TENANCY_STATE_LABELS,
)
from sayeban.exemptions.words import field_label

_UNIT_HELP = (
    "نام یا کد واحدی که خانوار اکنون در حوزهٔ آن زندگی می‌کند؛ مانند «شهرستان آباده»، «مرکز ۷۰۱۱»"
    " یا 0701."
)
_NO_UNIT = {"required": "واحد محل تازه را بنویسید."}
_NO_DAY = {"required": "روز جابه‌جایی را بنویسید."}


class MovingFilter(forms.Form):
    """What the list shows."""

    what = forms.ChoiceField(
        label="وضعیت",
        required=False,
        choices=[
            ("", "همه"),
            ("جابه‌جایی", [(f"move.{s}", label) for s, label in MOVE_STATE_LABELS.items()]),
            ("پایان اجاره", [(f"tenancy.{s}", label) for s, label in TENANCY_STATE_LABELS.items()]),
        ],
    )
    words = TextField(label="نام", required=False, max_length=100)


class NewMoveForm(forms.Form):
    """Somebody says that a household moved."""

    unit = forms.CharField(
        label="واحد محل تازه", help_text=_UNIT_HELP, error_messages=_NO_UNIT, max_length=100
    )
    on = JalaliDateField(label="روز جابه‌جایی", error_messages=_NO_DAY)
    said_by = forms.ChoiceField(
        label="چه کسی گفته است؟",
        choices=[
            ("client", "خود مددجو یا کسی از خانوار او"),
            ("worker", "مددکار دیده یا شنیده است"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "بگویید چه کسی گفته است."},
    )


class UnitForm(forms.Form):
    """The unit to which a move is sent."""

    prefix = "to"
    unit = forms.CharField(
        label="واحد محل تازه", help_text=_UNIT_HELP, error_messages=_NO_UNIT, max_length=100
    )


class DwellingForm(forms.Form):
    """The new dwelling; field names are those of worksheet.typed.FORM_FIELDS and `address`.

    How the household was asked is said once for all connections.
    """

    use_required_attribute = False
    on = JalaliDateField(label="روز جابه‌جایی", error_messages=_NO_DAY)
    location = forms.ChoiceField(
        label="موقعیت مکانی",
        choices=list(rules.LOCATIONS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    address = TextField(label="نشانی", required=False, widget=forms.Textarea({"rows": 2}))
    postal_code = CodeField(label="کد پستی", length=10, required=False, help_text="ده رقم.")
    tenure = forms.ChoiceField(
        label="وضعیت مالکیت", choices=[("", ""), *rules.TENURES.items()], required=False
    )
    tenancy_end = JalaliDateField(
        label="پایان اجاره", required=False, help_text="فقط برای خانهٔ استیجاری."
    )
    channel = forms.ChoiceField(
        label="راه تماس", choices=[("", ""), *rules.CHANNELS.items()], required=False
    )
    source = forms.ChoiceField(
        label="منبع شناسه‌ها", choices=[("", ""), *rules.SOURCES.items()], required=False
    )

    def __init__(
        self, data: QueryDict | None, *, known: Mapping[str, Any], utilities: Iterable[str]
    ) -> None:
        super().__init__(data, initial=dict(known))
        self.utilities = tuple(utilities)
        for utility in self.utilities:
            self.fields |= _of(utility)
        for name in self._needed():
            self.fields[name].required = True

    def full_clean(self) -> None:
        """What is needed carries no note «اختیاری»; what lacks the command says, all at once."""
        for name in self._needed():
            self.fields[name].required = False
        super().full_clean()
        for name in self._needed():
            self.fields[name].required = True

    def _needed(self) -> list[str]:
        of_connections = [f"{u}_{fact}" for u in self.utilities for fact in ("type", "bill")]
        names = ("location", "address", "postal_code", "tenure", "channel", "source")
        return [*names, *of_connections]

    def dwelling(self) -> list[BoundField]:
        """The fields of the dwelling."""
        names = ("on", "location", "address", "postal_code", "tenure", "tenancy_end")
        return [self[name] for name in names]

    def connection(self, utility: str) -> list[BoundField]:
        """The fields of one connection."""
        return [self[f"{utility}_{fact}"] for fact in ("type", "bill", "number")]

    def way(self) -> list[BoundField]:
        """How it was asked."""
        return [self["channel"], self["source"]]

    def values(self) -> dict[str, str]:
        """What was typed, as the command takes it."""
        typed = dict(self.cleaned_data)
        del typed["on"]
        channel, source = typed.pop("channel"), typed.pop("source")
        end = typed["tenancy_end"]
        values = {name: str(value or "") for name, value in typed.items()}
        values["tenancy_end"] = jalali.format(end) if end else ""
        for utility in self.utilities:
            values |= {
                f"{utility}_channel": channel,
                f"{utility}_source": source,
                f"{utility}_method": "typed",
            }
        return values


def _of(utility: str) -> dict[str, forms.Field]:
    types = [("", ""), *rules.CONNECTION_TYPES.items()]
    return {
        f"{utility}_type": forms.ChoiceField(label="نوع انشعاب", choices=types, required=False),
        f"{utility}_bill": CodeField(
            label=field_label("bill", utility),
            length=13,
            required=False,
            help_text="برای انشعاب شخصی.",
        ),
        f"{utility}_number": CodeField(
            label=field_label("number", utility), length=13, required=False
        ),
    }


class ProlongForm(forms.Form):
    """The tenancy goes on."""

    prefix = "prolong"
    new_end = JalaliDateField(
        label="پایان تازهٔ اجاره", error_messages={"required": "پایان تازهٔ اجاره را بنویسید."}
    )


class LeaveForm(forms.Form):
    """The tenancy does not go on: whereto, and when."""

    prefix = "leave"
    unit = forms.CharField(
        label="واحد محل تازه", help_text=_UNIT_HELP, error_messages=_NO_UNIT, max_length=100
    )
    on = JalaliDateField(label="روز جابه‌جایی", error_messages=_NO_DAY)
