"""The form of a pattern; the command judges what is written."""

from django import forms
from django.http import QueryDict

from sayeban.design.forms import CodeField, TextField
from sayeban.exemptions.words import UTILITY_LABELS


class PatternForm(forms.Form):
    """The next version of one pattern."""

    text = TextField(
        label="الگو",
        required=False,
        error_messages={"required": "الگو را بنویسید."},
        help_text=(
            "واژه‌هایی که درست پیش از عدد می‌آید و جای خالی آن: {bill_id}، {payment_id}، {number} یا"
            " {barcode}. مانند: شناسه قبض {bill_id}. خالی: این الگو کنار گذاشته می‌شود."
        ),
    )
    utility = forms.ChoiceField(
        label="انشعاب",
        choices=[("", "هر انشعاب"), *UTILITY_LABELS.items()],
        required=False,
    )
    company = CodeField(
        label="کد شرکت",
        length=3,
        required=False,
        help_text="سه رقم درون شناسهٔ قبض؛ خالی: هر شرکت.",
    )


class NewPatternForm(PatternForm):
    """The first version of a pattern with its name."""

    code = forms.CharField(
        label="نام الگو",
        help_text="با حروف کوچک لاتین، رقم و خط تیره؛ مانند bill-tehran.",
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": "نامی برای الگو بنویسید."},
    )
    field_order = ("code", "text", "utility", "company")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["text"].required = True
