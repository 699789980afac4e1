"""What the worklist is narrowed to, and what is done with a set of it."""

from typing import Any, Final

from django import forms

from sayeban.cases.reads.catalogue import service, services
from sayeban.cases.reads.orders import SORTS
from sayeban.cases.reads.seeking import LEAST_LETTERS, is_too_short
from sayeban.cases.reads.worklist import Filters
from sayeban.cases.refusals import ServiceUnknown
from sayeban.cases.rules import STATES
from sayeban.country.jalali import number
from sayeban.design.forms import CodeField, PurposeField, TextField, offer

REASONS: Final = (
    ("visit", "مراجعه یا تماس خود متقاضی"),
    ("work", "پیش بردن کار پرونده"),
    ("control", "کنترل درستی پرونده"),
)


class WorkFilter(forms.Form):
    """Nothing here names a person, so it may stand in the address."""

    whose = forms.ChoiceField(
        label="کار چه کسی",
        required=False,
        choices=[("", "همهٔ واحد"), ("mine", "کار خودم"), ("free", "بی‌مسئول")],
    )
    service = forms.ChoiceField(label="خدمت", required=False)
    step = forms.ChoiceField(label="گام", required=False)
    state = forms.ChoiceField(
        label="وضعیت",
        required=False,
        choices=[("", "همه"), *(pair for pair in STATES.items() if pair[0] != "done")],
    )
    due = forms.ChoiceField(
        label="مهلت",
        required=False,
        choices=[("", "همه"), ("late", "گذشته"), ("soon", "نزدیک")],
    )
    tracking = CodeField(length=12, label="شمارهٔ پیگیری", required=False)
    sort = forms.ChoiceField(label="ترتیب", required=False, choices=list(SORTS.items()))

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - a QueryDict
        super().__init__(data)
        offer(
            self.fields["service"],
            [("", "همه"), *((s.code, s.title) for s in services() if s.number)],
        )
        offer(self.fields["step"], [("", "همه"), *_steps(data.get("service", ""))])

    @property
    def filters(self) -> Filters:
        """The same for the read; what is not understood narrows nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        return Filters(
            whose=asked.get("whose") or "unit",
            service=asked.get("service", ""),
            step=asked.get("step", ""),
            state=asked.get("state", ""),
            due=asked.get("due", ""),
            tracking_no=asked.get("tracking", ""),
            sort=asked.get("sort", ""),
        )


class FindForm(forms.Form):
    """Whose steps are sought, and why (S5): sent with POST, no name stands in an address."""

    sought = TextField(
        label="نام، کد ملی یا شمارهٔ پیگیری",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text="در همهٔ گام‌های باز شما و واحدتان جستجو می‌شود. از نام، بخشی هم بس است.",
        error_messages={"required": "نام، کد ملی یا شمارهٔ پیگیری را بنویسید."},
    )
    reason = PurposeField(REASONS, "جستجو")

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data, auto_id="find-%s")

    def clean_sought(self) -> str:
        """Words that name somebody, and not half the list."""
        typed: str = self.cleaned_data["sought"]
        if is_too_short(typed):
            raise forms.ValidationError(f"دست‌کم {number(LEAST_LETTERS)} حرف از نام را بنویسید.")
        return typed


def _steps(code: str) -> list[tuple[str, str]]:
    """The steps of the chosen service; without one there are too many to choose from."""
    try:
        return [(step.key, step.title) for step in service(code).document.steps] if code else []
    except ServiceUnknown:
        return []


class BulkForm(forms.Form):
    """One outcome for all chosen steps. `outcomes` are those that every one of them has.

    `lacking`: a document that is required did not come in one of them.
    """

    outcome = forms.ChoiceField(
        label="نتیجه",
        widget=forms.RadioSelect,
        error_messages={"required": "نتیجه را برگزینید."},
    )
    reason = TextField(
        label="دلیل",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="همین دلیل برای همهٔ پرونده‌های برگزیده نوشته می‌شود.",
    )

    without_documents = forms.BooleanField(
        label="می‌دانم مدرک‌های الزامی بعضی پرونده‌ها نرسیده است و با نوشتن دلیل پیش می‌روم",
        required=False,
    )

    def __init__(self, data: Any, *, outcomes: list[tuple[str, str]], lacking: bool) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data)
        offer(self.fields["outcome"], outcomes)
        if not lacking:
            del self.fields["without_documents"]


class GiveForm(forms.Form):
    """To whom all chosen steps go, and why. `colleagues` are those who may do every one of them."""

    colleague = forms.ChoiceField(
        label="همکار", error_messages={"required": "همکاری را که کار به او می‌رسد برگزینید."}
    )
    reason = TextField(
        label="دلیل",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="در پروندهٔ همهٔ برگزیده‌ها نوشته می‌شود.",
        error_messages={"required": "دلیل سپردن را بنویسید."},
    )

    def __init__(self, data: Any, *, colleagues: list[tuple[str, str]]) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data, auto_id="give-%s")
        offer(self.fields["colleague"], [("", "برگزینید"), *colleagues])
