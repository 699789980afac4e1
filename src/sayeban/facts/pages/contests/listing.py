"""اعتراض‌ها: those of the visitor's places, and a new one of one datum (C-022)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Pager, Tone
from sayeban.design.sorting import pager
from sayeban.facts.actions.contests import open_contest
from sayeban.facts.pages.contests.form import ContestFilter, NewContestForm
from sayeban.facts.pages.file.page import found_file
from sayeban.facts.reads.contests import contests as read_contests
from sayeban.facts.reads.welfare_file import Datum, Told, WelfareFile
from sayeban.facts.rights import CONTESTERS, sees_sensitive
from sayeban.facts.rules import ANSWERED_WITHIN, STATES
from sayeban.facts.wording import STATE_TONES, said, source
from sayeban.organisations.public import unit_labels
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class ContestLine:
    """One contest in the list."""

    href: str
    number: str
    label: str
    state: str
    tone: Tone
    opened_at: datetime
    due_on: date
    late: bool
    unit: str


@dataclass(frozen=True, slots=True)
class ContestsPage:
    """Contests of the visitor's places."""

    filter: ContestFilter
    lines: tuple[ContestLine, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class NewContestPage:
    """A contest of one datum is taken down; `open_href` is that of the one that is open already."""

    name: str
    back: str
    label: str
    value: str
    source: str
    as_of: date
    days: int
    open_href: str
    form: NewContestForm


@door(CONTESTERS)
def contests(request: Visit) -> HttpResponse:
    """اعتراض‌ها به داده‌ها."""
    form = ContestFilter(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    after = row_id(request.GET.get("after", ""))
    found, more = read_contests(state, today_of(timezone.now()), after)
    look(
        user_id=request.actor.user_id,
        purpose="welfare",
        subject="facts.contests",
        subject_id="",
        rows=len(found),
    )
    labels = unit_labels({each.unit for each in found})
    lines = tuple(
        ContestLine(
            reverse("contest", args=[each.id]),
            str(each.id),
            each.label,
            STATES[each.state],
            STATE_TONES[each.state],
            each.opened_at,
            each.due_on,
            each.late,
            labels[each.unit],
        )
        for each in found
    )
    pages = pager(
        reverse("contests"),
        {"state": state},
        first=after == 0,
        following=found[-1].id if more else 0,
        shown=len(lines),
    )
    return render(request, "facts/contests.jinja", ContestsPage(form, lines, pages))


@door(CONTESTERS, methods=("GET", "POST"))
def new_contest(request: Visit, person_id: int, value_id: int) -> HttpResponseBase:
    """ثبت اعتراض به یک داده."""
    with looking(request.actor):
        file = found_file(request, person_id)
    datum, shown = _datum(file, value_id)
    if datum.fact.sensitive and not sees_sensitive(request.actor, file.person.unit):
        raise AccessDenied
    posted = request.method == "POST"
    form = NewContestForm(
        request.POST if posted else None, request.FILES if posted else None, fact=datum.fact.type
    )
    if form.is_valid():
        number = attempt(form, lambda: _open(request, person_id, value_id, form))
        if number is not None:
            return done(reverse("contest", args=[number]), "contest_opened")
    with looking(request.actor):
        page = NewContestPage(
            name=file.person.full_name or "بدون نام",
            back=reverse("welfare_file", args=[person_id]),
            label=datum.fact.label,
            value=said(datum.fact.type, shown.value),
            source=source(datum.fact, shown.origin, shown.register),
            as_of=shown.as_of,
            days=ANSWERED_WITHIN.days,
            open_href=reverse("contest", args=[datum.contest_id]) if datum.contest_id else "",
            form=form,
        )
        status = 422 if form.errors else 200
        return render(request, "facts/new_contest.jinja", page, status=status)


def _datum(file: WelfareFile, value_id: int) -> tuple[Datum, Told]:
    for part in file.parts:
        for datum in part.data:
            if datum.shown and datum.shown.value_id == value_id:
                return datum, datum.shown
    raise Http404


def _open(request: Visit, person_id: int, value_id: int, form: NewContestForm) -> int:
    document = form.cleaned_data["document"]
    return open_contest(
        actor=request.actor,
        at=timezone.now(),
        person_id=person_id,
        value_id=value_id,
        claimed=form.claim(),
        reason=form.cleaned_data["reason"],
        document=document.read() if document else b"",
    )
