"""What the constraints of services and cases say, as in truth.py."""

from collections.abc import Mapping
from string import ascii_lowercase, digits
from typing import Any, Final
from uuid import UUID

from tests.house.truth import DAWN, DAYS, NOON, Truth, number, one_of, word

_RESULTS: Final = ("done", "refused", "legally_not_possible", "referred", "withdrawn")
_VERSIONS: Final = ("draft", "published", "retired")
_STATES: Final = ("open", "waiting", "paused", "done")
_LEVELS: Final = ("hq", "province", "county", "centre")
_CLOCKS: Final = ("own", "external", "applicant", "paused")
_EVENTS: Final = (
    *("opened", "step_opened", "advanced", "taken_back", "paused", "resumed", "reopened"),
    *("handed_over", "promised", "review_asked", "review_kept", "corrected", "noted", "document"),
    *("late", "reminded", "migrated", "closed"),
)
_LONGEST_CODE, _MOST_DAYS = 60, 250
_FILE: Final = UUID(int=7)


def _version(state: str, published_at: object, retired_at: object) -> bool:
    dates = (published_at is not None, retired_at is not None)
    return dates == {"draft": (False, False), "published": (True, False)}.get(state, (True, True))


def _note(kind: str, department: str, due_on: object, answers_id: object) -> bool:
    asked = (department != "", due_on is not None)
    if kind == "question":
        return asked == (True, True) and answers_id is None
    return asked == (False, False) and (answers_id is not None) == (kind == "answer")


