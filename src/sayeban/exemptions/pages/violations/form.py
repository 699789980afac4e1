"""Decisions about one suspicion."""

from django import forms
from django.http import QueryDict

from sayeban.design.forms import TextField, offer
from sayeban.exemptions.rules import CLEARINGS, grounds


class _RowsForm(forms.Form):
    """Rows are named by key; `persons` maps it to the national id that the command takes.

    `others` are other cases of the same rows, which may be decided in the same way at once.
    """

    rows = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    others = forms.MultipleChoiceField(
        label="همین تصمیم برای این موردها هم ثبت شود",
        help_text="موردهای دیگرِ همین ردیف‌ها. آنچه نشان نزنید، باز می‌ماند.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rows: dict[str, tuple[str, str]],
        others: dict[str, str],
    ) -> None:
        super().__init__(data, prefix=self.__class__.__name__.lower())
        offer(self.fields["rows"], [(key, label) for key, (label, _) in rows.items()])
        offer(self.fields["others"], others.items())
        if not others:
            del self.fields["others"]
        self._persons = {key: person for key, (_, person) in rows.items()}

    def persons(self) -> list[str]:
        """National ids of the ticked rows."""
        return [self._persons[key] for key in self.cleaned_data["rows"]]

    def cases(self, asked: str) -> list[str]:
        """Keys of the cases to decide; `asked` last, so that its page is there while one fails."""
        return [*self.cleaned_data.get("others", ()), asked]


class ClearForm(_RowsForm):
    """Lawful after all, or to be mended."""

    why = forms.ChoiceField(
        label="چرا تخلف نیست؟",
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )
    reason = TextField(label="توضیح", required=False, widget=forms.Textarea({"rows": 3}))
    field_order = ("why", "rows", "reason", "others")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: str,
        rows: dict[str, tuple[str, str]],
        others: dict[str, str],
    ) -> None:
        super().__init__(data, rows=rows, others=others)
        offer(self.fields["why"], [(why, CLEARINGS[why]) for why in grounds(kind)])
        self.fields["rows"].label = "کدام ردیف برگردد؟"
        self.fields["rows"].help_text = "فقط برای برگشت؛ اگر هیچ‌کدام را نشان نزنید همه برمی‌گردند."


class ConfirmForm(_RowsForm):
    """A violation, against the ticked rows."""

    reason = TextField(
        label="شرح تصمیم",
        widget=forms.Textarea({"rows": 3}),
        help_text="در نامه به مرجع نظارتی می‌آید.",
        error_messages={"required": "شرح تصمیم را بنویسید."},
    )
    sure = forms.BooleanField(
        label="تخلف ردیف‌های نشان‌شده را ثابت می‌دانم و پیامد آن را می‌پذیرم",
        error_messages={"required": "برای ثبت تخلف این خانه را نشان بزنید."},
    )
    field_order = ("rows", "reason", "others", "sure")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rows: dict[str, tuple[str, str]],
        others: dict[str, str],
    ) -> None:
        super().__init__(data, rows=rows, others=others)
        self.fields["rows"].label = "تخلف کدام ردیف ثابت است؟"
        self.fields["rows"].required = True
        self.fields["rows"].error_messages["required"] = "دست‌کم یک ردیف را نشان بزنید."
