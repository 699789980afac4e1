"""What changes in a person's file, one form a change. The actions alone judge the values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from sayeban.design.forms import CodeField, JalaliDateField, TextField, offer
from sayeban.people.models import Residence
from sayeban.people.reads.person_file import PersonFile

_ON_MISSING = {"required": "تاریخ را بنویسید."}
_TENURES = [(value, label) for value, label in Residence.Tenure.choices if value]


class ChangeForm(forms.Form):
    """One change of the file that is shown; `file` fills what is known."""

    def __init__(
        self, data: QueryDict | None = None, *, file: PersonFile, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.file = file


class MoveForm(ChangeForm):
    """The household lives somewhere else."""

    on = JalaliDateField(label="تاریخ جابه‌جایی", error_messages=_ON_MISSING)
    unit = forms.CharField(
        label="واحدی که پرونده از این پس در آن است",
        help_text=(
            "نام یا کد، مانند «شهرستان آباده»، «مرکز ۷۰۱۱» یا 0701."
            " اگر در حوزهٔ همین واحد می‌ماند تغییر ندهید."
        ),
        error_messages={"required": "واحد را بنویسید."},
    )
    postal_code = CodeField(label="کد پستی", length=10, required=False)
    address = TextField(label="نشانی", required=False, widget=forms.Textarea({"rows": 2}))
    rural_district = TextField(
        label="دهستان",
        required=False,
        widget=forms.TextInput({"list": "rural", "autocomplete": "off"}),
        help_text="فقط برای روستا: نام را از فهرست برگزینید یا بنویسید.",
    )
    village = TextField(label="روستا یا آبادی", required=False)
    tenure = forms.ChoiceField(
        label="وضعیت مالکیت", choices=[("", "نمی‌دانم"), *_TENURES], required=False
    )
    tenancy_end = JalaliDateField(
        label="پایان اجاره", required=False, help_text="فقط برای خانهٔ استیجاری."
    )


class TenancyForm(ChangeForm):
    """How the household holds its present dwelling."""

    tenure = forms.ChoiceField(
        label="وضعیت مالکیت",
        choices=_TENURES,
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )
    tenancy_end = JalaliDateField(
        label="پایان اجاره", required=False, help_text="فقط برای خانهٔ استیجاری."
    )


class HeadForm(ChangeForm):
    """Which member heads the household from now on."""

    head = forms.ChoiceField(
        label="سرپرست تازهٔ خانوار",
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )

    def __init__(
        self, data: QueryDict | None = None, *, file: PersonFile, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, file=file, initial=initial)
        members = [
            (str(member.person_id), f"{member.full_name or 'بدون نام'} ({member.status_label})")
            for member in file.members
            if not member.is_head
        ]
        offer(self.fields["head"], members)


class StatusForm(ChangeForm):
    """A death or an exit, with what shows it."""

    status = forms.ChoiceField(
        label="چه روی داده است؟",
        choices=[("deceased", "فوت"), ("exited", "خروج از پرونده")],
        widget=forms.RadioSelect,
        error_messages={"required": "یکی را برگزینید."},
    )
    on = JalaliDateField(label="تاریخ آن", error_messages=_ON_MISSING)
    evidence = TextField(
        label="سند",
        help_text="نوع و شمارهٔ سند، مانند «گواهی فوت شمارهٔ ۱۲۳» یا «استعلام ثبت احوال».",
        error_messages={"required": "نوع و شمارهٔ سند را بنویسید."},
    )
    sure = forms.BooleanField(
        label="می‌دانم که این ثبت از پرونده برداشته نمی‌شود و مددجو از فهرست‌ها کنار می‌رود",
        error_messages={"required": "برای ثبت، این خانه را نشان بزنید."},
    )
