"""A change of the calendar is asked about first: it moves days that many were promised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.organisations.pages.calendar.form import ConfirmForm
from sayeban.organisations.reads.calendar import Declared
from sayeban.organisations.reads.moving import Moves, moves_of
from sayeban.organisations.refusals import NoWorkingDay
from sayeban.runtime.doors import Visit

_WEEK = frozenset(range(7))
Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of what is declared. `word` says afterwards that it was done; `said` is it in
    words, `would` what would be declared then, `make` the command.
    """

    word: str
    said: Callable[[Typed], str]
    would: Callable[[Typed, Declared], Declared]
    make: Callable[[Typed, datetime], None]


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """What a change moves. `sent`: what was typed, as it goes along with the confirmation."""

    back: Link
    said: str
    moves: Moves
    sent: tuple[tuple[str, str], ...]
    form: ConfirmForm

    @property
    def at_desk(self) -> int:
        """So many are told nothing by short message."""
        return self.moves.promises - self.moves.told


def asked(change: Change, typed: Typed) -> bool:
    """Whether there is something to ask; refuses weekend.invalid before anything is counted."""
    if set(typed.get("weekdays", ())) >= _WEEK:
        raise NoWorkingDay
    return bool(change.said(typed))


def ask(
    request: Visit, change: Change, form: forms.Form, confirm: ConfirmForm, back: Link
) -> HttpResponse:
    """The page that says what a valid change would move, within the visitor's places."""
    typed = form.cleaned_data
    moves = moves_of(lambda now: change.would(typed, now), today_of(timezone.now()))
    own = tuple(f"{form.prefix}-" for _ in form.fields)
    sent = tuple(
        (name, value)
        for name, values in request.POST.lists()
        if name.startswith(own)
        for value in values
    )
    page = ConfirmPage(back, change.said(typed), moves, sent, confirm)
    status = 422 if confirm.errors else 200
    return render(request, "organisations/calendar_confirm.jinja", page, status=status)
