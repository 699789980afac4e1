"""Training of a centre's workers opens its worklist for them (note 10, A-150)."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone

from sayeban.design.forms import offer
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.train import train
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.units import UnitHead, unit_head
from sayeban.exemptions.reads.centre_staff import Worker, workers_of
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


class TrainingForm(forms.Form):
    """Which workers were trained today."""

    workers = forms.TypedMultipleChoiceField(
        label="چه کسانی آموزش دیدند؟",
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": "دست‌کم یک نفر را نشان بزنید."},
    )

    def __init__(self, data: QueryDict | None = None, *, workers: list[tuple[int, str]]) -> None:
        super().__init__(data)
        offer(self.fields["workers"], workers)


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """The workers of one centre; `waiting` says whether anybody is still to be trained."""

    head: UnitHead
    workers: tuple[Worker, ...]
    waiting: bool
    form: TrainingForm


@door(rights.TRAINERS, methods=("GET", "POST"))
def record(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """آموزش مددکاران مرکز."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
        workers = workers_of(code, head.unit, timezone.now())
    if not request.actor.holds(rights.TRAINERS, head.unit):
        raise AccessDenied
    untrained = [(worker.user_id, worker.name) for worker in workers if not worker.trained_at]
    posted = request.POST if request.method == "POST" else None
    form = TrainingForm(posted, workers=untrained)
    if form.is_valid():
        recorded = attempt(
            form,
            lambda: train(
                actor=request.actor,
                at=timezone.now(),
                code=code,
                unit=head.unit,
                workers=form.cleaned_data["workers"],
            ),
        )
        if recorded is not None:
            return done(reverse("campaign_training", args=[code, head.text]), "trained")
    page = TrainingPage(head, tuple(workers), bool(untrained), form)
    with looking(request.actor):
        status = 422 if form.errors else 200
        return render(request, "exemptions/training.jinja", page, status=status)
