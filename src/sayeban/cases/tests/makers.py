"""A service, places and people to try cases with."""

from datetime import UTC, datetime
from typing import Any, Final
from unittest.mock import patch

from sayeban.cases.actions import keep_calendar
from sayeban.cases.actions.open_case import Opened, open_case
from sayeban.cases.actions.publish_service import import_services
from sayeban.cases.models import Step
from sayeban.cases.texts import seed_case_texts
from sayeban.country.today import today_of
from sayeban.kit.units import Unit
from sayeban.organisations.public import provinces
from sayeban.people.tests.makers import person, register, source_row
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday."""
COUNTY, CENTRE = Unit.of_county("0701"), Unit.of_centre("0701", "7011")


def step(key: str, role: str, level: str, days: int = 3, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "title": f"گام {key}",
        "role": role,
        "unit_level": level,
        "days": days,
        **more,
    }


def way(step: str, outcome: str, to: str, **more: Any) -> dict[str, Any]:
    return {"step": step, "outcome": outcome, "label": outcome, "to": to, **more}


def trained(_: Actor) -> bool:
    """Of a site where each liaison expert's course is recorded."""
    return True


def card() -> dict[str, Any]:
    """A service of three steps with a question to the client and a refusal."""
    return {
        "code": "disability_card",
        "title": "کارت معلولیت",
        "search_words": ["کارت", "معلول"],
        "department": "rehabilitation",
        "legal_basis": "قانون حمایت از حقوق معلولان",
        "start": "intake",
        "documents": [{"code": "photo", "title": "عکس"}],
        "steps": [
            step("intake", "desk_clerk", "county", 2),
            step("ask", "desk_clerk", "county", 5, clock="applicant", tell_citizen="asked"),
            step("visit", "social_worker", "centre", 5, tell_citizen="visit"),
            step("decide", "county_head", "county", 3),
        ],
        "transitions": [
            way("intake", "complete", "visit", documents="later"),
            way("intake", "incomplete", "ask", reason_required=True),
            way("ask", "brought", "intake"),
            way("ask", "gave_up", "close:withdrawn"),
            way("visit", "seen", "decide", documents="later"),
            way("visit", "back", "intake", reason_required=True),
            way("decide", "approve", "close:done", documents="later"),
            way("decide", "refuse", "close:refused", reason_required=True),
            way("decide", "no_law", "close:legally_not_possible", reason_required=True),
        ],
    }


def of(post: str, unit: Unit, user_id: int = 7) -> Actor:
    return Actor("user", f"u{user_id}", user_id, (Appointment(post, unit),))


CLERK, WORKER = of("desk_clerk", COUNTY, 11), of("social_worker", CENTRE, 12)
HEAD = of("county_head", COUNTY, 13)


_PLACES: Final = {"07", "10"}
"""Provinces that stand in tests; the calendar of all would be most of what a test writes."""


def calendar_written() -> None:
    """The working days of these provinces and of the country."""
    used = [each for each in provinces() if each.code in _PLACES]
    with patch.object(keep_calendar, "provinces", return_value=used), acting(OPERATOR, NOW):
        keep_calendar.write_calendar(today_of(NOW))


def published(*documents: dict[str, Any]) -> None:
    """The calendar, the texts and these services in force."""
    calendar_written()
    with acting(OPERATOR, NOW):
        seed_case_texts(NOW)
    import_services(actor=OPERATOR, at=NOW, documents=documents or [card()], publish=True)


def opened(
    serial: int = 1, *, service: str = "disability_card", at: datetime = NOW, **known: Any
) -> Opened:
    """A case of a new person of centre 7011 of county 0701; `known` of him stands in his file."""
    register(source_row(serial, **{"mobile": "+989120000000", **known}))
    return open_case(actor=CLERK, at=at, unit=COUNTY, service=service, person_id=person(serial).pk)


def open_step(case_id: int, key: str = "") -> Step:
    """The open step of a case."""
    with acting(OPERATOR, NOW):
        found = Step.objects.filter(case=case_id, closed_at=None)
        return found.get(key=key) if key else found.get()
