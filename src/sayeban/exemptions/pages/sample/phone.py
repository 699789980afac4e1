"""The sample on a phone: one household after another, called or visited (page 33)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.country.formats import mobile
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.check_household import check_household
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.bills import BillShown, bills_shown
from sayeban.exemptions.pages.row.page import record_look
from sayeban.exemptions.pages.sample.phone_form import ROW, CheckForm
from sayeban.exemptions.pages.units import UnitHead, samples, unit_head
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.sample_phone import (
    DrawnHousehold,
    SampleRound,
    drawn_household,
    sample_round,
)
from sayeban.exemptions.rules import LOCATIONS, NO_DATA_REASONS, TENURES
from sayeban.exemptions.rules_ladder import RIGHT, WRONG, WRONG_REASONS
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.organisations.public import unit_label
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class StopShown:
    """One household that is still to be checked."""

    href: str
    full_name: str
    address: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """What is left of the office's sample for this visitor."""

    head: UnitHead
    round: SampleRound
    stops: tuple[StopShown, ...]


@dataclass(frozen=True, slots=True)
class FoundShown:
    """What was found at one connection before; `photo` is its address or ""."""

    label: str
    result: str
    why: str
    by: str
    at: datetime
    photo: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One connection that needs a result: the name of its boxes and what was typed of it."""

    name: str
    label: str
    bill: BillShown | None


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """One drawn household. `mobile` as it is dialled; `following` is the next one or ""."""

    head: UnitHead
    round: SampleRound
    unit: str
    full_name: str
    national_id: str
    mobile: str
    address: str
    postal_code: str
    facts: tuple[tuple[str, str], ...]
    tenancy_end: date | None
    asked: tuple[Asked, ...]
    found: tuple[FoundShown, ...]
    form: CheckForm
    following: str


@door(rights.EXPERTS)
def round_of(request: Visit, code: str, unit: str) -> HttpResponse:
    """بررسی موردی روی گوشی."""
    head, question = _question(request, code, unit)
    found = sample_round(question)
    stops = tuple(
        StopShown(_address(head, stop.key), stop.full_name or "بدون نام", stop.address)
        for stop in found.stops
    )
    _looked(request, head, len(stops))
    return render(request, "exemptions/sample_round.jinja", RoundPage(head, found, stops))


@door(rights.EXPERTS, methods=("GET", "POST"))
def household(request: Visit, code: str, unit: str, key: UUID) -> HttpResponseBase:
    """یک خانوار نمونه."""
    with looking(request.actor):
        head, question = _question(request, code, unit)
        found = drawn_household(question, key)
        if found is None:
            raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CheckForm(*posted, household=found)
    if form.is_valid() and attempt(form, lambda: _check(request, head, key, form)):
        return done(_next(request, head, question), "sample_recorded")
    with looking(request.actor):
        page = _page(head, question, found, form)
        record_look(request, key, "sample")
        status = 422 if form.errors else 200
        return render(request, "exemptions/sample_household.jinja", page, status=status)


def _question(request: Visit, code: str, unit: str) -> tuple[UnitHead, BatchQuestion]:
    head = unit_head(request.actor, code, unit, timezone.now())
    if not samples(head.unit):
        raise Http404
    if not request.actor.holds(rights.EXPERTS, head.unit):
        raise AccessDenied
    actor = request.actor
    return head, BatchQuestion(
        campaign_by_code(code), head.unit, actor.user_id, eyes=actor.eyes(head.unit)
    )


def _check(request: Visit, head: UnitHead, key: UUID, form: CheckForm) -> bool:
    check_household(
        actor=request.actor,
        at=timezone.now(),
        code=head.code,
        unit=head.unit,
        key=key,
        findings=form.findings(),
    )
    return True


def _next(request: Visit, head: UnitHead, question: BatchQuestion) -> str:
    """The next household, or the list that says that all is done."""
    with looking(request.actor):
        stops = sample_round(question, limit=1).stops
    here = reverse("campaign_sample_round", args=[head.code, head.text])
    return _address(head, stops[0].key) if stops else here


def _address(head: UnitHead, key: UUID) -> str:
    return reverse("campaign_sample_household", args=[head.code, head.text, key])


def _page(
    head: UnitHead, question: BatchQuestion, found: DrawnHousehold, form: CheckForm
) -> HouseholdPage:
    left = sample_round(question)
    others = [stop.key for stop in left.stops if stop.key != found.key]
    bills = {
        bill.utility: shown
        for bill in found.bills
        for shown in bills_shown(
            head.code,
            found.key,
            [bill],
            [picture for picture in found.pictures if picture.utility == bill.utility],
        )
    }
    return HouseholdPage(
        head=head,
        round=left,
        unit=unit_label(found.unit),
        full_name=found.full_name or "بدون نام",
        national_id=found.national_id,
        mobile=mobile.dialled(found.mobile),
        address=found.address or "ثبت نشده است؛ با تلفن بپرسید.",
        postal_code=found.postal_code,
        facts=_facts(found),
        tenancy_end=found.tenancy_end,
        asked=tuple(
            Asked(utility or ROW, UTILITY_LABELS.get(utility, ""), bills.get(utility))
            for utility in found.asked
        ),
        found=tuple(_found(head, found)),
        form=form,
        following=_address(head, others[0]) if others else "",
    )


def _facts(found: DrawnHousehold) -> tuple[tuple[str, str], ...]:
    known = (
        ("موقعیت مکانی", LOCATIONS.get(found.location, "")),
        ("وضعیت مالکیت", TENURES.get(found.tenure, "")),
        ("دلیل نبود اطلاعات؛ همین را بسنجید", NO_DATA_REASONS.get(found.no_data_reason, "")),
    )
    return tuple((label, value) for label, value in known if value)


def _found(head: UnitHead, household: DrawnHousehold) -> list[FoundShown]:
    return [
        FoundShown(
            UTILITY_LABELS.get(found.utility, "ردیف"),
            RIGHT if found.is_right else WRONG,
            "، ".join(word for word in (WRONG_REASONS.get(found.why, ""), found.note) if word),
            found.by,
            found.at,
            reverse("campaign_row_finding", args=[head.code, household.key, found.id])
            if found.photo
            else "",
        )
        for found in household.found
    ]


def _looked(request: Visit, head: UnitHead, rows: int) -> None:
    look(
        user_id=request.actor.user_id,
        purpose="sample",
        subject="exemptions.sample",
        subject_id=f"{head.code}/{head.text}",
        rows=rows,
    )
