"""Training of everybody whose place the visitor answers for: listed, recorded, as a workbook."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.country.today import today_of
from sayeban.design.forms import UploadField, offer
from sayeban.design.jinja import render
from sayeban.desk.actions.train import train
from sayeban.desk.reads.staff import Trainee, staff_within
from sayeban.desk.rules import TRAINERS
from sayeban.desk.workbook.faults import Fault, Typed
from sayeban.desk.workbook.training import Courses, judged, typed_training, write_training
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook

DONE: Final = {"staff_trained": "آموزش ثبت شد و کار برای آن افراد باز است."}
_MOST: Final = 2 * 1024**2
_SHOWN: Final = 200


class AttendedForm(forms.Form):
    """Who attended a course today."""

    users = forms.MultipleChoiceField(
        label="چه کسانی امروز آموزش دیدند؟",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "دست‌کم یک نفر را نشان بزنید."},
    )

    def __init__(self, data: QueryDict | None, *, staff: Sequence[Trainee]) -> None:
        super().__init__(data)
        waiting = [each for each in staff if each.trained_at is None]
        offer(self.fields["users"], [(each.key, each.label) for each in waiting])


class CoursesFile(forms.Form):
    """A workbook of courses."""

    book = UploadField(most=_MOST, label="فایل اکسل آموزش")


@dataclass(frozen=True, slots=True)
class StaffPage:
    """Everybody with his course; `waiting`: how many are not trained. `count` of all faults."""

    staff: tuple[Trainee, ...]
    waiting: int
    form: AttendedForm
    upload: CoursesFile
    faults: tuple[Fault, ...]
    count: int


@door(TRAINERS, methods=("GET", "POST"))
def staff(request: Visit) -> HttpResponseBase:
    """آموزش کارکنان میزها و رابط‌ها."""
    with looking(request.actor):
        known = staff_within(request.actor, timezone.now())
    is_file = bool(request.FILES)
    form = AttendedForm(
        request.POST if request.method == "POST" and not is_file else None, staff=known
    )
    upload = CoursesFile(request.POST, request.FILES) if is_file else CoursesFile()
    found = Courses((), ())
    if is_file and upload.is_valid():
        found = attempt(upload, lambda: _read(upload.cleaned_data["book"], known)) or found
        if found.attended and attempt(upload, lambda: _attended(request, found)) is not None:
            return done(reverse("desk_staff"), "staff_trained")
    elif form.is_valid() and attempt(form, lambda: _ticked(request, form, known)):
        return done(reverse("desk_staff"), "staff_trained")
    waiting = sum(each.trained_at is None for each in known)
    page = StaffPage(tuple(known), waiting, form, upload, found.faults[:_SHOWN], len(found.faults))
    with looking(request.actor):
        return render(
            request, "desk/staff.jinja", page, status=422 if request.method == "POST" else 200
        )


@door(TRAINERS)
def as_workbook(request: Visit) -> HttpResponseBase:
    """آموزش همه در یک فایل اکسل."""
    known = staff_within(request.actor, timezone.now())
    answer, _ = answer_workbook("training.xlsx", lambda path: write_training(known, path))
    return answer


def _ticked(request: Visit, form: AttendedForm, known: Sequence[Trainee]) -> bool:
    chosen = set(form.cleaned_data["users"])
    for unit, course in sorted({(e.unit, e.course) for e in known if e.key in chosen}, key=str):
        users = [
            e.user_id for e in known if e.key in chosen and (e.unit, e.course) == (unit, course)
        ]
        train(actor=request.actor, at=timezone.now(), unit=unit, course=course, users=users)
    return True


def _attended(request: Visit, found: Courses) -> int:
    for each in found.attended:
        train(
            actor=request.actor,
            at=timezone.now(),
            unit=each.unit,
            course=each.course,
            users=each.users,
            on=each.on,
        )
    return len(found.attended)


def _read(file: "UploadedFile[Any]", known: Sequence[Trainee]) -> Courses:
    with tempfile.TemporaryDirectory(prefix="sayeban-training-") as folder:
        path = Path(folder) / "training.xlsx"
        with path.open("wb") as target:
            target.writelines(file.chunks())
        typed: Typed = typed_training(path)
    return judged(typed, known, today_of(timezone.now()))
