"""The filter above the rows of a unit, and the search for persons."""

from django import forms
from django.http import QueryDict

from sayeban.design.forms import TextField
from sayeban.exemptions.codes import COLLECT_FLAGS
from sayeban.exemptions.pages.states import INCOMPLETE
from sayeban.exemptions.rules import STATE_LABELS

_LABELS = {
    "incomplete": INCOMPLETE,
    "tenancy_end.missing": "پایان اجاره نیامده",
    "tenancy_end.past": "پایان اجاره گذشته",
    "connection.shared": "کنتور مشاع",
    "bill_id.taken": "قبض تکراری، در حال بررسی",
    "company.unknown": "شرکت ناشناخته",
    "company.other_province": "شرکت استان دیگر",
    "document.missing": "مدرک ندارد",
    "late": "پس از مهلت",
    "postal_code.invalid": "کد پستی نادرست",
    "mobile.invalid": "همراه نادرست",
    "ownership.unknown_value": "مالکیت ناشناخته",
    "status.unknown_value": "وضعیت ناشناخته",
    "name.missing": "بدون نام",
}
# A company cannot match a client without a name: headquarters finds them here and loads them anew.
FLAG_LABELS = {code: _LABELS.get(code, code) for code in (*COLLECT_FLAGS, "name.missing")}
"""Flags in a word or two; codes.COLLECT_FLAGS has their sentences."""


class FilterForm(forms.Form):
    """State and flag; nothing here names a person, so it may stand in the address."""

    state = forms.ChoiceField(
        label="وضعیت",
        required=False,
        choices=[("", "همه"), *((state.value, text) for state, text in STATE_LABELS.items())],
    )
    flag = forms.ChoiceField(
        label="نشان", required=False, choices=[("", "همه"), *FLAG_LABELS.items()]
    )
    own = forms.BooleanField(label="فقط کارتابل خود این واحد", required=False)

    def __init__(self, data: QueryDict | None, *, has_below: bool) -> None:
        super().__init__(data)
        if not has_below:
            del self.fields["own"]


class SearchForm(forms.Form):
    """A name, a national id or a file number: sent with POST, so that no log keeps it."""

    text = TextField(
        label="نام، کد ملی یا شمارهٔ پرونده",
        error_messages={"required": "چیزی برای جستجو بنویسید."},
    )
