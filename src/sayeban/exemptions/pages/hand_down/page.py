"""Split and hand down: worksheets of a place, receipts of its units (A-080, A-081)."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.actions.receive import receive
from sayeban.exemptions.actions.split import issue_worksheet
from sayeban.exemptions.pages.answers import campaign_or_404, done, trail, unit_or_404
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.hand_down import HandDown, hand_down
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start
from sayeban.sheets.public import answer_workbook

_SPLITTERS = rights.HEADQUARTERS | rights.EXPERTS
_TAKERS = rights.HEADQUARTERS | rights.COLLECTORS


@dataclass(frozen=True, slots=True)
class HandDownPage:
    """The hand-down of one unit. `problem` is the sentence of a refusal, empty for none.

    `may_split`: all worksheets as one ZIP; `may_take`: one worksheet; `may_receive`: it is the
    visitor's own unit.
    """

    links: tuple[Link, ...]
    campaign: CampaignFacts
    given: HandDown
    may_split: bool
    may_take: bool
    may_receive: bool
    problem: str = ""


@door(rights.STAFF)
def handed_down(request: Visit, code: str, unit: str) -> HttpResponse:
    """تحویل فهرست."""
    return _show(request, code, unit_or_404(request.actor, unit))


@door(_TAKERS, methods=("POST",))
def worksheet(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """One worksheet as a download; that it was issued is kept, so it is a POST."""
    place = _unit(request, unit)
    try:
        answer, _ = answer_workbook(
            f"worksheet-{code}-{place.centre or place.county or place.province}.xlsx",
            lambda path: issue_worksheet(
                actor=request.actor, at=timezone.now(), code=code, unit=place, path=path
            ),
        )
    except Refusal as refusal:
        return _refused(request, code, place, refusal)
    return answer


@door(_SPLITTERS, methods=("POST",))
def split_all(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """All worksheets of the place, made by the worker into one ZIP."""
    place = _unit(request, unit)
    with looking(request.actor):
        campaign_or_404(code, timezone.now())
        name = unit_label(place)
    work = start(
        actor=request.actor,
        at=timezone.now(),
        kind="campaign.split",
        arguments={"code": code, "unit": str(place), "name": name},
        unit=place,
    )
    return done(reverse("campaign_work", args=[code, work]))


@door(rights.RECEIVERS, methods=("POST",))
def received(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """رسید شد."""
    place = _unit(request, unit)
    try:
        receive(actor=request.actor, at=timezone.now(), code=code, unit=place)
    except Refusal as refusal:
        return _refused(request, code, place, refusal)
    return done(reverse("campaign_hand_down", args=[code, str(place)]), "receipt_kept")


def _unit(request: Visit, text: str) -> Unit:
    with looking(request.actor):
        return unit_or_404(request.actor, text)


def _refused(request: Visit, code: str, unit: Unit, refusal: Refusal) -> HttpResponse:
    with looking(request.actor):
        return _show(request, code, unit, refusal)


def _show(request: Visit, code: str, unit: Unit, refusal: Refusal | None = None) -> HttpResponse:
    actor, campaign = request.actor, campaign_or_404(code, timezone.now())
    page = HandDownPage(
        trail(actor, campaign, unit),
        campaign,
        hand_down(code, unit),
        may_split=actor.reaches(_SPLITTERS, unit),
        may_take=actor.reaches(_TAKERS, unit),
        may_receive=actor.holds(rights.RECEIVERS, unit),
        problem=refusal.message if refusal else "",
    )
    status = refusal.http_status if refusal else 200
    return render(request, "exemptions/hand_down.jinja", page, status=status)
