"""ردّ کارها: who did and saw what, for whoever may audit, with a purpose that is kept itself."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, cast

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.accounts.public import AUDITORS, Sought, UnknownUser, audit_trail, user_id_of
from sayeban.audit.events import look
from sayeban.country.text import sort_key
from sayeban.design.forms import CodeField, JalaliDateField, PurposeField
from sayeban.design.jinja import render
from sayeban.people.public import search_persons
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sites.audit_words import ACTIONS, PURPOSES
from sayeban.sites.staff.moments import moment
from sayeban.sites.traces import SeenLine, TraceLine, about_person, in_words, seen_by

SIZE: Final = 50
_USUAL: Final = timedelta(days=30)
_EVER: Final = timedelta(days=3650)
"""Clocks of two machines differ, and what was kept just now must not be missing."""
_PREFIX: Final = "audit."
_MOST_DIGITS: Final = 18
"""Of a number that the database takes."""
_LTR: Final = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none"}


class TrailForm(forms.Form):
    """What is asked, and what for. `after` continues behind the last line of a page."""

    reason = PurposeField(
        [(code, text) for code, text in PURPOSES.items() if code.startswith(_PREFIX)],
        "جستجو",
        help_text="این جستجو با نام شما، دلیل و شمارهٔ نامه ثبت می‌شود و در همین صفحه دیده می‌شود.",
    )
    case = forms.RegexField(
        r"^[\w/.-]{1,40}$",
        label="شمارهٔ نامه یا پروندهٔ رسیدگی",
        help_text="تنها شماره؛ نام یا کد ملی کسی را ننویسید.",
        error_messages={
            "required": "شمارهٔ نامه یا پرونده‌ای را که رسیدگی از آن است بنویسید.",
            "invalid": "شماره تنها حرف، رقم، خط تیره و ممیز دارد.",
        },
    )
    person = CodeField(label="کد ملی یا شمارهٔ پروندهٔ مددجو", length=10, required=False)
    username = forms.CharField(label="نام کاربری", required=False, widget=forms.TextInput(_LTR))
    source = forms.ChoiceField(
        label="چه چیزی؟",
        choices=[("", "کارها و نگاه‌ها"), ("event", "تنها کارها"), ("look", "تنها نگاه‌ها")],
        required=False,
    )
    action = forms.ChoiceField(
        label="کار",
        choices=[("", "هر کاری"), *sorted(ACTIONS.items(), key=lambda each: sort_key(each[1]))],
        required=False,
    )
    first = JalaliDateField(label="از روز", required=False, help_text="اگر ننویسید، سی روز گذشته.")
    last = JalaliDateField(label="تا پایان روز", required=False)
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """The days must follow each other."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", "روز آخر پیش از روز نخست است.")


@dataclass(frozen=True, slots=True)
class TrailPage:
    """The form, a page of lines newest first, and where the next one begins ("" at the end).

    `seen` is the access log of the person who was asked for, as he would read it.
    """

    form: TrailForm
    asked: bool
    lines: tuple[TraceLine, ...] = ()
    seen: tuple[SeenLine, ...] = ()
    after: str = ""
    typed: tuple[tuple[str, str], ...] = ()


@never_cache
@door(AUDITORS, methods=("GET", "POST"))
def trail(request: Visit) -> HttpResponse:
    """ردّ کارها و نگاه‌ها."""
    form = TrailForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "sites/trail.jinja", TrailPage(form, asked=False), status=status)
    with looking(request.actor):
        page = _answer(request, form)
        status = 422 if form.errors else 200
        return render(request, "sites/trail.jinja", page, status=status)


def _answer(request: Visit, form: TrailForm) -> TrailPage:
    at, typed = timezone.now(), form.cleaned_data
    person = _person(form)
    sought = _sought(form, at)
    if form.errors:
        return TrailPage(form, asked=False)
    if person:
        sought = about_person(sought, person)
    found = audit_trail(at, sought, before=_cursor(typed["after"]), most=SIZE + 1)
    lines, more = found[:SIZE], len(found) > SIZE
    look(
        user_id=request.actor.user_id,
        purpose=f"{_PREFIX}{typed['reason'].removeprefix(_PREFIX)}",
        subject="audit",
        subject_id=typed["case"],
        rows=len(lines),
    )
    last = lines[-1] if lines else None
    return TrailPage(
        form,
        asked=True,
        lines=tuple(in_words(lines)),
        seen=tuple(seen_by(at, person)) if person and not typed["after"] else (),
        after=f"{last.at.isoformat()} {last.source} {last.id}" if last and more else "",
        typed=_typed(request, form),
    )


def _typed(request: Visit, form: TrailForm) -> tuple[tuple[str, str], ...]:
    """What the button to the next page sends again."""
    days = {f"{day}_{part}" for day in ("first", "last") for part in ("day", "month", "year")}
    again = (set(form.fields) - {"after"}) | days
    return tuple((name, str(request.POST[name])) for name in request.POST if name in again)


def _person(form: TrailForm) -> int:
    """The id of the person who is asked for, 0 for none; an error where he is not in scope."""
    if not form.cleaned_data["person"]:
        return 0
    found = search_persons(form.cleaned_data["person"])
    if not found:
        form.add_error("person", "در حوزهٔ شما مددجویی با این شماره نیست.")
        return 0
    return found[0].person_id


def _sought(form: TrailForm, at: datetime) -> Sought:
    typed = form.cleaned_data
    first, last = typed["first"], typed["last"]
    return Sought(
        _midnight(first) if first else (_midnight(last) if last else at) - _USUAL,
        _midnight(last + timedelta(days=1)) if last else at + _EVER,
        cast("Literal['', 'event', 'look']", typed["source"]),
        _user(form),
        typed["action"],
    )


def _user(form: TrailForm) -> int | None:
    name = form.cleaned_data["username"]
    if not name:
        return None
    found = user_id_of(name)
    if found is None:
        form.add_error("username", UnknownUser.sentence)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _cursor(text: str) -> tuple[datetime, str, int] | None:
    """The last line of the page before, None for the first page or anything else."""
    at, _, rest = text.partition(" ")
    source, _, number = rest.partition(" ")
    last = moment(at)
    if (
        last is None
        or source not in ("event", "look")
        or not number.isdecimal()
        or len(number) > _MOST_DIGITS
    ):
        return None
    return last, source, int(number)
