"""Other looks of a board: one picture with its address, a wall, a sheet of paper."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone

from sayeban.country.jalali import number
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Link
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import trail, unit_or_404, units_above
from sayeban.exemptions.pages.board.course_figures import Said, forecast_said
from sayeban.exemptions.pages.board.figures import CHILD_COLUMNS, ChildLine, children, in_progress
from sayeban.exemptions.pages.board.page import (
    board_address,
    board_or_404,
    board_pictures,
    file_part,
)
from sayeban.exemptions.pages.board.pictures import Picture, write_picture
from sayeban.exemptions.pages.board.quality import quality_page
from sayeban.exemptions.reads.board import Board
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.standing import LateUnit
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.doors import Visit, door
from sayeban.sheets.public import answer_workbook

REFRESH_SECONDS = 60
_OF_BOARD = ("burn-up", "units", "days", "map")
_ON_PAPER = ("burn-up", "units", "map")
_LANES = 6
"""So many units are read on a wall, which does not scroll."""


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One picture of one unit at its lasting address."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    label: str
    picture: Picture
    at: datetime


@dataclass(frozen=True, slots=True)
class LookPage:
    """The board in few words and large pictures. `still` is the address without refreshing.

    `is_still`: this is that page; then `still` leads back to the one that refreshes.
    """

    campaign: CampaignFacts
    unit: Unit
    label: str
    day: int
    days_of: int
    at: datetime
    moving: int
    collected: int
    approved: int
    late: tuple[tuple[str, LateUnit], ...]
    forecast: Said
    pictures: tuple[Picture, ...]
    heads: tuple[Column, ...]
    children: tuple[ChildLine, ...]
    board: str
    still: str
    is_still: bool


@door(rights.STAFF)
def picture(request: Visit, code: str, unit: str, name: str) -> HttpResponse:
    """یک نمودار."""
    place = unit_or_404(request.actor, unit)
    found, campaign = _picture(request.actor, code, place, name)
    labels = unit_labels({place, *units_above(request.actor, place)})
    page = PicturePage(
        trail(request.actor, campaign, place, labels),
        campaign,
        labels[place],
        found,
        timezone.now(),
    )
    return render(request, "exemptions/picture.jinja", page)


@door(rights.STAFF)
def picture_xlsx(request: Visit, code: str, unit: str, name: str) -> HttpResponseBase:
    """Its table as a workbook: figures alone, no person."""
    place = unit_or_404(request.actor, unit)
    found, _ = _picture(request.actor, code, place, name)
    answer, _ = answer_workbook(
        f"{name}-{code}-{file_part(place)}.xlsx", lambda path: write_picture(found, path)
    )
    return answer


@door(rights.STAFF)
def projector(request: Visit, code: str, unit: str) -> HttpResponse:
    """تابلوی دیواری."""
    place = unit_or_404(request.actor, unit)
    is_still = "still" in request.GET
    found = board_or_404(request.actor, code, place)
    page = _look(found, _wall(found), request.path, is_still=is_still)
    answer = render(request, "exemptions/projector.jinja", page)
    if not is_still:
        # What <meta http-equiv=refresh> stands for; who needs more time follows the link.
        answer["Refresh"] = str(REFRESH_SECONDS)
    return answer


@door(rights.STAFF)
def sheet(request: Visit, code: str, unit: str) -> HttpResponse:
    """برگهٔ چاپی تابلو."""
    place = unit_or_404(request.actor, unit)
    found = board_or_404(request.actor, code, place)
    shown = tuple(each for each in _pictures(found) if each.name in _ON_PAPER)
    page = _look(found, shown, request.path, is_still=True)
    return render(request, "exemptions/board_sheet.jinja", page)


def _picture(actor: Actor, code: str, place: Unit, name: str) -> tuple[Picture, CampaignFacts]:
    if name in _OF_BOARD:
        found = board_or_404(actor, code, place)
        shown, campaign = _pictures(found), found.facts
    else:
        page = quality_page(actor, code, place)
        shown, campaign = page.pictures, page.campaign
    for each in shown:
        if each.name == name:
            return each, campaign
    raise Http404


def _pictures(found: Board) -> tuple[Picture, ...]:
    code = found.facts.code
    return board_pictures(code, found, children(code, found.standing))


def _wall(found: Board) -> tuple[Picture, ...]:
    """The course, and beside it the map, else the units: those with the most left of many."""
    code = found.facts.code
    lines = children(code, found.standing)
    behind = sorted(lines, key=lambda line: -sum(line.groups[:2]) / max(line.rows, 1))[:_LANES]
    many = len(lines) > _LANES
    shown = {
        each.name: each for each in board_pictures(code, found, tuple(behind) if many else lines)
    }
    units = shown.get("units")
    if units and units.strips and many:
        title = f"واحدهایی که بیش از همه مانده دارند: {number(_LANES)} از {number(len(lines))}"
        shown["units"] = replace(units, strips=replace(units.strips, title=title))
    names = ("burn-up", "map" if "map" in shown else "units")
    return tuple(shown[name] for name in names if name in shown)


def _look(found: Board, shown: tuple[Picture, ...], path: str, *, is_still: bool) -> LookPage:
    code, place = found.facts.code, found.standing.unit
    stands, now = found.standing, found.course[-1]
    labels = unit_labels({place} | {late.unit for late in stands.late})
    return LookPage(
        campaign=found.facts,
        unit=place,
        label=labels[place],
        day=stands.day,
        days_of=stands.of,
        at=timezone.now(),
        moving=in_progress(stands.by_state),
        collected=now.collected,
        approved=now.approved,
        late=tuple((labels[late.unit], late) for late in stands.late),
        forecast=forecast_said(found),
        pictures=shown,
        heads=tuple(Column(text) for text, _ in CHILD_COLUMNS),
        children=children(code, stands),
        board=board_address(code, place),
        still=path if is_still else f"{path}?still=1",
        is_still=is_still,
    )
