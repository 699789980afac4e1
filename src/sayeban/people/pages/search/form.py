"""A free search needs a reason (S5); the reason is kept with the look."""

from typing import Final

from django import forms

from sayeban.design.forms import CodeField, PurposeField

REASONS: Final = (
    ("visit", "مراجعه یا تماس خود مددجو"),
    ("change", "ثبت تغییر: جابه‌جایی، اجاره، سرپرست"),
    ("leaving", "ثبت فوت یا خروج از پرونده"),
    ("control", "کنترل درستی پرونده"),
)


class SearchForm(forms.Form):
    """Whose file, and why."""

    identifier = CodeField(
        label="کد ملی یا شمارهٔ پرونده",
        length=10,
        error_messages={"required": "کد ملی یا شمارهٔ پرونده را بنویسید."},
    )
    reason = PurposeField(REASONS, "جستجو")
