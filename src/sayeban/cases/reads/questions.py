"""Questions of the desk that wait for an expert."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from sayeban.cases.rules import SUPERVISORS
from sayeban.cases.training import LIAISON
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

_MOST: Final = 200
# Whoever was named for the department in a unit around the case; a liaison expert of such a unit
# answers all of them, so that no question lies where nobody was named. Nobody answers his own.
_HIS = """
  (q.by IS NULL OR q.by <> ALL(%(me)s)) AND (%(liaison)s OR EXISTS (SELECT FROM cases_expert e
    WHERE e.user_id = ANY(%(me)s) AND e.department = q.department
      AND e.province IN ('', q.province) AND e.county IN ('', q.county)
      AND e.centre IN ('', q.centre)))
"""
_WAITING = f"""
SELECT q.id, q.case_id, c.tracking_no, v.title, q.department, q.text, q.at, q.by, q.due_on
FROM cases_note q JOIN cases_case c ON c.id = q.case_id
JOIN cases_service v ON v.id = c.service_id
WHERE q.kind = 'question' AND NOT EXISTS (SELECT FROM cases_note a WHERE a.answers_id = q.id)
  AND {_HIS}
ORDER BY q.due_on, q.id LIMIT %(most)s
"""
_OF_CASE: Final = f"""
SELECT q.id FROM cases_note q WHERE q.case_id = %(case)s AND q.kind = 'question' AND {_HIS}
"""


# What its asker looked at is answered: a step of his in the case takes it off the list.
_ANSWERED = """
SELECT q.case_id, c.tracking_no, v.title, a.at
FROM cases_note q JOIN cases_note a ON a.answers_id = q.id
JOIN cases_case c ON c.id = q.case_id JOIN cases_service v ON v.id = c.service_id
WHERE q.kind = 'question' AND q.by = ANY(%(me)s) AND a.at > %(since)s AND c.closed_at IS NULL
  AND NOT EXISTS (SELECT FROM cases_event e
    WHERE e.case_id = q.case_id AND e.actor = ANY(%(me)s) AND e.at > a.at)
ORDER BY a.at DESC LIMIT %(most)s
"""
_MOST_ANSWERED: Final = 5


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question of the actor that a colleague has answered."""

    case_id: int
    tracking_no: str
    service_title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """One question without an answer; the one that is due first on top."""

    id: int
    case_id: int
    tracking_no: str
    service_title: str
    department: str
    text: str
    at: datetime
    by: int | None
    due_on: date


# Who asked sees what he waits for; who sees to a unit's work, what is late in it.
_ASKED = """
SELECT q.id, q.case_id, c.tracking_no, v.title, q.department, q.text, q.at, q.by, q.due_on
FROM cases_note q JOIN cases_case c ON c.id = q.case_id
JOIN cases_service v ON v.id = c.service_id
WHERE q.kind = 'question' AND NOT EXISTS (SELECT FROM cases_note a WHERE a.answers_id = q.id)
  AND (q.by = ANY(%(me)s) OR %(sees_to_it)s AND q.due_on < %(today)s)
ORDER BY q.due_on, q.id LIMIT %(most)s
"""


def questions_waiting(actor: Actor, today: date) -> list[Question]:
    """Questions without an answer that the actor asked, and late ones of his unit as its head."""
    asked: dict[str, Any] = {
        "me": sorted(actor.eyes().users),
        "sees_to_it": bool(actor.posts & SUPERVISORS),
        "today": today,
        "most": _MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, asked)
        return [Question(*row) for row in cursor.fetchall()]


def questions_for(actor: Actor) -> list[Question]:
    """Questions that the actor is to answer, within the scope of the running look."""
    asked: dict[str, Any] = {
        "liaison": LIAISON in actor.posts,
        "me": sorted(actor.eyes().users),
        "most": _MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, asked)
        return [Question(*row) for row in cursor.fetchall()]


def answerable(actor: Actor, case_id: int, unit: Unit) -> frozenset[int]:
    """The questions of a case that the actor may answer, answered ones too; `unit` has the case.

    The operator answers for whoever said it to him.
    """
    asked: dict[str, Any] = {
        "case": case_id,
        "liaison": actor.kind == "operator" or actor.reaches(frozenset({LIAISON}), unit),
        "me": sorted(actor.eyes().users),
    }
    with connection.cursor() as cursor:
        cursor.execute(_OF_CASE, asked)
        return frozenset(each for (each,) in cursor.fetchall())


def answered_for(actor: Actor, since: datetime) -> list[AnsweredQuestion]:
    """Questions of the actor that were answered since and that he went not on with yet."""
    asked: dict[str, Any] = {
        "me": sorted(actor.eyes().users),
        "since": since,
        "most": _MOST_ANSWERED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, asked)
        return [AnsweredQuestion(*row) for row in cursor.fetchall()]
