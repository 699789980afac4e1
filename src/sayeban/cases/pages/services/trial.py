"""The dry run: a pretend case is led through a service, nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.cases.flow.drawing import flow_of
from sayeban.cases.flow.parts import Flow
from sayeban.cases.flow.words import said_of
from sayeban.cases.pages.services.one import service_or_404
from sayeban.cases.rules import RESULTS, STAFF
from sayeban.cases.walking import Walk, walk
from sayeban.cases.words import RESULT_TONES
from sayeban.country.today import today_of
from sayeban.design.forms import JalaliDateField, offer
from sayeban.design.jinja import render
from sayeban.design.parts import Tone
from sayeban.design.sorting import address
from sayeban.organisations.public import provinces, working_days
from sayeban.runtime.doors import Visit, door

_MOST: Final = 60
"""So many outcomes in a row are enough to see a circle."""


class TrialForm(forms.Form):
    """Where and when the pretend case begins."""

    on = JalaliDateField(label="روز درخواست", required=False)
    province = forms.ChoiceField(label="تقویم کاری استان", required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        offer(
            self.fields["province"],
            [("", "کشور"), *((each.code, each.name) for each in provinces())],
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the way."""

    title: str
    about: str
    began: date
    due: date
    chosen: str
    beside: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome that may be chosen now."""

    label: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class TrialPage:
    """`result` is empty while the pretend case is open."""

    title: str
    back: str
    form: TrialForm
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    result: str
    tone: Tone
    promised: date
    again: str
    flow: Flow


@door(STAFF)
def trial(request: Visit, code: str, number: int) -> HttpResponseBase:
    """آزمودن خدمت با یک پروندهٔ فرضی."""
    file = service_or_404(code, number)
    form = TrialForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    taken = [each for each in request.GET.get("way", "").split(".") if each][:_MOST]
    start = asked.get("on") or today_of(timezone.now())
    found = walk(file.document, taken, start, working_days(asked.get("province", "")))
    here = reverse("service_walk", args=[code, number])
    kept = {name: str(value) for name, value in request.GET.items() if name != "way"}
    page = TrialPage(
        title=file.document.title or code,
        back=reverse("service_version", args=[code, number]),
        form=form,
        lines=tuple(_lines(found)),
        choices=tuple(_choices(found, taken, here, kept)),
        result=RESULTS.get(found.result, ""),
        tone=RESULT_TONES.get(found.result, "info"),
        promised=found.promised,
        again=address(here, kept),
        flow=flow_of(file.document.as_json()),
    )
    return render(request, "cases/service_trial.jinja", page)


def _lines(found: Walk) -> list[Line]:
    return [
        Line(
            each.step.title,
            "، ".join(said_of(each.step.model_dump())),
            each.began,
            each.due,
            each.way.label if each.way else "",
            "، ".join(step.title for step in each.beside),
        )
        for each in found.stood
    ]


def _choices(found: Walk, taken: Sequence[str], here: str, kept: dict[str, str]) -> list[Choice]:
    passed = taken[: len(found.stood) - 1]
    return [
        Choice(
            way.label,
            address(here, {**kept, "way": ".".join([*passed, way.outcome])}),
            "، ".join(
                note
                for note, holds in (
                    ("دلیل می‌خواهد", way.reason_required),
                    ("شرط دارد", way.guard is not None),
                )
                if holds
            ),
        )
        for way in found.ways
    ]
