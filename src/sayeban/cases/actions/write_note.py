"""Notes in a case, and questions that experts of a department answer."""

from datetime import datetime
from typing import Final

from sayeban.cases.actions.finding import case_in_reach, place_of
from sayeban.cases.models import Case, Event, Note
from sayeban.cases.reads.places import unit_of
from sayeban.cases.reads.promises import working_day
from sayeban.cases.reads.questions import answerable
from sayeban.cases.refusals_case import (
    DepartmentUnknown,
    NoteEmpty,
    QuestionNotYours,
    QuestionUnknown,
)
from sayeban.cases.rules import STAFF
from sayeban.cases.training import check_liaison
from sayeban.country.today import today_of
from sayeban.organisations.public import departments
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

ANSWER_DAYS: Final = 2
"""Working days in which a department answers a question of the desk."""


@action("cases.write_note", posts=STAFF, operator=True, about=("case_id",))
def write_note(*, actor: Actor, at: datetime, case_id: int, text: str) -> int:
    """Write a note; its key. Refuses case.unknown, access.denied and note.empty."""
    case = case_in_reach(case_id, actor, STAFF)
    return _write(actor, at, case, text, kind="note")


@action("cases.ask_expert", posts=STAFF, operator=True, about=("case_id", "department"))
def ask_expert(*, actor: Actor, at: datetime, case_id: int, department: str, text: str) -> int:
    """Ask the experts of a department; its key. They have two working days.

    Refuses case.unknown, access.denied, note.empty and department.unknown.
    """
    case = case_in_reach(case_id, actor, STAFF)
    if department not in departments():
        raise DepartmentUnknown(department=department)
    due_on = working_day(case.province, today_of(at), ANSWER_DAYS)
    return _write(actor, at, case, text, kind="question", department=department, due_on=due_on)


@action("cases.answer_question", posts=STAFF, operator=True, about=("case_id", "question"))
def answer_question(*, actor: Actor, at: datetime, case_id: int, question: int, text: str) -> int:
    """Answer a question inside its case; the key of the answer.

    The expert of its department answers, the liaison expert of the unit, or who stands in for one
    of them, and never who asked. Refuses case.unknown, access.denied, note.not_trained,
    note.empty, note.question_unknown and note.not_yours.
    """
    case = case_in_reach(case_id, actor, STAFF)
    check_liaison(actor)
    if not Note.objects.filter(pk=question, case=case, kind="question").exists():
        raise QuestionUnknown
    if question not in answerable(actor, case_id, unit_of(case)):
        raise QuestionNotYours
    return _write(actor, at, case, text, kind="answer", answers_id=question)


def _write(actor: Actor, at: datetime, case: Case, text: str, *, kind: str, **more: object) -> int:
    if not text.strip():
        raise NoteEmpty
    place = place_of(case)
    note = Note.objects.create(
        case=case, kind=kind, at=at, by=actor.user_id, text=text.strip(), **more, **place
    )
    Event.objects.create(case=case, at=at, actor=actor.user_id, what="noted", new=kind, **place)
    return note.pk
