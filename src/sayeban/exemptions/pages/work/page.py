"""Long work that the visitor started: how far it is, what came out, the file to fetch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country.jalali import number
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.pages.answers import campaign_or_404, done, trail
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.loads import CodeCount, counted
from sayeban.exemptions.reads.works import Work, work
from sayeban.exemptions.stored_files import download_path
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start
from sayeban.sheets.public import answer_file

_COUNTS: Final = {
    "rows": "ردیف",
    "accepted": "پذیرفته",
    "unchanged": "بدون تغییر",
    "rejected": "پذیرفته‌نشده",
    "sheets": "کاربرگ",
    "households": "خانوار",
}
_ONWARD: Final[Mapping[str, tuple[str, Callable[[str, Mapping[str, Any]], str]]]] = {
    "campaign.load": (
        "دفتر بارگذاری",
        lambda code, _: reverse("campaign_loads", args=[code]),
    ),
    "campaign.collect": (
        "فرستادن فایل دیگر",
        lambda code, given: reverse("campaign_collect", args=[code, given["unit"]]),
    ),
    "campaign.split": (
        "تحویل فهرست",
        lambda code, given: reverse("campaign_hand_down", args=[code, given["unit"]]),
    ),
    "campaign.package": (
        "فهرست‌های منتشرشده",
        lambda code, _: reverse("campaign_releases", args=[code]),
    ),
    "campaign.release": (
        "فهرست‌های منتشرشده",
        lambda code, _: reverse("campaign_releases", args=[code]),
    ),
}
"""Where the work of a kind leads when it is over."""


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One work of the visitor.

    `file` is the address of what was made, `report` of the account of what was sent; empty for
    none.
    """

    links: tuple[Link, ...]
    campaign: CampaignFacts
    work: Work
    figures: tuple[tuple[str, str], ...]
    reasons: tuple[CodeCount, ...]
    flagged: tuple[CodeCount, ...]
    skipped: tuple[str, ...]
    file: str
    report: str
    onward: Link


@door(rights.STAFF)
def progress(request: Visit, code: str, work_id: UUID) -> HttpResponse:
    """پیشرفت کار."""
    campaign, found = _found(request, code, work_id)
    result = found.result
    shown = ((label, result.get(name)) for name, label in _COUNTS.items())
    text, address = _ONWARD[found.kind]
    page = WorkPage(
        trail(request.actor, campaign),
        campaign,
        found,
        tuple((label, number(count)) for label, count in shown if count is not None),
        counted(result.get("reasons", {})),
        counted(result.get("flagged", {})),
        tuple(result.get("skipped", ())),
        reverse("campaign_work_file", args=[code, work_id]) if _is_there(found) else "",
        reverse("campaign_report", args=[code, result["report"]]) if "report" in result else "",
        Link(text, address(code, found.arguments)),
    )
    return render(request, "exemptions/work.jinja", page)


@door(rights.STAFF, methods=("POST",))
def again(request: Visit, code: str, work_id: UUID) -> HttpResponse:
    """فرستادن دوباره: the same work anew; what is done already is not done twice."""
    with looking(request.actor):
        _, found = _found(request, code, work_id)
    if found.state != "failed":
        raise Http404
    started = start(
        actor=request.actor,
        at=timezone.now(),
        kind=found.kind,
        arguments=found.arguments,
        unit=found.unit,
    )
    return done(reverse("campaign_work", args=[code, started]), "work_again")


@door(rights.STAFF)
def made_file(request: Visit, code: str, work_id: UUID) -> HttpResponseBase:
    """What the work made, for the one who started it."""
    _, found = _found(request, code, work_id)
    if not _is_there(found):
        raise Http404
    look(
        user_id=request.actor.user_id,
        purpose="download",
        subject=found.kind,
        subject_id=str(work_id),
        rows=int(found.result.get("rows", 0)),
    )
    return answer_file(download_path(found.result["stored"]), found.result["file_name"])


def _found(request: Visit, code: str, work_id: UUID) -> tuple[CampaignFacts, Work]:
    campaign = campaign_or_404(code, timezone.now())
    found = work(code, work_id, request.actor.user_id or 0)
    if found is None:
        raise Http404
    return campaign, found


def _is_there(found: Work) -> bool:
    return "stored" in found.result and download_path(found.result["stored"]).exists()
