"""بررسی‌های دوباره: cases of the visitor's places that ended with no and wait for an answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.reads.reviews import reviews_waiting
from sayeban.cases.rules import HEADQUARTERS, REVIEW_WHYS, SUPERVISORS
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.design.parts import Pager
from sayeban.design.sorting import pager
from sayeban.organisations.public import unit_labels
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One case that waits for another look."""

    href: str
    tracking_no: str
    service: str
    why: str
    at: datetime
    due_on: date
    late: bool
    unit: str


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """Those of the visitor's places, the oldest first."""

    lines: tuple[ReviewLine, ...]
    pager: Pager


@door(SUPERVISORS | HEADQUARTERS)
def reviews(request: Visit) -> HttpResponse:
    """درخواست‌های بررسی دوباره."""
    after, today = row_id(request.GET.get("after", "")), today_of(timezone.now())
    found, more = reviews_waiting(after)
    look(
        user_id=request.actor.user_id,
        purpose="case",
        subject="cases.reviews",
        subject_id="",
        rows=len(found),
    )
    labels = unit_labels({each.unit for each in found})
    lines = tuple(
        ReviewLine(
            reverse("case", args=[each.case_id]),
            each.tracking_no,
            each.service,
            REVIEW_WHYS[each.why],
            each.at,
            each.due_on,
            each.due_on < today,
            labels[each.unit],
        )
        for each in found
    )
    pages = pager(
        reverse("case_reviews"),
        {},
        first=after == 0,
        following=found[-1].id if more else 0,
        shown=len(lines),
    )
    return render(request, "cases/reviews.jinja", ReviewsPage(lines, pages))
