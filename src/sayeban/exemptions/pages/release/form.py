"""What the director-general decides when he signs: who stays out, why, and his word."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from sayeban.design.forms import TextField, offer


class ReleaseForm(forms.Form):
    """Which late counties stay out, why, and the signature."""

    without = forms.MultipleChoiceField(
        label="شهرستان‌هایی که از این فهرست کنار می‌مانند",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="ردیف‌های آن‌ها پس از تأیید در فهرست متمم می‌آید. ستاد از این تصمیم آگاه می‌شود.",
    )
    reason = TextField(
        label="دلیل انتشار بدون این شهرستان‌ها",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    sure = forms.BooleanField(
        label="فهرست را امضا می‌کنم؛ می‌دانم که پس از امضا تغییر نمی‌کند",
        error_messages={"required": "برای امضای فهرست این خانه را نشان بزنید."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        late: Mapping[str, str],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        offer(self.fields["without"], late.items())
        if not late:
            del self.fields["without"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """A county is never left out without a reason."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("without") and not typed.get("reason"):
            self.add_error("reason", ValidationError("دلیل را بنویسید.", code="required"))
        return typed
