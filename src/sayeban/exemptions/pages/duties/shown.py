"""What the page of a centre's duties shows: what the system knows and what the head said."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from sayeban.country import jalali
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.pages.duties.form import MapForm, MarkForm
from sayeban.exemptions.pages.units import UnitHead
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.duties import (
    CentreDuties,
    Drawing,
    Mark,
    drawings_of,
    duties_of,
    marks_of,
)
from sayeban.exemptions.rules_duties import DUTY_LABELS, Duty
from sayeban.runtime.doors import Visit


@dataclass(frozen=True, slots=True)
class DutyShown:
    """One duty; `mark` is the one that holds, None while it is not marked."""

    duty: str
    label: str
    known: str
    mark: Mark | None
    form: MarkForm


@dataclass(frozen=True, slots=True)
class MapShown:
    """One picture of the map with its address."""

    href: str
    drawn: Drawing


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the history of the marks."""

    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """One centre. `map` is the newest picture, `older` those before it; `problem` holds the faults
    of what was sent."""

    head: UnitHead
    duties: tuple[DutyShown, ...]
    map: MapShown | None
    older: tuple[MapShown, ...]
    said: tuple[Said, ...]
    may_mark: bool
    may_draw: bool
    upload: MapForm
    problem: forms.Form


def shown(request: Visit, head: UnitHead, problem: forms.Form | None = None) -> HttpResponse:
    """The page; with 422 where `problem` holds what was wrong with what was sent."""
    campaign, actor, unit = campaign_by_code(head.code), request.actor, head.unit
    drawings = [_map(head, each) for each in drawings_of(campaign, unit)]
    runs = campaign.closed_at is None
    page = DutiesPage(
        head=head,
        duties=_duties(duties_of(campaign, unit), problem),
        map=drawings[0] if drawings else None,
        older=tuple(drawings[1:]),
        said=tuple(Said(DUTY_LABELS[each.duty], each) for each in marks_of(campaign, unit)),
        may_mark=runs and actor.holds(rights.CENTRE_HEAD, unit),
        may_draw=runs and actor.holds(rights.CENTRE_COLLECTORS, unit),
        upload=problem if isinstance(problem, MapForm) else MapForm(),
        problem=problem or forms.Form(),
    )
    status = 422 if problem else 200
    return render(request, "exemptions/duties.jinja", page, status=status)


def _duties(found: CentreDuties, problem: forms.Form | None) -> tuple[DutyShown, ...]:
    def form_of(duty: str) -> MarkForm:
        takes_back = duty in found.done
        if isinstance(problem, MarkForm) and problem.is_for(duty, takes_back=takes_back):
            return problem
        return MarkForm(None, duty=duty, takes_back=takes_back)

    return tuple(
        DutyShown(duty, DUTY_LABELS[duty], _known(duty, found), found.done.get(duty), form_of(duty))
        for duty in Duty
    )


def _known(duty: Duty, found: CentreDuties) -> str:
    """What the system itself knows, as a sentence."""
    part, whole = (jalali.number(count) for count in found.known[duty])
    if duty == Duty.MAP:
        return "نقشه فرستاده شده است." if found.known[duty][0] else "هنوز نقشه‌ای نرسیده است."
    if not found.known[duty][1]:
        return "این مرکز در این کارزار ردیفی ندارد."
    what = "آگاه شده است" if duty == Duty.INFORM else "گردآوری یا با دلیل بسته شده است"
    return f"{part} ردیف از {whole} ردیف {what}."


def _map(head: UnitHead, drawn: Drawing) -> MapShown:
    return MapShown(reverse("campaign_map_picture", args=[head.code, head.text, drawn.id]), drawn)
