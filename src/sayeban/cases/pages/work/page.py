"""The worklist (کارتابل): what waits for the visitor and his unit, the most urgent on top."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import user_names
from sayeban.audit.events import look
from sayeban.cases.pages.work.act import Recent, recent
from sayeban.cases.pages.work.due import due_of
from sayeban.cases.pages.work.form import FindForm, WorkFilter
from sayeban.cases.pages.work.questions import Asking, asking, waiting
from sayeban.cases.reads.worklist import COUNTED, WorkRow, worklist
from sayeban.cases.rules import CLOCKS, STAFF, SUPERVISORS
from sayeban.cases.training import lacks_training
from sayeban.country.today import today_of
from sayeban.design.filters import jdate, number
from sayeban.design.jinja import render
from sayeban.design.parts import Pager, Tone
from sayeban.design.sorting import address, pager
from sayeban.organisations.public import unit_labels
from sayeban.people.public import person_names
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook, write_tables

_TAKEN: Final = 20_000
"""So many rows go into a workbook; whoever has more narrows the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One open step."""

    step_id: int
    href: str
    tracking_no: str
    person: str
    service: str
    step: str
    unit: str
    assignee: str
    due_on: date
    due: str
    tone: Tone
    turn: str
    since: date
    paper: bool


@dataclass(frozen=True, slots=True)
class WorkPage:
    """`total` and `late` are written; beyond what is counted they say so.

    `untrained`: a liaison expert who may not answer before his course is recorded.
    """

    recent: tuple[Recent, ...]
    questions: tuple[Asking, ...]
    waiting: tuple[Asking, ...]
    untrained: bool
    form: WorkFilter
    find: FindForm
    total: str
    late: str
    late_href: str
    lines: tuple[Line, ...]
    pager: Pager
    xlsx: str
    load: str


@door(STAFF)
def work(request: Visit) -> HttpResponseBase:
    """کارتابل."""
    form, today = WorkFilter(request.GET), today_of(timezone.now())
    after = request.GET.get("after", "")
    found = worklist(request.actor, today, form.filters, after=after)
    _record(request, len(found.rows), "work")
    here, asked = reverse("work"), _asked(form)
    page = WorkPage(
        recent=recent(request.actor, timezone.now()),
        questions=asking(request.actor, today),
        waiting=waiting(request.actor, today),
        untrained=lacks_training(request.actor),
        form=form,
        find=FindForm(),
        total=_counted(found.total),
        late=_counted(found.overdue),
        late_href=address(here, {**asked, "due": "late"}),
        lines=tuple(lines_of(found.rows, today)),
        pager=pager(here, asked, first=not after, following=found.after, shown=len(found.rows)),
        xlsx=address(reverse("work_xlsx"), asked),
        load=reverse("work_load") if request.actor.posts & SUPERVISORS else "",
    )
    return render(request, "cases/work.jinja", page)


@door(STAFF)
def as_workbook(request: Visit) -> HttpResponseBase:
    """کارتابل در یک فایل اکسل."""
    form, today = WorkFilter(request.GET), today_of(timezone.now())
    rows = worklist(request.actor, today, form.filters, size=_TAKEN).rows
    _record(request, len(rows), "download")
    heads = ("شمارهٔ پیگیری", "متقاضی", "خدمت", "گام", "واحد", "مسئول", "مهلت", "نوبت")
    cells = [
        (
            *(each.tracking_no, each.person, each.service, each.step, each.unit, each.assignee),
            *(jdate(each.due_on, short=True), each.turn),
        )
        for each in lines_of(rows, today)
    ]

    def write(path: Path) -> None:
        write_tables({"کارتابل": (heads, cells)}, path)

    answer, _ = answer_workbook("work.xlsx", write)
    return answer


def lines_of(rows: tuple[WorkRow, ...], today: date) -> list[Line]:
    """The rows in words."""
    persons = person_names({row.person_id for row in rows})
    users = user_names({row.assignee for row in rows if row.assignee})
    units = unit_labels({row.unit for row in rows})
    return [
        _line(
            row,
            today,
            persons.get(row.person_id, ""),
            users.get(row.assignee or 0, ""),
            units.get(row.unit, ""),
        )
        for row in rows
    ]


def _line(row: WorkRow, today: date, person: str, assignee: str, unit: str) -> Line:
    due, tone = due_of(row.due_on, today, row.clock)
    return Line(
        row.step_id,
        reverse("case", args=[row.case_id]),
        row.tracking_no,
        person or "بدون نام",
        row.service_title,
        f"{row.title} (دور {number(row.round)})" if row.round > 1 else row.title,
        unit,
        assignee,
        row.due_on,
        due,
        tone,
        CLOCKS[row.clock],
        row.opened_on,
        row.paper,
    )


def _counted(count: int) -> str:
    return f"بیش از {number(COUNTED)}" if count > COUNTED else number(count)


def _asked(form: WorkFilter) -> Mapping[str, object]:
    return {name: form.data[name] for name in form.fields if form.data.get(name)}


def _record(request: Visit, rows: int, purpose: str) -> None:
    look(
        user_id=request.actor.user_id,
        purpose=purpose,
        subject="cases.work",
        subject_id="",
        rows=rows,
    )
