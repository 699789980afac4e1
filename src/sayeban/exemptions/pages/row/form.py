"""The form of one household: dwelling, three connections, reason for no data (page 22)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.country import jalali
from sayeban.country.formats import mobile
from sayeban.design.forms import CodeField, JalaliDateField, TextField, UploadField, offer
from sayeban.documents.public import MAX_BYTES
from sayeban.exemptions import rules
from sayeban.exemptions.reads.one_row import ConnectionView, RowView
from sayeban.exemptions.words import field_label
from sayeban.exemptions.worksheet.cells import NUMBERS

_FACTS = ("type", "bill", "number", "channel", "source", "method")
_PAGE_METHODS = ("scan", "paste", "typed")


def _choices(labels: Mapping[str, str], empty: str = "") -> list[tuple[str, str]]:
    return [("", empty), *labels.items()]


class RowForm(forms.Form):
    """What is collected of one row; the fields are those of worksheet.typed.FORM_FIELDS.

    The server alone judges the values. `version` is that of the row when the form was shown.
    Not `judged`, it shows what was typed so far and says nothing of it.
    """

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    location = forms.ChoiceField(
        label="موقعیت مکانی",
        choices=list(rules.LOCATIONS.items()),
        widget=forms.RadioSelect,
        required=False,
        help_text="خانهٔ روستایی بدون انشعاب رسمی با همین یک پاسخ کامل است.",
    )
    tenure = forms.ChoiceField(
        label="وضعیت مالکیت", choices=_choices(rules.TENURES, "نمی‌دانم"), required=False
    )
    tenancy_end = JalaliDateField(
        label="پایان اجاره", required=False, help_text="فقط برای خانهٔ استیجاری."
    )
    postal_code = CodeField(
        label="کد پستی", length=10, required=False, help_text="ده رقم. خالی: مقدار پیشین می‌ماند."
    )
    mobile = CodeField(label="شمارهٔ همراه", length=11, required=False)
    status = forms.ChoiceField(
        label="وضعیت مددجو", choices=_choices(rules.STATUSES, "بدون تغییر"), required=False
    )
    no_data_reason = forms.ChoiceField(
        label="دلیل نبود اطلاعات",
        choices=_choices(rules.NO_DATA_REASONS, "اطلاعات به دست آمد"),
        required=False,
        help_text="اگر با وجود تلاش، اطلاعات به دست نیامد.",
    )
    remarks = TextField(label="توضیحات", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        row: RowView,
        utilities: Iterable[str],
        judged: bool = True,
    ) -> None:
        super().__init__(data, initial=_initial(row))
        self.judged = judged
        self.utilities = tuple(utilities)
        for connection in row.connections:
            if connection.utility in self.utilities:
                self.fields.update(_fields(connection))
        for name in self._needed():
            self.fields[name].required = True

    def full_clean(self) -> None:
        """Judge what was typed: what a complete row needs may still be unknown today.

        Such a field carries no note «اختیاری», and yet nothing is demanded.
        """
        if not self.judged:
            self._errors = ErrorDict()
            return
        for name in self._needed():
            self.fields[name].required = False
        super().full_clean()
        for name in self._needed():
            self.fields[name].required = True

    def _needed(self) -> list[str]:
        facts = ("type", "bill", "channel", "source")
        of_connections = [f"{utility}_{fact}" for utility in self.utilities for fact in facts]
        return ["location", "tenure", "tenancy_end", "postal_code", *of_connections]

    def dwelling(self) -> list[BoundField]:
        """The fields of the dwelling."""
        return [self[name] for name in ("location", "tenure", "tenancy_end", "postal_code")]

    def rest(self) -> list[BoundField]:
        """The fields after the connections."""
        return [self[name] for name in ("mobile", "status", "no_data_reason", "remarks")]

    def connection(self, utility: str) -> Iterator[BoundField]:
        """The fields of one connection."""
        return (self[f"{utility}_{fact}"] for fact in _FACTS)

    def values(self) -> dict[str, str]:
        """What was typed, as the command takes it; a date in its Jalali form."""
        typed = self.cleaned_data | dict.fromkeys(self.removed(), "")
        del typed["version"]
        end = typed["tenancy_end"]
        return {name: str(value or "") for name, value in typed.items()} | {
            "tenancy_end": jalali.format(end) if end else ""
        }

    def removed(self) -> list[str]:
        """Boxes whose number goes, since its connection «ندارد» now.

        One that was written anew beside that word stays, so that the command asks which is right.
        """
        return [
            name
            for utility in self.utilities
            if self.cleaned_data[f"{utility}_type"] == "none"
            for name in (f"{utility}_{fact}" for fact in NUMBERS)
            if self.cleaned_data[name] and not self._keeps(name)
        ]

    def _keeps(self, name: str) -> bool:
        return name in self.changed_data

    def in_words(self, name: str) -> str:
        """A typed value as the worksheet writes it, so that it compares with the stored text."""
        value = self.values()[name]
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value)) if value else ""


def _fields(connection: ConnectionView) -> dict[str, forms.Field]:
    utility = connection.utility
    methods = dict.fromkeys((*_PAGE_METHODS, connection.entry_method))
    labels = {name: rules.ENTRY_METHODS[name] for name in methods if name}
    return {
        f"{utility}_type": forms.ChoiceField(
            label="نوع انشعاب", choices=_choices(rules.CONNECTION_TYPES), required=False
        ),
        f"{utility}_bill": CodeField(
            label=field_label("bill", utility),
            length=13,
            required=False,
            help_text="برای انشعاب شخصی.",
        ),
        f"{utility}_number": CodeField(
            label=field_label("number", utility), length=13, required=False
        ),
        f"{utility}_channel": forms.ChoiceField(
            label="راه تماس", choices=_choices(rules.CHANNELS), required=False
        ),
        f"{utility}_source": forms.ChoiceField(
            label="منبع", choices=_choices(rules.SOURCES), required=False
        ),
        f"{utility}_method": forms.ChoiceField(
            label="روش ورود", choices=_choices(labels), required=False
        ),
    }


def _initial(row: RowView) -> dict[str, object]:
    names = ("version", "location", "tenure", "tenancy_end", "postal_code", "status")
    known: dict[str, object] = {name: getattr(row, name) for name in names}
    known |= {
        "mobile": mobile.dialled(row.mobile),
        "no_data_reason": row.no_data_reason,
        "remarks": row.remarks,
    }
    for connection in row.connections:
        stored = (
            *(connection.connection_type, connection.bill_id, connection.number),
            *(connection.channel, connection.source, connection.entry_method or "typed"),
        )
        known |= {
            f"{connection.utility}_{fact}": value
            for fact, value in zip(_FACTS, stored, strict=True)
        }
    return known


class DocumentForm(forms.Form):
    """One picture or PDF of one connection."""

    utility = forms.ChoiceField(label="انشعاب", widget=forms.RadioSelect)
    file = UploadField(
        most=MAX_BYTES,
        label="مدرک",
        # Without `capture`: a telephone then offers its camera and its stored files alike.
        widget=forms.FileInput({"accept": "image/*,application/pdf"}),
        help_text="عکس قبض، پیامک یا بدنهٔ کنتور؛ یا PDF. عکس بگیرید یا فایلی را برگزینید.",
        error_messages={"required": "عکس یا فایل را برگزینید.", "empty": "فایل خالی است."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        utilities: dict[str, str],
    ) -> None:
        super().__init__(data, files, prefix="document")
        offer(self.fields["utility"], utilities.items())
