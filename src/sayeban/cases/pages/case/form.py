"""What is written when a step ends."""

from collections.abc import Sequence
from typing import Any

from django import forms

from sayeban.design.forms import TextField


class StepForm(forms.Form):
    """The outcome is the button that is pressed; the reason stands beside it.

    `missing`: documents that are required and did not come; to go on without them is a tick.
    """

    outcome = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = TextField(
        label="دلیل یا توضیح",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="برای بعضی نتیجه‌ها نوشتن دلیل لازم است؛ متقاضی پس از ورود آن را می‌بیند.",
    )

    without_documents = forms.BooleanField(
        label="می‌دانم این مدرک‌ها نرسیده است و با نوشتن دلیل پیش می‌روم", required=False
    )

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - a QueryDict or nothing
        step: int,
        missing: Sequence[str] = (),
    ) -> None:
        super().__init__(data, auto_id=f"step-{step}-%s")
        self.fields["without_documents"].help_text = f"نرسیده: {'، '.join(missing)}"
        if not missing:
            del self.fields["without_documents"]
