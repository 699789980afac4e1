"""Upload of a collected worksheet and of the ZIP of its documents."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class CollectForm(forms.Form):
    """At least one of the two files."""

    worksheet = forms.FileField(
        label="کاربرگ پرشده",
        widget=forms.FileInput({"accept": ".xlsx"}),
        required=False,
        help_text=(
            "همان فایلی که از این سامانه گرفته‌اید. ردیف‌های درست ثبت می‌شود و ردیف‌های نادرست با دلیل"
            " در همان فایل برمی‌گردد. دوباره فرستادن یک فایل زیانی ندارد."
        ),
        error_messages={"empty": "فایل خالی است. فایل درست را برگزینید."},
    )
    documents = forms.FileField(
        label="مدرک‌ها در یک فایل ZIP",
        widget=forms.FileInput({"accept": ".zip"}),
        required=False,
        help_text=(
            "نام هر عکس یا PDF: کد ملی، خط تیره و gas یا electricity یا water؛ مانند"
            " \u20669990000018-gas.jpg\u2069."
        ),
        error_messages={"empty": "فایل خالی است. فایل درست را برگزینید."},
    )

    def clean(self) -> dict[str, Any]:
        """Nothing at all was chosen: nothing to do."""
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not typed.get("worksheet") and not typed.get("documents"):
            raise ValidationError("کاربرگ یا فایل مدرک‌ها را برگزینید.", code="required")
        return typed
