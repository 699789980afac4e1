"""تاریخچهٔ تنظیم‌ها: who changed which setting of a campaign, company or calendar, old and new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from sayeban.accounts.public import HQ_POSTS, user_names
from sayeban.design.jinja import render
from sayeban.design.parts import Pager
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.runtime.settings_kept import Changed, changed_settings
from sayeban.sites.kept_words import KeptWords, parts

_SIZE: Final = 50
TABLES: Final[Mapping[str, str]] = {
    "exemptions_campaign": "کارزار",
    "exemptions_requiredfield": "ستون الزامی",
    "organisations_utilitycompany": "شرکت",
    "organisations_closure": "روز تعطیل",
    "organisations_holiday": "مناسبت",
    "organisations_weekend": "آخر هفته",
}
FIELDS: Final[Mapping[str, str]] = {
    "title": "عنوان",
    "legal_basis": "مبنای قانونی",
    "benefit": "امتیاز",
    "utilities": "قبض‌ها",
    "documents": "مدرک‌ها",
    "starts": "آغاز",
    "days": "شمار روزها",
    "working_days": "روز کاری",
    "centre_days": "مهلت مرکز",
    "county_days": "مهلت شهرستان",
    "sample_percent": "درصد نمونه",
    "sample_least": "کمترین نمونه",
    "error_limit": "حد خطا",
    "counter_check": "بررسی پیشخوان",
    "continues_id": "دنبالهٔ کارزار",
    "opened_by": "گشودن با",
    "closed_at": "بسته‌شدن",
    "closed_by": "بستن با",
    "reserved_from": "آغاز روزهای ویژه",
    "reserved_until": "پایان روزهای ویژه",
    "name": "نام",
    "code": "کد",
    "province": "استان",
    "utility": "قبض",
    "field": "ستون",
    "reason": "دلیل",
    "day": "روز",
    "weekdays": "روزهای آخر هفته",
    "publisher": "ناشر",
    "target": "گروه هدف",
    "target_rule_id": "قاعدهٔ گروه هدف",
    "target_params": "پارامترهای قاعدهٔ گروه هدف",
    "opened_at": "گشوده‌شدن",
    "campaign_id": "کارزار",
    "company": "شرکت",
    "number_lengths": "شمار رقم‌های شماره",
    "number_pattern": "الگوی شماره",
}
_TELLING: Final = ("utility", "company", "field", "province", "day", "reason")


class TableForm(forms.Form):
    """Which kind of settings."""

    table = forms.ChoiceField(label="تنظیم", required=False, choices=[("", "همه"), *TABLES.items()])


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field, before and after; `old` is "" of a thing that was added."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change with who made it; `what` says of which thing."""

    at: datetime
    by: str
    what: str
    act: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The filter and a page of changes, newest first."""

    form: TableForm
    lines: tuple[ChangeLine, ...]
    pager: Pager


@door(HQ_POSTS)
def history(request: Visit) -> HttpResponse:
    """تاریخچهٔ تنظیم‌ها."""
    form = TableForm(request.GET)
    table = form.cleaned_data["table"] if form.is_valid() else ""
    after = row_id(request.GET.get("after", ""))
    found = changed_settings(table, after, _SIZE + 1)
    rows, more = found[:_SIZE], len(found) > _SIZE
    names = user_names({row.user_id for row in rows if row.user_id})
    said = KeptWords.of(_values(rows))
    here = f"{reverse('settings_history')}?table={table}"
    following = f"{here}&after={rows[-1].id}" if more else ""
    page = HistoryPage(
        form,
        tuple(_line(row, names, said) for row in rows),
        Pager(here if after else "", following, len(rows)),
    )
    return render(request, "sites/history.jinja", page)


def _values(rows: list[Changed]) -> Iterator[tuple[str, Any]]:
    for row in rows:
        yield from row.content.items()
        yield from ((name, value) for name, *both in row.fields for value in both)


def _line(row: Changed, names: Mapping[int, str], said: KeptWords) -> ChangeLine:
    act = "افزوده شد" if row.made else "برداشته شد" if row.removed else "عوض شد"
    return ChangeLine(
        row.at,
        names.get(row.user_id or 0, "راهبر سامانه"),
        f"{TABLES[row.table]} {_thing(row, said)}",
        act,
        tuple(
            FieldLine(
                FIELDS.get(name, name), "" if row.made else said.say(name, old), said.say(name, new)
            )
            for name, old, new in row.fields
            if parts(old) != parts(new)
        ),
    )


def _thing(row: Changed, said: KeptWords) -> str:
    """Which one: by its name, else by what tells it from others of its kind."""
    named: list[str] = [name for name in ("title", "name") if name in row.content]
    told = named[:1] or [name for name in _TELLING if row.content.get(name)]
    return "، ".join(said.say(name, row.content[name]) for name in told)