CHECKS: Final[Mapping[str, Truth]] = {
    "cases_service_code": Truth(
        {"code": ("card", "c2_d", "c", "", "2c", "_card", "Card", "کارت", "a" * 61, "card\n")},
        lambda code: (
            len(code) > 1
            and word(code, ascii_lowercase + digits + "_", _LONGEST_CODE)
            and code[0].isalpha()
        ),
    ),
    "cases_serviceversion_state": Truth(
        {"state": _VERSIONS, "published_at": (None, DAWN), "retired_at": (None, NOON)}, _version
    ),
    "cases_serviceversion_two": Truth(
        {"published_by": (None, 1), "published_at": (None, DAWN), "written_by": (None, 1, 2)},
        lambda published_by, published_at, written_by: (
            published_by is None or (published_at is not None and written_by != published_by)
        ),
    ),
    "cases_stepdef_words": Truth(
        {"level": (*_LEVELS, "else"), "clock": (*_CLOCKS, "else")},
        lambda level, clock: level in _LEVELS and clock in _CLOCKS,
    ),
    "cases_stepdef_days": Truth(
        {"days": (-1, 0, 1, _MOST_DAYS, _MOST_DAYS + 1)}, lambda days: 1 <= days <= _MOST_DAYS
    ),
    "cases_transition_target": Truth(
        {"to_step": ("", "x"), "result": ("", *_RESULTS, "else")},
        lambda to_step, result: result == "" if to_step else result in _RESULTS,
    ),
    "cases_case_tracking_no": Truth(
        {"tracking_no": ("123456789012", "", "12345678901", "12345678901a", "12345678901۲")},
        lambda tracking_no: number(tracking_no, 12),
    ),
    "cases_case_channel": one_of("channel", "desk", "web", "phone", "offline"),
    "cases_case_closed": Truth(
        {"closed_at": (None, DAWN), "closed_on": (None, DAYS[0]), "result": ("", *_RESULTS, "x")},
        lambda closed_at, closed_on, result: (
            (closed_at is None and closed_on is None and result == "")
            or (closed_at is not None and closed_on is not None and result in _RESULTS)
        ),
    ),
    "cases_step_words": Truth(
        {
            "state": (*_STATES, "else"),
            "level": (*_LEVELS, "else"),
            "clock": (*_CLOCKS, "else"),
        },
        lambda state, level, clock: state in _STATES and level in _LEVELS and clock in _CLOCKS,
    ),
    "cases_step_done": Truth(
        {
            "state": _STATES,
            "closed_at": (None, DAWN),
            "closed_on": (None, DAYS[0]),
            "outcome": ("", "x"),
        },
        lambda state, closed_at, closed_on, outcome: (
            (closed_at is not None, closed_on is not None, outcome != "")
            == ((state == "done"),) * 3
        ),
    ),
    "cases_step_order": Truth(
        {"opened_at": (DAWN, NOON), "closed_at": (None, DAWN, NOON)},
        lambda opened_at, closed_at: closed_at is None or closed_at >= opened_at,
    ),
    "cases_step_late": Truth({"late": (-1, 0, 4, 5)}, lambda late: late in range(5)),
    "cases_event_what": one_of("what", *_EVENTS),
    "cases_note_kind": Truth(
        {
            "kind": ("note", "question", "answer"),
            "department": ("", "x"),
            "due_on": (None, DAYS[0]),
            "answers_id": (None, 1),
        },
        _note,
    ),
    "cases_note_reminded": Truth(
        {"kind": ("note", "question", "answer"), "reminded": (-1, 0, 1, 2, 3)},
        lambda kind, reminded: reminded == 0 or (kind == "question" and reminded in (1, 2)),
    ),
    "cases_note_text": Truth({"text": ("", "x")}, lambda text: text != ""),
    "cases_review_words": Truth(
        {"why": ("asked", "corrected", "x"), "state": ("open", "reopened", "kept", "x")},
        lambda why, state: "x" not in (why, state),
    ),
    "cases_review_text": Truth({"text": ("", "x")}, lambda text: text != ""),
    "cases_review_decided": Truth(
        {
            "state": ("open", "reopened", "kept"),
            "decided_at": (None, NOON),
            "decided_by": (None, 1),
            "answer": ("", "x"),
        },
        lambda state, decided_at, decided_by, answer: (
            (decided_at is not None) == (state != "open")
            and (answer != "") == (state == "kept")
            and (state != "open" or decided_by is None)
        ),
    ),
    "cases_review_order": Truth(
        {"at": (DAWN, NOON), "decided_at": (None, DAWN, NOON)},
        lambda at, decided_at: decided_at is None or decided_at >= at,
    ),
    "cases_casedocument_state": one_of("state", "missing", "received", "waived", "refused"),
    "cases_casedocument_waived": Truth(
        {"state": ("missing", "waived"), "reason": ("", "x")},
        lambda state, reason: state != "waived" or reason != "",
    ),
    "cases_casedocument_refused": Truth(
        {"state": ("missing", "received", "waived", "refused"), "refusal": ("", "x")},
        lambda state, refusal: (state == "refused") == (refusal != ""),
    ),
    "cases_casedocument_client": Truth(
        {"by_client": (False, True), "seen_at": (None, DAWN), "document": (None, _FILE)},
        lambda by_client, seen_at, document: document is not None if by_client else seen_at is None,
    ),
    "cases_casedocument_handed": Truth(
        {"handed": (-1, 0, 5, 6)}, lambda handed: handed in range(6)
    ),
    "cases_expert_level": one_of("level", *_LEVELS),
}
UNIQUE: Final[Mapping[str, str]] = {
    "cases_serviceversion_number": "versions of a service are told apart by their number",
    "cases_serviceversion_one_draft": "two editors write one draft, not each his own",
    "cases_serviceversion_one_published": "new cases of a service take one version",
    "cases_stepdef_key": "a step of a version has one meaning",
    "cases_transition_once": "an outcome leads to one place",
    "cases_case_one_open": "nobody waits twice for the same",
    "cases_step_one_open": "a step of a case stands open once",
    "cases_review_one_open": "a case waits once for each reason of another look",
    "cases_step_round": "rounds of a step are told apart",
    "cases_casedocument_once": "a document is asked once",
    "cases_expert_once": "nobody is named twice for the same",
    "cases_calendar_day": "a day of a province is counted once",
    "cases_calendar_wd": "a number of working days names one day",
    "cases_duration_once": "a duration stands once",
}
FREED: Final[Mapping[str, Mapping[str, Any]]] = {
    "cases_serviceversion_one_draft": {"state": "published"},
    "cases_serviceversion_one_published": {"state": "retired"},
    "cases_case_one_open": {"closed_at": NOON},
    "cases_step_one_open": {"closed_at": NOON},
    "cases_review_one_open": {"state": "reopened", "decided_at": NOON},
    "cases_calendar_wd": {"working": False},
}
