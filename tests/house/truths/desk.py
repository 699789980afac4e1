"""What the constraints of the service desk say, as in truth.py."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final

from tests.house.truth import DAWN, Truth, one_of

_WEEKS: Final[tuple[list[time | None], ...]] = (
    [],
    [None] * 7,
    [time(8)] * 6,
    [time(8)] * 7,
    [time(9)] * 7,
    [*[time(8)] * 6, None],
    [*[time(9)] * 5, time(7), None],
)


def _right_week(week_opens: list[time | None], week_closes: list[time | None]) -> bool:
    if len(week_opens) != 7 or len(week_closes) != 7:
        return False
    return all(
        opens is closes is None or (opens is not None and closes is not None and closes > opens)
        for opens, closes in zip(week_opens, week_closes, strict=True)
    )


_STATES: Final = ("waiting", "called", "done", "absent")


def _called(state: str, counter: int | None, called_at: object, called_by: int | None) -> bool:
    known = None not in (counter, called_at, called_by)
    return known or state not in ("called", "done")


def _answered(mode: str, face: int | None, answered_at: object, asked_at: object) -> bool:
    if face is None:
        return answered_at is None and mode == ""
    return face in (1, 2, 3) and answered_at is not None and asked_at is not None and mode != ""


CHECKS: Final[Mapping[str, Truth]] = {
    "desk_desk_week": Truth({"week_opens": _WEEKS, "week_closes": _WEEKS}, _right_week),
    "desk_desk_counters": Truth(
        {"counters": (-1, 0, 1, 60, 61)}, lambda counters: counters in range(1, 61)
    ),
    "desk_desk_slot": Truth(
        {"slot_minutes": (4, 5, 120, 121)}, lambda slot_minutes: slot_minutes in range(5, 121)
    ),
    "desk_booking_came": Truth(
        {"state": ("booked", "came", "cancelled", "else"), "ticket_id": (None, 1)},
        lambda state, ticket_id: (
            ticket_id is not None if state == "came" else state != "else" and ticket_id is None
        ),
    ),
    "desk_lift_reason": Truth({"reason": ("", "ضرورت")}, lambda reason: reason != ""),
    "desk_recording_kind": one_of("kind", "audio/webm", "audio/ogg", "audio/wav", "audio/mpeg"),
    "desk_recording_ended": Truth(
        {"ended_at": (None, DAWN), "ended_by": (None, 1)},
        lambda ended_at, ended_by: (ended_at is None) == (ended_by is None),
    ),
    "desk_survey_mode": one_of("mode", "", "tablet", "sms", "phone", "assisted"),
    "desk_survey_answer": Truth(
        {
            "mode": ("", "sms"),
            "face": (None, 0, 1, 2, 3, 4),
            "answered_at": (None, DAWN),
            "asked_at": (None, DAWN),
        },
        _answered,
    ),
    "desk_survey_helper": Truth(
        {"mode": ("", "tablet", "sms", "phone", "assisted"), "helper": (None, 1)},
        lambda mode, helper: helper is not None or mode not in ("phone", "assisted"),
    ),
    "desk_training_course": one_of("course", "desk", "liaison"),
    "desk_ticket_state": one_of("state", *_STATES),
    "desk_ticket_called": Truth(
        {
            "state": _STATES,
            "counter": (None, 1),
            "called_at": (None, DAWN),
            "called_by": (None, 1),
        },
        _called,
    ),
    "desk_ticket_identity": Truth(
        {"identity": ("", "national_id", "no_id", "else"), "national_id": ("", "9990000018")},
        lambda identity, national_id: (
            (identity == "national_id" and national_id != "")
            or (identity in ("", "no_id") and national_id == "")
        ),
    ),
}
UNIQUE: Final[Mapping[str, str]] = {
    "desk_training_once": "a training opens the desk once",
    "desk_recording_one_stands": "a sentence has one recording that stands",
    "desk_survey_once": "a case is asked about once",
    "desk_ticket_number": "a number of a day is given once",
    "desk_ticket_one_a_counter": "a counter calls one visitor at a time",
}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {
    "desk_ticket_one_a_counter": {"state": "done"},
    "desk_recording_one_stands": {"ended_at": DAWN},
}
