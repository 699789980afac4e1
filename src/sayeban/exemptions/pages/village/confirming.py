"""A social worker confirms or refuses what village helpers entered of his worklist (A-095)."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.decide_known import KnownUnknown, confirm_known, refuse_known
from sayeban.exemptions.pages.answers import done
from sayeban.exemptions.pages.units import UnitHead, head_to_collect
from sayeban.exemptions.pages.village.form import ShownVersion
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.known import WaitingKnown, waiting_known
from sayeban.exemptions.rules import SOURCES
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One entry. `differs`: another bill id stands in the row and would be replaced."""

    id: int
    href: str
    full_name: str
    place: str
    what: str
    value: str
    source: str
    stored: str
    version: int
    differs: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConfirmingPage:
    """The entries of one worklist; `problem` says why the last decision was not taken."""

    head: UnitHead
    entries: tuple[KnownLine, ...]
    problem: str


@door(rights.COLLECTORS)
def waiting(request: Visit, code: str, unit: str) -> HttpResponse:
    """دانسته‌های همیاران روستا، در انتظار تأیید."""
    return _show(request, code, unit)


@door(rights.COLLECTORS, methods=("POST",))
def decide(request: Visit, code: str, unit: str, entry: int) -> HttpResponseBase:
    """تأیید یا رد یک دانسته."""
    with looking(request.actor):
        head = head_to_collect(request.actor, code, unit, timezone.now())
    try:
        word = _decide(request, code, entry)
    except AccessDenied:
        raise
    except KnownUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with looking(request.actor):
            status = refusal.http_status
            return _show(request, code, unit, refusal.message, status)
    return done(reverse("campaign_known", args=[code, head.text]), word)


def _decide(request: Visit, code: str, entry: int) -> str:
    actor, at = request.actor, timezone.now()
    if "refuse" in request.POST:
        reason = request.POST.get("reason", "")
        refuse_known(actor=actor, at=at, code=code, entry=entry, reason=reason)
        return "known_refused"
    shown = ShownVersion(request.POST)
    version = shown.cleaned_data["version"] if shown.is_valid() else 0
    confirm_known(actor=actor, at=at, code=code, entry=entry, version=version)
    return "known_confirmed"


def _show(
    request: Visit, code: str, unit: str, problem: str = "", status: int = 200
) -> HttpResponse:
    head = head_to_collect(request.actor, code, unit, timezone.now())
    found = waiting_known(campaign_by_code(code), head.unit)
    look(
        user_id=request.actor.user_id,
        purpose="collect",
        subject="exemptions.known",
        subject_id=f"{head.code}/{head.text}",
        rows=len(found),
    )
    page = ConfirmingPage(head, tuple(_line(code, each) for each in found), problem)
    return render(request, "exemptions/known.jinja", page, status=status)


def _line(code: str, each: WaitingKnown) -> KnownLine:
    return KnownLine(
        id=each.id,
        href=reverse("campaign_row", args=[code, each.key]),
        full_name=each.full_name or "بدون نام",
        place="، ".join(part for part in (each.village, each.address) if part),
        what=f"قبض {UTILITY_LABELS[each.utility]}" if each.utility else "یادداشت نشانی",
        value=each.bill_id or each.note,
        source=SOURCES.get(each.source, ""),
        stored=each.stored,
        version=each.version,
        differs=each.stored not in ("", each.bill_id),
        by=each.by,
        at=each.at,
    )
