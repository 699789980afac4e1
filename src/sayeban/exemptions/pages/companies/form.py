"""Forms of agreements and programs; the commands judge what is written."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict

from sayeban.accounts.public import ClientTerms
from sayeban.design.forms import JalaliDateField, TextField, offer
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.organisations.public import COLUMN_LABELS, AgreementTerms, Company, Place

SAID_AT: Final = {
    "agreement.company_unknown": "provinces",
    "agreement.columns": "columns",
    "agreement.span": "ends",
    "agreement.runs": "publisher",
    "client.exists": "client_id",
    "client.key": "public_key",
    "hook.address": "url",
}
"""The field that a refusal is about, by its code."""
_LTR: Final = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}


class CompanyForm(forms.Form):
    """Which company: its provinces are known from that."""

    company = forms.ChoiceField(
        label="شرکت", error_messages={"required": "شرکت را از فهرست برگزینید."}
    )

    def __init__(self, data: QueryDict | None, companies: Iterable[Company]) -> None:
        super().__init__(data)
        self.names = {
            f"{each.utility}/{each.code}": f"{UTILITY_LABELS[each.utility]}: {each.name}"
            f" ({each.code})"
            for each in companies
        }
        offer(self.fields["company"], [("", ""), *self.names.items()])


class AgreementForm(forms.Form):
    """What is agreed with a company that was chosen."""

    company = forms.CharField(widget=forms.HiddenInput)
    publisher = forms.ChoiceField(label="نهاد معرفی‌کننده")
    provinces = forms.MultipleChoiceField(
        label="استان‌ها",
        widget=forms.CheckboxSelectMultiple,
        help_text="استان‌هایی که شرکت در آن‌ها ثبت شده است.",
        error_messages={"required": "دست‌کم یک استان را برگزینید."},
    )
    columns = forms.MultipleChoiceField(
        label="ستون‌هایی که شرکت می‌گیرد",
        choices=list(COLUMN_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="شناسهٔ قبض، کد پستی، نام و کد ملی بهره‌بردار و مالک یا مستأجر بودن او همیشه داده"
        " می‌شود. تنها ستونی را نشان بزنید"
        " که شرکت بی آن نمی‌تواند معافیت را اعمال کند.",
    )
    legal_basis = TextField(
        label="مبنای قانونی",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "مبنای قانونی را بنویسید."},
    )
    purpose = TextField(
        label="هدف",
        help_text="شرکت داده‌ها را برای چه به کار می‌برد. هر دیدن داده با همین هدف ثبت می‌شود.",
        error_messages={"required": "هدف را بنویسید."},
    )
    starts = JalaliDateField(label="روز آغاز", error_messages={"required": "روز آغاز را بنویسید."})
    ends = JalaliDateField(label="روز پایان", required=False, help_text="خالی: بدون پایان.")
    contact_name = TextField(
        label="نام رابط شرکت", error_messages={"required": "نام رابط شرکت را بنویسید."}
    )
    contact_phone = TextField(
        label="تلفن رابط شرکت",
        widget=forms.TextInput(_LTR | {"inputmode": "tel"}),
        error_messages={"required": "تلفن رابط شرکت را بنویسید."},
    )

    def __init__(
        self,
        data: QueryDict | None,
        company: str,
        provinces: Sequence[Place],
        publishers: dict[str, str],
    ) -> None:
        initial: dict[str, Any] = {"company": company}
        if len(provinces) == 1:
            initial["provinces"] = [provinces[0].code]
        super().__init__(data, initial=initial)
        offer(self.fields["publisher"], publishers.items())
        offer(self.fields["provinces"], [(each.code, each.name) for each in provinces])

    def terms(self) -> AgreementTerms:
        """What was typed, once the form is valid."""
        typed = dict(self.cleaned_data)
        utility, company = typed.pop("company").split("/")
        return AgreementTerms(utility=utility, company=company, **typed)


class ReadyForm(forms.Form):
    """The company said that it is ready."""

    note = TextField(
        label="شمارهٔ نامهٔ اعلام آمادگی شرکت",
        error_messages={"required": "شمارهٔ نامهٔ شرکت را بنویسید."},
    )


class EndForm(forms.Form):
    """The reason, and the consequence confirmed."""

    reason = TextField(
        label="دلیل پایان",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "دلیل پایان را بنویسید."},
    )
    sure = forms.BooleanField(
        label="می‌دانم که از همین دقیقه چیزی به شرکت داده نمی‌شود و بازگشت ندارد",
        error_messages={"required": "برای پایان دادن این خانه را نشان بزنید."},
    )


class ProgramForm(forms.Form):
    """A new program of the company."""

    client_id = forms.CharField(
        label="شناسهٔ برنامه",
        help_text="۳ تا ۴۰ حرف کوچک لاتین، رقم و خط تیره؛ مانند gas-fars.",
        widget=forms.TextInput(_LTR),
        error_messages={"required": "شناسهٔ برنامه را بنویسید."},
    )
    title = TextField(
        label="نام برنامه",
        help_text="مانند: سامانهٔ مشترکان.",
        error_messages={"required": "نام برنامه را بنویسید."},
    )
    addresses = forms.CharField(
        label="نشانی‌های شبکه",
        required=False,
        help_text="هر سطر یک نشانی، مانند 10.20.0.0/16. خالی: از هر نشانی پذیرفته می‌شود.",
        widget=forms.Textarea(_LTR | {"rows": 2}),
    )

    def terms(self, utility: str, company: str) -> ClientTerms:
        """What was typed, once the form is valid."""
        typed = self.cleaned_data
        return ClientTerms(
            client_id=typed["client_id"],
            utility=utility,
            company=company,
            title=typed["title"],
            addresses=typed["addresses"].split(),
        )


class SecretForm(forms.Form):
    """How long the secret before holds beside the new one."""

    overlap = forms.TypedChoiceField(
        label="کلید پیشین تا کی کار کند؟",
        choices=[
            ("7", "هفت روز دیگر، تا شرکت کلید تازه را بگذارد"),
            ("1", "یک روز دیگر"),
            ("0", "هیچ: کلید پیشین لو رفته است و همین حالا بسته شود"),
        ],
        coerce=lambda days: timedelta(days=int(days)),
        widget=forms.RadioSelect,
        error_messages={"required": "بگویید کلید پیشین تا کی کار کند."},
    )


class HookForm(forms.Form):
    """Where the company wants to hear that its feeds advanced."""

    url = forms.CharField(
        label="نشانی سرویس شرکت",
        help_text="نشانی کامل، مانند https://gas.example.ir/signals.",
        widget=forms.TextInput(_LTR | {"inputmode": "url"}),
        error_messages={"required": "نشانی سرویس شرکت را بنویسید."},
    )


class KeyForm(forms.Form):
    """The public key by which a program signs what it sends."""

    public_key = forms.CharField(
        label="کلید عمومی برنامه",
        required=False,
        help_text="کلید Ed25519 به شکل PEM یا base64، که شرکت داده است؛ نه کلید خصوصی."
        " خالی: امضا خواسته نمی‌شود.",
        widget=forms.Textarea(_LTR | {"rows": 4}),
    )


class SureForm(forms.Form):
    """The end of a program, confirmed."""

    sure = forms.BooleanField(
        label="می‌دانم که این برنامه از همین دقیقه پاسخ نمی‌گیرد و دوباره باز نمی‌شود",
        error_messages={"required": "برای بستن برنامه این خانه را نشان بزنید."},
    )
