"""What a head decides: approve, send rows back, go on in spite of the sample."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html

from sayeban.design.forms import TextField
from sayeban.exemptions.pages.files import workbook_field
from sayeban.exemptions.reads.batch_rows import BatchRow
from sayeban.exemptions.rules_ladder import RETURN_REASONS

_NO_REASON: Final = (
    "دلیل برگشت {name} را بنویسید، یا پایین صفحه یک دلیل برای همهٔ ردیف‌های نشان‌شده برگزینید."
)


def _for(word: str, row: BatchRow) -> str:
    """A short label whose row a screen reader hears as well."""
    return format_html('{} <span class="hidden">{}</span>', word, row.full_name)


def _no_reason(name: str) -> ValidationError:
    return ValidationError(_NO_REASON.format(name=name), code="required")


class ApprovalForm(forms.Form):
    """`back-<key>` and `why-<key>` for each shown row; one reason may serve for all ticked rows."""

    kind = forms.ChoiceField(
        label="دلیل برگشت برای همهٔ ردیف‌های نشان‌شده",
        choices=[("", "دلیل را برگزینید یا پایین بنویسید"), *RETURN_REASONS.items()],
        required=False,
        help_text="برای ردیفی که دلیل خودش را دارد به کار نمی‌رود.",
    )
    why = TextField(label="توضیح یا دلیل دیگر", required=False)
    returns = workbook_field(
        "فهرست برگشتی‌ها در اکسل", "فایلی با دو ستون «کد ملی» و «دلیل».", required=False
    )
    override = forms.BooleanField(label="با وجود نتیجهٔ بررسی موردی تأیید می‌کنم", required=False)
    reason = TextField(
        label="دلیل گذشتن از بررسی موردی",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="این دلیل با نام شما به سطح بالاتر نشان داده می‌شود.",
    )
    sure = forms.BooleanField(label="پیامد این کار را خواندم و آن را انجام می‌دهم", required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        rows: Iterable[BatchRow],
    ) -> None:
        super().__init__(data, files)
        self._persons: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for row in rows:
            self._persons[str(row.key)] = row.national_id
            self._names[str(row.key)] = row.full_name or "این ردیف"
            self.fields[f"back-{row.key}"] = forms.BooleanField(
                label=_for("برگشت", row), required=False
            )
            self.fields[f"why-{row.key}"] = TextField(label=_for("دلیل", row), required=False)

    def back(self, key: str) -> BoundField:
        """The tick of one row."""
        return self[f"back-{key}"]

    def own_why(self, key: str) -> BoundField:
        """The reason of one row."""
        return self[f"why-{key}"]

    def clean(self) -> dict[str, Any]:
        """Nothing is approved and nothing sent back without the confirming tick."""
        typed: dict[str, Any] = super().clean() or {}
        if not typed.get("sure"):
            self.add_error("sure", ValidationError("این خانه را نشان بزنید.", code="required"))
        for key in self._without_reason():
            self.add_error(f"why-{key}", _no_reason(self._names[key]))
        return typed

    def _without_reason(self) -> list[str]:
        """Ticked rows whose collector would not be told what to mend."""
        typed = self.cleaned_data
        if typed.get("kind") or typed.get("why") or self.errors.keys() & {"kind", "why"}:
            return []
        return [
            key for key in self._persons if typed.get(f"back-{key}") and not typed.get(f"why-{key}")
        ]

    def common_reason(self) -> str:
        """The chosen reason with what was added to it."""
        chosen = RETURN_REASONS.get(self.cleaned_data["kind"], "")
        return "؛ ".join(part for part in (chosen, self.cleaned_data["why"]) if part)

    def ticked(self) -> list[tuple[str, str]]:
        """Pairs of national id and reason of the ticked rows."""
        typed = self.cleaned_data
        return [
            (person, typed[f"why-{key}"] or self.common_reason())
            for key, person in self._persons.items()
            if typed[f"back-{key}"]
        ]
