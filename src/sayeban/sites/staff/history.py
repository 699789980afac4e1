"""تاریخچهٔ تنظیم‌ها: who changed which setting of any package, old and new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from sayeban.accounts.public import HQ_POSTS, user_names
from sayeban.design.filters import fa
from sayeban.design.jinja import render
from sayeban.design.parts import Pager
from sayeban.facts.public import catalogue
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.runtime.settings_kept import Changed, changed_settings
from sayeban.sites.definition_words import TOLD, told_definition
from sayeban.sites.kept_words import KeptWords, parts
from sayeban.sites.setting_words import DEFINITIONS, FIELDS, TABLES, UNTOLD

_SIZE: Final = 50
_NUMBERED: Final = ("cases_serviceversion", "eligibility_ruleversion")
_NAMES: Final = ("title", "name", "label")
_TELLING: Final = (
    *("utility", "company", "field", "province", "day", "reason"),
    *("key", "service_id", "rule_id", "service", "department"),
)


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
            field
            for name, old, new in row.fields
            if name not in UNTOLD and parts(old) != parts(new)
            # Two moments of one minute are told alike.
            if (field := _field(name, old, new, said, made=row.made)).old != field.new
        ),
    )


def _field(
    name: str,
    old: Any,  # noqa: ANN401 - as kept
    new: Any,  # noqa: ANN401 - as kept
    said: KeptWords,
    *,
    made: bool,
) -> FieldLine:
    if name in DEFINITIONS:
        return FieldLine(FIELDS[name], "", "نوشته شد" if new else "—")
    say = partial(told_definition, facts=catalogue()) if name in TOLD else said.say
    return FieldLine(FIELDS[name], "" if made else say(name, old), say(name, new))


def _thing(row: Changed, said: KeptWords) -> str:
    """Which one: by its name, else by what tells it from others of its kind."""
    named: list[str] = [name for name in _NAMES if name in row.content]
    told = named[:1] or [name for name in _TELLING if row.content.get(name)]
    words = [said.say(name, row.content[name]) for name in told]
    if row.table in _NUMBERED:
        words.append(f"نسخهٔ {fa(row.content['number'])}")
    return "، ".join(words)
