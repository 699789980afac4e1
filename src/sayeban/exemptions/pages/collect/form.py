"""Upload of a collected worksheet and of the ZIP of its documents."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sayeban.design.forms import UploadField
from sayeban.exemptions.pages.files import workbook_field
from sayeban.exemptions.worksheet.evidence import ZIP_BYTES


class CollectForm(forms.Form):
    """At least one of the two files."""

    worksheet = workbook_field(
        "کاربرگ پرشده",
        (
            "همان فایلی که از این سامانه گرفته‌اید. ردیف‌های درست ثبت می‌شود و ردیف‌های نادرست با دلیل"
            " در همان فایل برمی‌گردد. دوباره فرستادن یک فایل زیانی ندارد."
        ),
        required=False,
    )
    documents = UploadField(
        most=ZIP_BYTES,
        widget=forms.FileInput({"accept": ".zip"}),
        label="مدرک‌ها در یک فایل ZIP",
        required=False,
        help_text=(
            "نام هر عکس یا PDF: کد ملی، خط تیره و gas یا electricity یا water؛ مانند"
            " \u20669990000018-gas.jpg\u2069."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Nothing at all was chosen: nothing to do."""
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not typed.get("worksheet") and not typed.get("documents"):
            raise ValidationError("کاربرگ یا فایل مدرک‌ها را برگزینید.", code="required")
        return typed
