"""What the gallery page shows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django import forms

from sayeban.design.charts import Chart, Pin, Series, Span
from sayeban.design.forms import CodeField, JalaliDateField, TextField
from sayeban.design.maps import Area, ShareMap
from sayeban.design.parts import Link, Pager
from sayeban.design.strips import Range, Ranges, Strip, Strips

_CHOICES = [("a", "گزینهٔ نخست"), ("b", "گزینه‌ای با نوشته‌ای بلندتر که در گوشی دو سطر می‌شود")]
_GROUPS = (
    ("گروه یکم", (20, 34, 41, 62, 70, 84, 91, 95)),
    ("گروه دوم", (60, 55, 48, 36, 31, 22, 12, 9)),
    ("گروه سوم", (5, 9, 12, 14, 13, 17, 21, 28)),
)
_MOMENT = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


class SampleForm(forms.Form):
    """Each kind of field once."""

    name = TextField(label="نام", help_text="همان گونه که در شناسنامه است.")
    code = CodeField(label="بارکد ۲۶رقمی", length=26, help_text="۲۶ رقم، با رقم فارسی یا لاتین.")
    password = forms.CharField(label="گذرواژه", widget=forms.PasswordInput)
    day = JalaliDateField(label="تاریخ", help_text="مانند ۲۵ اسفند ۱۴۰۴")
    kind = forms.ChoiceField(label="نوع", choices=_CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label="هر کدام که درست است",
        choices=_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label="درستی این پاسخ‌ها را گواهی می‌کنم")
    one = forms.ChoiceField(label="فهرست", choices=[("", ""), *_CHOICES])
    remark = forms.CharField(label="توضیح", widget=forms.Textarea({"rows": 4}), required=False)
    file = forms.FileField(label="فایل")
    photo = forms.FileField(
        label="تصویر",
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, initial="x", required=False)


class SearchForm(forms.Form):
    """The fields above a list: so many that a phone shows them behind one line."""

    words = TextField(label="نام یا شناسه", required=False)
    since = JalaliDateField(label="از روز", required=False)
    state = forms.ChoiceField(label="وضعیت", choices=[("", "همه"), *_CHOICES], required=False)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of the sample table."""

    name: str
    code: str
    day: date
    share: float


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """Everything that the gallery shows; made-up figures."""

    form: SampleForm
    wrong_form: SampleForm
    search: SearchForm
    links: tuple[Link, ...]
    rows: tuple[SampleRow, ...]
    pages: Pager
    moment: datetime
    single: Chart
    several: Chart
    stacked: Chart
    course: Chart
    strips: Strips
    ranges: Ranges
    map: ShareMap


def sample_page() -> GalleryPage:
    """The one page there is, the same at every visit."""
    wrong = SampleForm(
        {
            "wrong-name": "",
            "wrong-day_day": "۳۱",
            "wrong-day_month": "12",
            "wrong-day_year": "۱۴۰۴",
        },
        prefix="wrong",
    )
    return GalleryPage(
        form=SampleForm(initial={"day": _MOMENT.date()}),
        wrong_form=wrong,
        search=SearchForm({"search-state": "a"}, prefix="search"),
        links=(Link("خانه", "#"), Link("فهرست", "#")),
        rows=tuple(
            SampleRow(name, f"99900000{nth}{nth}", _MOMENT.date(), share)
            for nth, (name, share) in enumerate(
                [("نمونهٔ نخست", 0.96), ("نمونهٔ دوم", 0.48), ("نمونهٔ سوم", 0.071)], 1
            )
        ),
        pages=Pager(previous="#", next="#", shown=50, total=1_823_400),
        moment=_MOMENT,
        single=_chart("شمار سالانه (میلیون)", ("شمار", (1.2, 1.5, 1.9, 2.4, 3.1, 4.85, 7.2, 10.9))),
        several=_chart("روند به تفکیک (هزار)", *_GROUPS),
        stacked=_chart("ترکیب سالانه (هزار)", *_GROUPS),
        course=Chart(
            "روند و هدف",
            tuple("۱۲۳۴۵۶۷۸"),
            (
                Series("انجام‌شده", (10, 25, 45, 60, 90, None, None, None)),
                Series("هدف", (15, 30, 45, 60, 75, 90, 105, 120)),
            ),
            (Pin(5, "مهلت"),),
            Span(5, 6, "پایان محتمل"),
            goals=1,
        ),
        strips=Strips(
            "ترکیب هر بخش",
            ("انجام‌شده", "در راه", "مانده"),
            (
                Strip("بخش یکم", (50, 30, 20), "#"),
                Strip("بخشی با نامی بلندتر از جا", (2, 0, 9)),
            ),
        ),
        ranges=Ranges(
            "سهم با بازهٔ آن",
            ("از", "سهم", "کمینه", "بیشینه"),
            (Range("روش یکم", 0.02, 0.04, 0.09, "۲۰۰"), Range("روش دوم", 0.0, 0.1, 0.4, "۱۰")),
            "share",
        ),
        map=ShareMap(
            "سهم هر استان (نمونه)",
            tuple(Area(f"{code:02}", (code * 7 % 20) / 19, "#") for code in range(29)),
            "بدون داده",
        ),
    )


def _chart(title: str, *series: tuple[str, tuple[float, ...]]) -> Chart:
    years = ("۱۳۹۷", "۱۳۹۸", "۱۳۹۹", "۱۴۰۰", "۱۴۰۱", "۱۴۰۲", "۱۴۰۳", "۱۴۰۴")
    return Chart(title, years, tuple(Series(name, values) for name, values in series))
