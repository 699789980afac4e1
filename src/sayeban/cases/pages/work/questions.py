"""Questions of colleagues that wait for the visitor's answer, above his worklist."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sayeban.cases.pages.work.due import due_of
from sayeban.cases.reads.questions import questions_for, questions_waiting
from sayeban.design.parts import Tone
from sayeban.organisations.public import departments
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Asking:
    """One question. `href`: the page on which it is answered, or that of its case."""

    href: str
    tracking_no: str
    service: str
    department: str
    text: str
    due: str
    tone: Tone


def waiting(actor: Actor, today: date) -> tuple[Asking, ...]:
    """What the visitor waits for, and what is late in his unit; the longest late on top."""
    names = departments()
    return tuple(
        Asking(
            reverse("case", args=[each.case_id]),
            each.tracking_no,
            each.service_title,
            names.get(each.department, each.department),
            each.text,
            *due_of(each.due_on, today, "own"),
        )
        for each in questions_waiting(actor, today)
    )


def asking(actor: Actor, today: date) -> tuple[Asking, ...]:
    """The one that is due first on top."""
    names = departments()
    return tuple(
        Asking(
            reverse("case_do", args=[each.case_id, "answer", each.id]),
            each.tracking_no,
            each.service_title,
            names.get(each.department, each.department),
            each.text,
            *due_of(each.due_on, today, "own"),
        )
        for each in questions_for(actor)
    )
