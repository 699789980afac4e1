"""What lies beside the steps of a case, in words: documents, notes, questions with answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse

from sayeban.cases.pages.case import doing
from sayeban.cases.pages.case.shown import Names
from sayeban.cases.pages.case.told import key_of
from sayeban.cases.reads.asked_papers import unsure_papers
from sayeban.cases.reads.case_file import CaseFile, DocumentRow, NoteRow
from sayeban.cases.reads.questions import answerable
from sayeban.cases.rules import DOCUMENT_STATES, STAFF
from sayeban.cases.training import lacks_training
from sayeban.design.filters import jdate
from sayeban.design.parts import Tone
from sayeban.runtime.actor import Actor

_PAPER_TONES: Final[Mapping[str, Tone]] = {
    "missing": "warn",
    "received": "ok",
    "waived": "mute",
    "refused": "bad",
}
_CLIENT: Final = "متقاضی، از صفحهٔ خود"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the checklist. `file` is what was uploaded, `before` what it took the place of;
    `attach` and `href` lead to where a file is given and where it is marked. `new`: its client sent
    it and nobody opened it yet.
    """

    title: str
    state: str
    tone: Tone
    note: str
    by: str
    at: datetime | None
    file: str
    new: bool
    before: tuple[str, ...]
    attach: str
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """A note, a question with its time, or an answer. `answer`: where a question is answered."""

    title: str
    text: str
    by: str
    at: datetime
    answer: str


def papers(file: CaseFile, names: Names, actor: Actor) -> tuple[Paper, ...]:
    """The checklist of documents."""
    may = actor.reaches(STAFF, file.unit) and not file.result
    unsure = unsure_papers(file.id) if may else frozenset[str]()
    return tuple(
        Paper(
            each.title,
            DOCUMENT_STATES[each.state],
            _PAPER_TONES[each.state],
            each.reason or _note(each, unsure),
            _giver(each, names),
            each.at,
            _address(file, each.document) if each.document else "",
            each.is_new,
            tuple(_address(file, key) for key in _before(file, each)),
            doing.address(file, "attach", each.code) if may else "",
            doing.address(file, "paper", each.code) if may else "",
        )
        for each in file.documents
    )


def _note(paper: DocumentRow, unsure: Collection[str]) -> str:
    if paper.code in unsure and paper.state == "missing":
        return "هنوز معلوم نیست که لازم باشد؛ تا آن‌گاه خواسته می‌شود"
    return "" if paper.required else "اختیاری"


def _giver(paper: DocumentRow, names: Names) -> str:
    if not paper.at:
        return ""
    return _CLIENT if paper.by_client and paper.by is None else names.user(paper.by)


def _address(file: CaseFile, key: UUID) -> str:
    return reverse("case_paper", args=[file.id, key])


def _before(file: CaseFile, paper: DocumentRow) -> list[UUID]:
    """The files that were there before, the newest first."""
    about = [
        key_of(event.old)
        for event in file.events
        if event.what == "document" and event.new.startswith(f"{paper.code}:")
    ]
    return [key for key in about if key and key != paper.document]


def notes(file: CaseFile, names: Names, actor: Actor) -> tuple[Said, ...]:
    """Notes, questions and answers, the newest first."""
    open_ones = {note.id for note in file.notes if note.kind == "question"}
    open_ones -= {note.answers for note in file.notes}
    asks_him = open_ones and not lacks_training(actor)
    his = answerable(actor, file.id, file.unit) if asks_him else frozenset[int]()
    return tuple(
        Said(
            _kind(note, names),
            note.text,
            names.user(note.by),
            note.at,
            doing.address(file, "answer", note.id) if note.id in open_ones & his else "",
        )
        for note in file.notes
    )


def _kind(note: NoteRow, names: Names) -> str:
    if note.kind != "question":
        return {"note": "یادداشت", "answer": "پاسخ"}[note.kind]
    asked = names.departments.get(note.department, note.department)
    return f"پرسش از {asked}" + (f"، تا {jdate(note.due_on)}" if note.due_on else "")
