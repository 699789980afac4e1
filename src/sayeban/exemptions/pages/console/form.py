"""Forms of a company's technical contact."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import QueryDict

from sayeban.design.forms import CodeField, offer

_LTR: Final = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}

OPERATIONS: Final = {
    "list_feeds": "فهرست خوراک‌ها",
    "list_changes": "سه تغییر از آغاز یک خوراک",
    "lookup": "جستجوی یک شناسهٔ قبض",
}


class EnterForm(forms.Form):
    """The program and its secret."""

    client_id = forms.CharField(
        label="شناسهٔ برنامه",
        max_length=40,
        widget=forms.TextInput(_LTR),
        error_messages={"required": "شناسهٔ برنامه را بنویسید؛ مانند gas-fars."},
    )
    secret = forms.CharField(
        label="کلید برنامه",
        max_length=100,
        widget=forms.PasswordInput(_LTR),
        help_text="همان کلیدی که برنامه با آن نشانه می‌گیرد.",
        error_messages={"required": "کلید برنامه را بنویسید."},
    )


class TryForm(forms.Form):
    """One operation to try."""

    operation = forms.ChoiceField(
        label="کدام کار؟",
        choices=list(OPERATIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "کار را برگزینید."},
    )
    feed = forms.ChoiceField(label="خوراک", required=False, help_text="برای خواندن تغییرها.")
    bill_id = CodeField(
        length=13, label="شناسهٔ قبض", required=False, help_text="برای جستجو؛ ۶ تا ۱۳ رقم."
    )

    def __init__(self, data: QueryDict | None, feeds: Iterable[str]) -> None:
        super().__init__(data, initial={"operation": "list_feeds"})
        offer(self.fields["feed"], [(each, each) for each in feeds])

    def clean(self) -> dict[str, Any]:
        """What an operation needs is there."""
        typed = self.cleaned_data
        operation = typed.get("operation")
        if operation == "list_changes" and not typed.get("feed"):
            self.add_error("feed", "خوراکی باز نیست که خوانده شود.")
        if operation == "lookup" and not typed.get("bill_id") and "bill_id" not in self.errors:
            self.add_error("bill_id", "شناسهٔ قبض را بنویسید.")
        return typed
