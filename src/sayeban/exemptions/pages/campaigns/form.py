"""The form of a new campaign."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from sayeban.design.filters import number
from sayeban.design.forms import CodeField, JalaliDateField, TextField, offer
from sayeban.exemptions.actions.open_campaign import Terms
from sayeban.exemptions.reads.campaign import earlier_phase
from sayeban.exemptions.reads.campaign_facts import BENEFITS, DOCUMENTS
from sayeban.exemptions.rules import TARGETS
from sayeban.exemptions.words import UTILITY_LABELS, continued

_LTR = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}
_USUAL: Final = Terms(title="", starts=date.min)
_DECIMAL_SIGN = str.maketrans("٫٬", "..")


class NumberField(CodeField):
    """A whole number; None for nothing typed."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(length=4, **kwargs)
        self.most = most

    def clean(self, value: object) -> int | None:
        """The number; ValidationError for anything but 1 … most."""
        typed = super().clean(value)
        if not typed:
            return None
        if not typed.isdecimal() or not 1 <= int(typed) <= self.most:
            raise ValidationError(f"عددی از ۱ تا {number(self.most)} بنویسید.", code="range")
        return int(typed)


class PercentField(CodeField):
    """A percent from 0 to 100, in digits of any script, with «٫» or a dot."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(length=5, **kwargs)

    def clean(self, value: object) -> float:
        """The percent; ValidationError for anything but 0 … 100."""
        typed = super().clean(str(value or "").translate(_DECIMAL_SIGN))
        try:
            share = float(typed)
        except ValueError:
            share = -1
        if not 0 <= share <= 100:  # noqa: PLR2004 - percents
            raise ValidationError("درصدی از ۰ تا ۱۰۰ بنویسید.", code="range")
        return share


class SeenTick(forms.CheckboxInput):
    """A tick that carries what was shown beside it; the tick of anything else is none."""

    def __init__(self, shown: str) -> None:
        super().__init__({"value": shown})
        self.shown = shown

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether the box of what is shown now came back."""
        del files
        return data.get(name) == self.shown


class CampaignForm(forms.Form):
    """Everything that headquarters decides about a campaign."""

    title = TextField(
        label="عنوان",
        help_text="در همهٔ صفحه‌ها، فهرست‌ها و نامه‌ها می‌آید.",
        error_messages={"required": "عنوان کارزار را بنویسید."},
    )
    code = forms.CharField(
        label="کد",
        help_text="حرف لاتین، رقم، خط تیره و زیرخط؛ مانند bill-1405.",
        widget=forms.TextInput(_LTR),
        error_messages={"required": "کد کارزار را بنویسید."},
    )
    legal_basis = TextField(
        label="مبنای قانونی",
        help_text="در فهرست نهایی و نامهٔ شرکت‌ها چاپ می‌شود.",
        widget=forms.Textarea({"rows": 3}),
        initial=_USUAL.legal_basis,
        error_messages={"required": "مبنای قانونی را بنویسید."},
    )
    publisher = forms.ChoiceField(label="نهاد معرفی‌کننده")
    benefit = forms.ChoiceField(
        label="نوع بهره‌مندی",
        choices=list(BENEFITS.items()),
        widget=forms.RadioSelect,
        initial="exemption",
    )
    utilities = forms.MultipleChoiceField(
        label="انشعاب‌ها",
        choices=list(UTILITY_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=list(UTILITY_LABELS),
        error_messages={"required": "دست‌کم یکی از آب، برق و گاز را برگزینید."},
    )
    target = forms.ChoiceField(
        label="گروه هدف",
        choices=list(TARGETS.items()),
        widget=forms.RadioSelect,
        initial="recipients",
        help_text="کارزار غیرمستمری‌بگیران یا همهٔ مددجویان، ادامهٔ آخرین کارزار مستمری‌بگیران همان"
        " نهاد می‌شود. پیش از باز شدن می‌بینید ادامهٔ کدام است.",
    )
    target_rule = forms.ChoiceField(
        label="قاعدهٔ گروه هدف",
        required=False,
        help_text="قاعده‌ای که روز آغاز نافذ است تا پایان کارزار می‌ماند. کسی که پاسخ قاعده برای او"
        " نامعلوم است در فهرست می‌ماند.",
    )
    starts = JalaliDateField(label="روز آغاز", error_messages={"required": "روز آغاز را بنویسید."})
    days = NumberField(
        label="مهلت استان (روز)",
        most=365,
        initial="۱۰",
        help_text="روز یکم همان روز آغاز است. نکتهٔ ۲ شیوه‌نامه: ده روز.",
        error_messages={"required": "شمار روزها را بنویسید."},
    )
    working_days = forms.BooleanField(label="روزهای تعطیل شمرده نمی‌شود (روز کاری)", required=False)
    centre_days = NumberField(
        label="مهلت مرکز (روز)",
        most=365,
        required=False,
        help_text="خالی: شصت درصد مهلت استان.",
    )
    county_days = NumberField(
        label="مهلت شهرستان (روز)",
        most=365,
        required=False,
        help_text="خالی: هشتاد درصد مهلت استان.",
    )
    documents = forms.ChoiceField(
        label="بارگذاری مدرک",
        choices=list(DOCUMENTS.items()),
        widget=forms.RadioSelect,
        initial="recommended",
    )
    sample_percent = PercentField(
        label="درصد بررسی موردی", initial="۵", error_messages={"required": "درصد را بنویسید."}
    )
    sample_least = NumberField(
        label="کمترین شمار نمونه",
        most=1000,
        initial="۵",
        error_messages={"required": "کمترین شمار نمونه را بنویسید."},
    )
    error_limit = PercentField(
        label="حد خطای پذیرفتنی (درصد)",
        initial="۵",
        help_text="اگر کران پایین خطای نمونه از این بیشتر شود، تأیید می‌ایستد.",
        error_messages={"required": "حد خطا را بنویسید."},
    )

    def __init__(
        self, data: QueryDict | None = None, *, publishers: dict[str, str], rules: dict[str, str]
    ) -> None:
        super().__init__(data)
        offer(self.fields["publisher"], publishers.items())
        offer(self.fields["target_rule"], [("", "قاعدهٔ همیشگی همین گروه"), *rules.items()])
        earlier = data and earlier_phase(
            data.get("publisher", ""), data.get("target", "recipients")
        )
        self.continues = earlier.code if earlier else ""
        if earlier:
            self.fields["continues"] = forms.BooleanField(
                label="خواندم و می‌دانم که این کارزار ادامهٔ آن است",
                help_text=continued(earlier.title),
                widget=SeenTick(earlier.code),
                error_messages={
                    "required": "ببینید این کارزار ادامهٔ کدام است و این خانه را نشان بزنید."
                },
            )

    def terms(self) -> Terms:
        """What was typed, once the form is valid."""
        typed = dict(self.cleaned_data)
        del typed["code"]
        return Terms(**typed | {"continues": self.continues})
