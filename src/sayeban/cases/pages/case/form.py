"""What is written when a step ends."""

from typing import Any

from django import forms

from sayeban.design.forms import TextField


class StepForm(forms.Form):
    """The outcome is the button that is pressed; the reason stands beside it."""

    outcome = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = TextField(
        label="دلیل یا توضیح",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="برای بعضی نتیجه‌ها نوشتن دلیل لازم است؛ متقاضی آن را می‌بیند.",
    )

    def __init__(self, data: Any, step: int) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data, auto_id=f"step-{step}-%s")
