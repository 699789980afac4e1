"""The counter clerk answers for the rows given to his office, and nothing else is shown (A-107)."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.exemptions import rights
from sayeban.exemptions.actions.counter import ANSWERS, CounterUnknown, answer_counter
from sayeban.exemptions.pages.answers import done
from sayeban.exemptions.reads.counter import AtCounter, at_counter
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.refusals import AccessDenied


@dataclass(frozen=True, slots=True)
class BillShown:
    """One bill in words; `utility` names it in an answer."""

    utility: str
    what: str
    bill_id: str
    company: str


@dataclass(frozen=True, slots=True)
class CounterLine:
    """One row that waits: its subscriber's name and the bills, nothing more of anybody."""

    href: str
    full_name: str
    bills: tuple[BillShown, ...]


@dataclass(frozen=True, slots=True)
class CounterPage:
    """`problem` says why the last answer was not taken."""

    lines: tuple[CounterLine, ...]
    answers: tuple[tuple[str, str], ...]
    problem: str


@door(rights.CLERKS)
def counter(request: Visit) -> HttpResponse:
    """بررسی پیشخوان."""
    return _show(request)


@door(rights.CLERKS, methods=("POST",))
def answer(request: Visit, entry: int) -> HttpResponseBase:
    """پاسخ پیشخوان برای یک ردیف."""
    try:
        answer_counter(
            actor=request.actor,
            at=timezone.now(),
            entry=entry,
            answer=request.POST.get("answer", ""),
            bills=request.POST.getlist("bill"),
            wrong=request.POST.getlist("wrong"),
            reason=request.POST.get("reason", ""),
        )
    except AccessDenied:
        raise
    except CounterUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with looking(request.actor):
            return _show(request, refusal.message, refusal.http_status)
    return done(reverse("counter"), "counter_answered")


def _show(request: Visit, problem: str = "", status: int = 200) -> HttpResponse:
    found = at_counter(request.actor)
    look(
        user_id=request.actor.user_id,
        purpose="check",
        subject="exemptions.counter",
        subject_id="",
        rows=len(found),
    )
    page = CounterPage(tuple(map(_line, found)), tuple(ANSWERS.items())[::-1], problem)
    return render(request, "exemptions/counter.jinja", page, status=status)


def _line(each: AtCounter) -> CounterLine:
    bills = (
        BillShown(
            bill.utility,
            f"قبض {UTILITY_LABELS[bill.utility]}",
            bill.bill_id,
            bill.company or "ناشناخته",
        )
        for bill in each.bills
    )
    href = reverse("counter_answer", args=[each.id])
    return CounterLine(href, each.full_name or "بدون نام", tuple(bills))
