"""Many steps at once: chosen in the worklist, looked over, then advanced together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.accounts.public import Post, holders, user_names
from sayeban.audit.events import look
from sayeban.cases.actions.advance import advance
from sayeban.cases.actions.hand_over import hand_over
from sayeban.cases.pages.work.form import BulkForm, GiveForm
from sayeban.cases.reads.chosen import ChosenStep, chosen_steps, common_outcomes, lacking
from sayeban.cases.rules import STAFF, TAKE_BACK_MINUTES
from sayeban.country.text import sort_key
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
    """`possible`: there is an outcome that all the steps have. `wrong`: a form sent with errors.

    `givable`: a colleague could do all of them.
    """

    form: BulkForm
    give: GiveForm
    lines: tuple[Line, ...]
    possible: bool
    givable: bool
    minutes: int
    wrong: BulkForm | GiveForm | None


@door(STAFF, methods=("POST",))
def bulk(request: Visit) -> HttpResponseBase:
    """کار گروهی: آنچه برگزیده شد، و نتیجه‌هایی که همه دارند."""
    with looking(request.actor):
        steps, outcomes = _chosen(request)
        if not steps:
            return done(reverse("work"), "work_none_chosen")
        give = GiveForm(None, colleagues=_colleagues(steps))
        return _show(
            request, steps, BulkForm(None, outcomes=outcomes, lacking=lacking(steps)), give
        )


@door(STAFF, methods=("POST",))
def bulk_advance(request: Visit) -> HttpResponseBase:
    """ثبت یک نتیجه برای همهٔ گام‌های برگزیده."""
    with looking(request.actor):
        steps, outcomes = _chosen(request)
        form = BulkForm(request.POST, outcomes=outcomes, lacking=lacking(steps))
    if form.is_valid() and attempt(form, lambda: _advanced(request, form)):
        return done(reverse("work"), "work_advanced")
    with looking(request.actor):
        give = GiveForm(None, colleagues=_colleagues(steps))
        return _show(request, steps, form, give, wrong=form)


@door(STAFF, methods=("POST",))
def bulk_hand_over(request: Visit) -> HttpResponseBase:
    """سپردن همهٔ گام‌های برگزیده به یک همکار."""
    with looking(request.actor):
        steps, outcomes = _chosen(request)
        form = GiveForm(request.POST, colleagues=_colleagues(steps))
    if form.is_valid() and attempt(form, lambda: _given(request, form)):
        return done(reverse("work"), "work_given")
    with looking(request.actor):
        return _show(
            request,
            steps,
            BulkForm(None, outcomes=outcomes, lacking=lacking(steps)),
            form,
            wrong=form,
        )


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
        without_documents=form.cleaned_data.get("without_documents", False),
    )
    return True


def _given(request: Visit, form: GiveForm) -> bool:
    hand_over(
        actor=request.actor,
        at=timezone.now(),
        steps=_ids(request),
        colleague=int(form.cleaned_data["colleague"]),
        reason=form.cleaned_data["reason"],
    )
    return True


def _colleagues(steps: Sequence[ChosenStep]) -> list[tuple[str, str]]:
    """Who holds the post of every one of the steps in its unit, by name."""
    now = timezone.now()
    fit = [set(holders(Post(role), unit, now)) for role, unit in {(s.role, s.unit) for s in steps}]
    names = user_names(set.intersection(*fit)) if fit else {}
    return [
        (str(user), name)
        for user, name in sorted(names.items(), key=lambda pair: sort_key(pair[1]))
    ]


def _show(
    request: Visit,
    steps: Sequence[ChosenStep],
    form: BulkForm,
    give: GiveForm,
    *,
    wrong: BulkForm | GiveForm | None = None,
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
    givable = len(give.fields["colleague"].choices) > 1  # type: ignore[attr-defined]  # the same
    page = BulkPage(form, give, lines, possible, givable, TAKE_BACK_MINUTES, wrong)
    return render(request, "cases/work_bulk.jinja", page, status=422 if wrong else 200)
