"""What the report of the desks is narrowed to."""

from datetime import date
from typing import Any, Final

from django import forms

from sayeban.country import jalali
from sayeban.design.forms import offer
from sayeban.desk.pages.reports.words import BY
from sayeban.desk.reads.desks import desks
from sayeban.desk.reads.reports import Asked
from sayeban.desk.reads.requests import titles

_MONTHS: Final = {"12": "۱۲ ماه", "6": "۶ ماه", "3": "۳ ماه"}


class ReportFilter(forms.Form):
    """Nothing here names a person, so it may stand in the address."""

    by = forms.ChoiceField(label="به تفکیک", required=False, choices=list(BY.items()))
    months = forms.ChoiceField(label="بازه", required=False, choices=list(_MONTHS.items()))
    service = forms.ChoiceField(label="خدمت", required=False)
    desk = forms.ChoiceField(label="میز", required=False)

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - a QueryDict
        super().__init__(data)
        offer(self.fields["service"], [("", "همه"), *titles().items()])
        offer(self.fields["desk"], [("", "همه"), *((str(d.id), d.title) for d in desks())])

    def asked(self, today: date) -> Asked:
        """The same for the read; what is not understood narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        desk = given.get("desk")
        return Asked(
            given.get("by") or "desk",
            month_start(today, int(given.get("months") or 12)),
            given.get("service", ""),
            int(desk) if desk else None,
        )


def month_start(today: date, months: int) -> date:
    """The first day of the Jalali month that is the first of so many up to this one."""
    year, month, _ = jalali.parts(today)
    passed = year * 12 + month - 1 - (months - 1)
    found = jalali.from_parts(passed // 12, passed % 12 + 1, 1)
    assert found is not None, "the first of a month is a day"
    return found
