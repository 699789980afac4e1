"""Forms of decisions by hand; the command judges what is written."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sayeban.design.forms import CodeField, TextField, UploadField, offer
from sayeban.documents.public import MAX_BYTES
from sayeban.eligibility.actions.decide_by_hand import ByHand

STANDING = [("", "برجا"), ("ended", "پایان‌یافته")]


class DecideForm(forms.Form):
    """What is decided otherwise, why, and the paper that shows it."""

    rule = forms.ChoiceField(
        label="دربارهٔ کدام قاعده", error_messages={"required": "قاعده را برگزینید."}
    )
    outcome = forms.ChoiceField(
        label="تصمیم شما",
        choices=[("yes", "مشمول است"), ("no", "مشمول نیست")],
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )
    reason = TextField(
        label="دلیل",
        help_text="این دلیل در پرونده می‌ماند و کنار پاسخ قاعده نشان داده می‌شود.",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        error_messages={"required": "بنویسید چرا جز آنچه قاعده می‌گوید تصمیم می‌گیرید."},
    )
    document = UploadField(
        most=MAX_BYTES,
        label="عکس یا PDF مدرک",
        widget=forms.FileInput({"accept": "image/*,.pdf"}),
        error_messages={"required": "مدرکی را برگزینید که تصمیم بر آن استوار است."},
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None",
        rules: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data, files)
        offer(self.fields["rule"], rules)

    def decided(self, person_id: int) -> ByHand:
        """What the valid boxes say about a person."""
        typed = self.cleaned_data
        told = (typed["rule"], person_id, typed["outcome"] == "yes", typed["reason"])
        return ByHand(*told, typed["document"].read())


class FindForm(forms.Form):
    """Whom a decision by hand is about; sent with POST, so that no number stands in an address."""

    identifier = CodeField(
        label="کد ملی یا شمارهٔ پرونده",
        length=10,
        help_text="دیدن پروندهٔ او برای تصمیم دستی با نام شما ثبت می‌شود.",
        error_messages={"required": "کد ملی یا شمارهٔ پرونده را بنویسید."},
    )


class ByHandFilter(forms.Form):
    """Which decisions the list shows."""

    rule = forms.ChoiceField(label="قاعده", required=False)
    state = forms.ChoiceField(label="وضعیت", required=False, choices=STANDING)

    def __init__(self, data: QueryDict, rules: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        offer(self.fields["rule"], [("", "همه"), *rules])

    def asked(self) -> dict[str, str]:
        """What is asked for; nothing for what is no choice."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("rule", "state")}
