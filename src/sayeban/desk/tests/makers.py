"""Typed makers of desks for tests: one of province 07, one of county 0701."""

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from sayeban.country import jalali
from sayeban.desk.actions.book import Asked
from sayeban.desk.hours import columns_of, the_same
from sayeban.desk.models import Booking, Desk, Outcome, Survey, Ticket, Training
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday, 11:30 in Tehran."""
COUNTY, PROVINCE = Unit.of_county("0701"), Unit.of_province("07")
CLERK = 7007
"""The number of a clerk without an account."""
_numbers = count(1)


def make_desk(code: str = "here", unit: Unit = COUNTY, counters: int = 2) -> Desk:
    with acting(OPERATOR, NOW):
        return Desk.objects.create(
            code=code,
            title="میز خدمت",
            **columns_of(the_same(time(7, 30), time(14))),
            counters=counters,
            province=unit.province,
            county=unit.county,
        )


def make_ticket(desk: Desk, *, at: datetime = NOW, number: int = 0) -> Ticket:
    with acting(OPERATOR, NOW):
        return Ticket.objects.create(
            desk=desk,
            day=at.date(),
            number=number or next(_numbers),
            taken_at=at,
            province=desk.province,
            county=desk.county,
        )


def trained(user_id: int, unit: Unit = COUNTY, course: str = "desk") -> None:
    place = {"province": unit.province, "county": unit.county}
    with acting(OPERATOR, NOW):
        Training.objects.create(user_id=user_id, course=course, at=NOW, by=1, **place)


def clerk(unit: Unit = COUNTY, user_id: int = CLERK, post: str = "desk_clerk") -> Actor:
    return Actor("user", f"u{user_id}", user_id, (Appointment(post, unit),))


def ticket(ticket_id: int) -> Ticket:
    with acting(OPERATOR, NOW):
        return Ticket.objects.get(pk=ticket_id)


def make_survey(unit: Unit, case_id: int, **known: Any) -> Survey:
    """A case that was closed today; nobody asked yet."""
    given = {"service": "disability_card", "closed_on": NOW.date()} | known
    place = {"province": unit.province, "county": unit.county}
    with acting(OPERATOR, NOW):
        return Survey.objects.create(case_id=case_id, **place, **given)


def make_outcome(desk: Desk, case_id: int, closed_on: date) -> Outcome:
    """A request that ended well after seven working days."""
    with acting(OPERATOR, NOW):
        return Outcome.objects.create(
            case_id=case_id,
            service="disability_card",
            desk=desk,
            result="done",
            closed_on=closed_on,
            closed_at=datetime.combine(closed_on, time(8), tzinfo=UTC),
            month=jalali.format(closed_on)[:7],
            days=7,
            target=10,
            on_time=True,
            visits=1,
            referrals=2,
            province=desk.province,
            county=desk.county,
        )


def asked_for(hour: int, minute: int = 10, **known: Any) -> Asked:
    """A wish for a time of today."""
    return Asked(NOW.date(), time(hour, minute), **({"name": "زهرا کریمی"} | known))


def make_booking(desk: Desk) -> Booking:
    """An appointment of today at ten past twelve."""
    with acting(OPERATOR, NOW):
        return Booking.objects.create(
            desk=desk,
            day=NOW.date(),
            slot=time(12, 10),
            name="زهرا کریمی",
            at=NOW,
            by=1,
            province=desk.province,
            county=desk.county,
        )
