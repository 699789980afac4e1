"""The slip of an appointment: when, where, and what to bring; nobody's name is on it."""

from dataclasses import dataclass
from datetime import date, time

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.desk.pages.finding import way
from sayeban.desk.pages.visitor import served_by
from sayeban.desk.reads.bookings import booking_of
from sayeban.desk.reads.desks import DeskFacts
from sayeban.desk.reads.requests import Paper, papers_of, titles
from sayeban.desk.rules import WORKERS
from sayeban.organisations.public import WEEKDAYS
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class TimeSlipPage:
    """What is printed for who has a time. `service` is the title of what he comes for, "" where
    nothing was chosen; `told`: the same went to his mobile.
    """

    desk: DeskFacts
    links: tuple[Link, ...]
    day: date
    weekday: str
    slot: time
    service: str
    papers: tuple[Paper, ...]
    told: bool
    back: str


@never_cache
@door(WORKERS)
def time_slip(request: Visit, code: str, number: int) -> HttpResponse:
    """برگهٔ وقت."""
    desk = served_by(request, code)
    with looking(request.actor):
        found = booking_of(desk, number)
        if found is None:
            raise Http404
        back = f"{reverse('desk_times', args=[code])}?day={found.day.isoformat()}"
        page = TimeSlipPage(
            desk,
            (*way(desk), Link("وقت‌ها", back)),
            found.day,
            dict(WEEKDAYS)[found.day.weekday()],
            found.slot,
            titles().get(found.service, ""),
            papers_of(found.service),
            bool(found.mobile),
            back,
        )
        return render(request, "desk/time_slip.jinja", page)
