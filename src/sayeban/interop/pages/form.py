"""What headquarters is asked before an institution gets another key, or is let in no more."""

from datetime import timedelta

from django import forms


class NarrowForm(forms.Form):
    """Which agreements are shown."""

    q = forms.CharField(label="نام یا شناسهٔ نهاد", required=False, max_length=100)
    closed = forms.BooleanField(label="بسته‌شده‌ها هم", required=False)


class SecretForm(forms.Form):
    """How long the key before holds beside the new one."""

    overlap = forms.TypedChoiceField(
        label="کلید پیشین تا کی کار کند؟",
        choices=[
            ("7", "هفت روز دیگر، تا نهاد کلید تازه را بگذارد"),
            ("1", "یک روز دیگر"),
            ("0", "هیچ: کلید پیشین لو رفته است و همین حالا بسته شود"),
        ],
        coerce=lambda days: timedelta(days=int(days)),
        widget=forms.RadioSelect,
        error_messages={"required": "بگویید کلید پیشین تا کی کار کند."},
    )


class ActivateForm(forms.Form):
    """The second person's word for an agreement."""

    sure = forms.BooleanField(
        label="آنچه در این توافق باز می‌شود را خوانده‌ام و با سند امضاشده می‌خواند",
        error_messages={"required": "برای نافذ کردن توافق این خانه را نشان بزنید."},
    )


class CloseForm(forms.Form):
    """The end of an agreement, confirmed."""

    sure = forms.BooleanField(
        label="می‌دانم که این نهاد از همین دقیقه پاسخ نمی‌گیرد و توافق دوباره باز نمی‌شود",
        error_messages={"required": "برای بستن توافق این خانه را نشان بزنید."},
    )
