"""Appointments: a month of days, the times of one day, and who is expected on it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sayeban.audit.events import look
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.design.forms import CodeField, TextField, offer
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.actions.book import (
    Asked,
    book,
    cancel_booking,
    keep_booking,
    move_booking,
)
from sayeban.desk.pages.finding import way
from sayeban.desk.pages.numbers import number
from sayeban.desk.pages.visitor import served_by
from sayeban.desk.reads.bookings import (
    Coming,
    Day,
    Moving,
    booking_of,
    coming,
    free_slots,
    weeks,
)
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.reads.requests import Choice, choices
from sayeban.desk.refusals import BookingUnknown
from sayeban.desk.rules import WORKERS
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import WEEKDAYS
from sayeban.runtime.answers import SeeOther, attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied

DONE: Final = {
    "desk_booked": "وقت داده شد. برگهٔ آن را چاپ کنید و به او بدهید.",
    "desk_moved": "وقت او عوض شد و ساعت پیشین دوباره آزاد است.",
    "desk_cancelled": "وقت لغو شد و این ساعت دوباره آزاد است.",
}


_AT: Final = {"booking.name_missing": "name", "booking.mobile_wrong": "mobile"}


class TimeForm(forms.Form):
    """Who comes at which time of the day that is shown."""

    slot = forms.TypedChoiceField(
        label="ساعت",
        coerce=forms.TimeField().to_python,
        error_messages={"required": "ساعتی را برگزینید."},
    )
    name = TextField(label="نام", max_length=100, error_messages={"required": "نام او را بنویسید."})
    mobile = CodeField(label="شمارهٔ همراه", length=11, required=False)
    service = forms.ChoiceField(
        label="برای چه خدمتی؟",
        required=False,
        help_text="روی برگهٔ وقت نوشته می‌شود چه چیزهایی بیاورد.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        free: dict[str, str],
        services: tuple[Choice, ...] = (),
    ) -> None:
        super().__init__(data)
        offer(self.fields["slot"], free.items())
        asked = [(each.code, each.title) for each in services]
        offer(self.fields["service"], [("", "هنوز معلوم نیست"), *asked])


class MoveForm(forms.Form):
    """To which time of the day that is shown somebody is moved."""

    slot = forms.TypedChoiceField(
        label="ساعت تازه",
        coerce=forms.TimeField().to_python,
        error_messages={"required": "ساعتی را برگزینید."},
    )

    def __init__(self, data: QueryDict | None, *, free: dict[str, str]) -> None:
        super().__init__(data)
        offer(self.fields["slot"], free.items())


@dataclass(frozen=True, slots=True)
class TimesPage:
    """The weeks ahead, and of the chosen day its free times and who is expected.

    `moving`: whose time is being changed; then the form asks for the new hour alone. `problem`:
    why what was asked was not done.
    """

    desk: DeskFacts
    links: tuple[Link, ...]
    weeks: tuple[tuple[Day, ...], ...]
    weekdays: tuple[str, ...]
    chosen: Day | None
    day: date
    has_free: bool
    form: TimeForm | MoveForm
    coming: tuple[Coming, ...]
    is_today: bool
    is_over: bool
    moving: Moving | None
    problem: str = ""


@never_cache
@door(WORKERS, methods=("GET", "POST"))
def times(request: Visit, code: str) -> HttpResponseBase:
    """وقت‌های میز خدمت."""
    desk, now = served_by(request, code), timezone.now()
    day = _day(request) or today_of(now)
    with looking(request.actor):
        free = {f"{slot:%H:%M}": left for slot, left in free_slots(desk, day, now).items() if left}
        moving = booking_of(desk, number(request.GET.get("move")))
        services = tuple(choices("", desk))
    if moving is None and "move" in request.GET:
        raise Http404
    shown = {slot: f"{jalali.persian_digits(slot)} ({_left(left)})" for slot, left in free.items()}
    sent = request.POST if request.method == "POST" else None
    form = MoveForm(sent, free=shown) if moving else TimeForm(sent, free=shown, services=services)
    if form.is_valid() and (
        given := attempt(form, lambda: _give(request, desk, day, moving, form), _AT)
    ):
        word = "desk_moved" if moving else "desk_booked"
        return done(reverse("desk_time_slip", args=[code, given]), word)
    with looking(request.actor):
        page = _page(request, desk, day, form, bool(free), moving)
        return render(request, "desk/times.jinja", page, status=422 if form.errors else 200)


def _give(
    request: Visit, desk: DeskFacts, day: date, moving: Moving | None, form: forms.Form
) -> int:
    """The number of the appointment that was given or moved."""
    told: dict[str, Any] = {"actor": request.actor, "at": timezone.now(), "unit": desk.unit}
    if moving:
        move_booking(**told, booking_id=moving.id, day=day, slot=form.cleaned_data["slot"])
        return moving.id
    return book(**told, code=desk.code, asked=Asked(day, **form.cleaned_data))


@door(WORKERS, methods=("POST",))
def end(request: Visit, code: str, number: int) -> HttpResponseBase:
    """آمد و شماره گرفت، یا وقت لغو شد."""
    desk, now = served_by(request, code), timezone.now()
    day = _day(request) or today_of(now)
    page = f"{reverse('desk_times', args=[code])}?day={day.isoformat()}"
    try:
        if request.POST.get("act") == "came":
            taken = keep_booking(actor=request.actor, at=now, unit=desk.unit, booking_id=number)
            return done(reverse("desk_slip", args=[code, taken.ticket_id]))
        cancel_booking(actor=request.actor, at=now, unit=desk.unit, booking_id=number)
        return SeeOther(f"{page}&done=desk_cancelled")
    except AccessDenied:
        raise
    except BookingUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:  # shut, or no number left: his time stands
        with looking(request.actor):
            shown = _page(request, desk, day, TimeForm(None, free={}), False, None)
            shown = replace(shown, problem=refusal.message)
            return render(request, "desk/times.jinja", shown, status=refusal.http_status)


def _page(
    request: Visit,
    desk: DeskFacts,
    day: date,
    form: TimeForm | MoveForm,
    has_free: bool,
    moving: Moving | None,
) -> TimesPage:
    now = timezone.now()
    expected = tuple(coming(desk, day))
    look(
        user_id=request.actor.user_id,
        purpose="serve",
        subject="desk.queue",
        subject_id=str(desk.id),
        rows=len(expected),
    )
    ahead = tuple(map(tuple, weeks(desk, now)))
    return TimesPage(
        desk=desk,
        links=way(desk),
        weeks=ahead,
        weekdays=tuple(name for _, name in WEEKDAYS),
        chosen=next((each for week in ahead for each in week if each.day == day), None),
        day=day,
        has_free=has_free,
        form=form,
        coming=expected,
        is_today=day == today_of(now),
        is_over=day < today_of(now),
        moving=moving,
    )


def _day(request: HttpRequest) -> date | None:
    """The day that the address names."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _left(count: int) -> str:
    return f"{jalali.persian_digits(str(count))} جا"
