"""Settings of one register; the command judges them."""

from typing import Any

from django import forms

from sayeban.facts.inquiry_rules import ROUTE_LABELS


def _number(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=1,
        error_messages={
            "required": "عددی بنویسید.",
            "invalid": "عدد درست نیست.",
            "min_value": "دست‌کم ۱ بنویسید.",
        },
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "size": 7}),
    )


class RegisterForm(forms.Form):
    """Where a register is and how it is treated; names of limits are those of the command."""

    is_on = forms.BooleanField(label="روشن: از این سامانه پرسیده شود", required=False)
    route = forms.ChoiceField(
        label="راه رسیدن",
        choices=list(ROUTE_LABELS.items()),
        help_text="پرسش و پاسخ در هر دو راه یکی است.",
        error_messages={"required": "راه را برگزینید.", "invalid_choice": "راه را برگزینید."},
    )
    bus_path = forms.CharField(
        label="نام سرویس در گذرگاه",
        required=False,
        max_length=200,
        help_text="مانند civil/deaths؛ تنها در راه گذرگاه. نشانی خود گذرگاه در تنظیم نصب است.",
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    url = forms.CharField(
        label="نشانی",
        required=False,
        max_length=500,
        help_text="در راه مستقیم؛ با https آغاز می‌شود و کلید سامانه در پایان آن می‌آید.",
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "inputmode": "url"}),
    )
    seconds = _number("مهلت هر پرسش", "ثانیه، تا ۶۰.")
    at_once = _number("پرسش هم‌زمان", "تا ۱۶.")
    per_minute = _number("سقف پرسش در دقیقه", "آنچه با صاحب سامانه توافق شده است.")
    burst = _number("پرسش پشت سر هم", "پس از آرامش، یک‌جا تا این شمار.")
    valid_days = _number("اعتبار پاسخ", "روز؛ تا آن روز دوباره پرسیده نمی‌شود.")
    breaker_after = _number("توقف پس از", "شمار پرسش بی‌پاسخ پیاپی.")
    breaker_seconds = _number("درنگ پیش از آزمایش دوباره", "ثانیه.")

    def limits(self) -> dict[str, int]:
        """The numbers by their names."""
        typed: dict[str, Any] = self.cleaned_data
        return {
            name: typed[name] for name in typed if name not in ("is_on", "route", "bus_path", "url")
        }
