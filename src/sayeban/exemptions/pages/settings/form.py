"""Forms with which headquarters changes a running campaign."""

from django import forms
from django.http import QueryDict

from sayeban.design.forms import JalaliDateField, offer
from sayeban.exemptions.pages.campaigns.form import NumberField
from sayeban.exemptions.reads.campaign_facts import DEMANDED, CampaignFacts
from sayeban.exemptions.words import UTILITY_LABELS


class ExtendForm(forms.Form):
    """Days to add to every deadline."""

    days = NumberField(
        label="چند روز افزوده شود",
        most=365,
        help_text="به مهلت مرکز، شهرستان و استان به یک اندازه افزوده می‌شود.",
        error_messages={"required": "شمار روزها را بنویسید."},
    )


class ReserveForm(forms.Form):
    """The days in which centres get no other work; empty takes the declaration back."""

    first = JalaliDateField(label="از روز", required=False)
    last = JalaliDateField(label="تا پایان روز", required=False)


class RequireForm(forms.Form):
    """What one company, or every company of a utility, requires."""

    company = forms.ChoiceField(label="شرکت")
    fields_wanted = forms.MultipleChoiceField(
        label="فیلدهایی که شرکت افزون بر فیلدهای همیشگی می‌خواهد",
        choices=list(DEMANDED.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="اگر هیچ‌کدام را برنگزینید، خواستهٔ پیشین شرکت برداشته می‌شود.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        companies: list[tuple[str, str]],
        utilities: list[str],
    ) -> None:
        super().__init__(data)
        everyone = [(f"{u}/", f"همهٔ شرکت‌های {UTILITY_LABELS[u]}") for u in utilities]
        offer(self.fields["company"], [*everyone, *companies])


class CloseForm(forms.Form):
    """The consequence, confirmed."""

    sure = forms.BooleanField(
        label="می‌دانم که پس از بستن، گردآوری و تأیید در این کارزار پایان می‌یابد و بازگشت ندارد",
        error_messages={"required": "برای بستن کارزار این خانه را نشان بزنید."},
    )


def in_words(campaign: CampaignFacts) -> list[tuple[str, str]]:
    """The terms of a campaign for a list of facts, without those that carry figures."""
    return [
        ("مبنای قانونی", campaign.legal_basis),
        ("نهاد معرفی‌کننده", campaign.publisher),
        ("نوع بهره‌مندی", campaign.benefit),
        ("انشعاب‌ها", "، ".join(campaign.utilities)),
        ("گروه هدف", campaign.target),
        ("قاعدهٔ گروه هدف", campaign.target_rule),
        ("بارگذاری مدرک", campaign.documents),
        ("شمارش روزها", "روز کاری" if campaign.working_days else "روز تقویم"),
    ]
