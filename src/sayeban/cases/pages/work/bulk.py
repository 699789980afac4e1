"""Many steps at once: chosen in the worklist, looked over, then advanced together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.actions.advance import advance
from sayeban.cases.pages.work.form import BulkForm
from sayeban.cases.reads.chosen import ChosenStep, chosen_steps, common_outcomes
from sayeban.cases.rules import STAFF
from sayeban.design.jinja import render
from sayeban.people.public import person_names
from sayeban.runtime.answers import attempt, done
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id


@dataclass(frozen=True, slots=True)
class Line:
    """One chosen step."""

    id: int
    tracking_no: str
    person: str
    service: str
    step: str


@dataclass(frozen=True, slots=True)
class BulkPage:
    """`possible`: there is an outcome that all the steps have. `wrong`: it was sent with errors."""

    form: BulkForm
    lines: tuple[Line, ...]
    possible: bool
    wrong: bool


@door(STAFF, methods=("POST",))
def bulk(request: Visit) -> HttpResponseBase:
    """کار گروهی: آنچه برگزیده شد، و نتیجه‌هایی که همه دارند."""
    with looking(request.actor):
        steps, outcomes = _chosen(request)
        if not steps:
            return done(reverse("work"), "work_none_chosen")
        return _show(request, steps, BulkForm(None, outcomes=outcomes), wrong=False)


@door(STAFF, methods=("POST",))
def bulk_advance(request: Visit) -> HttpResponseBase:
    """ثبت یک نتیجه برای همهٔ گام‌های برگزیده."""
    with looking(request.actor):
        steps, outcomes = _chosen(request)
    form = BulkForm(request.POST, outcomes=outcomes)
    if form.is_valid() and attempt(form, lambda: _advanced(request, form)):
        return done(reverse("work"), "work_advanced")
    with looking(request.actor):
        return _show(request, steps, form, wrong=True)


def _ids(request: Visit) -> list[int]:
    return [found for each in request.POST.getlist("step") if (found := row_id(each))]


def _chosen(request: Visit) -> tuple[list[ChosenStep], list[tuple[str, str]]]:
    steps = chosen_steps(_ids(request))
    return steps, [
        (outcome, f"{label} (با نوشتن دلیل)" if reasoned else label)
        for outcome, label, reasoned in common_outcomes([step.id for step in steps])
    ]


def _advanced(request: Visit, form: BulkForm) -> bool:
    """All that were sent, also those that stand open no more: they are refused by number."""
    advance(
        actor=request.actor,
        at=timezone.now(),
        steps=_ids(request),
        outcome=form.cleaned_data["outcome"],
        reason=form.cleaned_data["reason"],
    )
    return True


def _show(
    request: Visit, steps: Sequence[ChosenStep], form: BulkForm, *, wrong: bool
) -> HttpResponseBase:
    persons = person_names({step.person_id for step in steps})
    look(
        user_id=request.actor.user_id,
        purpose="work",
        subject="cases.work",
        subject_id="",
        rows=len(steps),
    )
    lines = tuple(
        Line(
            step.id,
            step.tracking_no,
            persons.get(step.person_id) or "بدون نام",
            step.service,
            step.title,
        )
        for step in steps
    )
    possible = bool(form.fields["outcome"].choices)  # type: ignore[attr-defined]  # a ChoiceField
    page = BulkPage(form, lines, possible, wrong)
    return render(request, "cases/work_bulk.jinja", page, status=422 if wrong else 200)
