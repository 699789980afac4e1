"""Rows of headquarters that could not be taken, until a corrected row supersedes them (A-054)."""

from dataclasses import dataclass

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Column, Link, Pager
from sayeban.design.sorting import address, heads, pager
from sayeban.exemptions import rights
from sayeban.exemptions.codes import LOAD_REJECTS
from sayeban.exemptions.pages.answers import campaign_or_404, trail
from sayeban.exemptions.pages.loads.form import RejectedForm
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.loads import (
    AS_THEY_CAME,
    REJECTED_SORTS,
    CodeCount,
    Filter,
    RejectedLine,
    rejected_counts,
    rejected_files,
    rejected_rows,
)
from sayeban.exemptions.recorded import download_rejected
from sayeban.kit.ordering import Order, order_of
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.sheets.public import answer_workbook

_SIZE = 50
_COLUMNS = (
    ("فایل", "file"),
    ("ردیف", "row"),
    ("دلیل", "reason"),
    ("آنچه نوشته شده بود", ""),
)


@dataclass(frozen=True, slots=True)
class RejectedPage:
    """One page of rejected rows. `counts` are of all of them by reason, `xlsx` is the download.

    `narrowed`: a filter leaves some out.
    """

    links: tuple[Link, ...]
    campaign: CampaignFacts
    form: RejectedForm
    counts: tuple[CodeCount, ...]
    rows: tuple[RejectedLine, ...]
    heads: tuple[Column, ...]
    sort: str
    pager: Pager
    xlsx: str
    superseded: bool
    narrowed: bool


@door(rights.HEADQUARTERS)
def rejected(request: Visit, code: str) -> HttpResponse:
    """ردیف‌های پذیرفته‌نشده."""
    campaign = campaign_or_404(code, timezone.now())
    form, wanted = _filter(request, code)
    order = order_of(request.GET.get("sort", ""), REJECTED_SORTS, AS_THEY_CAME)
    after = row_id(request.GET.get("after", ""))
    shown, more = rejected_rows(code, wanted, order=order, after=after, size=_SIZE)
    _record(request, code, len(shown))
    asked = {key: value for key, value in form.data.items() if key in form.fields and value}
    here, sort = reverse("campaign_rejected", args=[code]), _sort(order)
    page = RejectedPage(
        (
            *trail(request.actor, campaign),
            Link("بارگذاری‌ها", reverse("campaign_loads", args=[code])),
        ),
        campaign,
        form,
        rejected_counts(code, superseded=wanted.superseded),
        tuple(shown),
        heads(_COLUMNS, order, here, asked),
        sort,
        pager(
            here,
            {**asked, "sort": sort},
            first=not after,
            following=shown[-1].id if more else 0,
            shown=len(shown),
        ),
        address(reverse("campaign_rejected_xlsx", args=[code]), asked),
        wanted.superseded,
        wanted != Filter(),
    )
    return render(request, "exemptions/rejected.jinja", page)


@door(rights.HEADQUARTERS)
def rejected_xlsx(request: Visit, code: str) -> HttpResponseBase:
    """The same rows as a workbook, to be mended and sent again."""
    campaign_or_404(code, timezone.now())
    _, wanted = _filter(request, code)
    answer: FileResponse
    answer, _ = answer_workbook(
        f"rejected-{code}.xlsx",
        lambda path: download_rejected(request.actor, code, wanted, path),
    )
    return answer


def _filter(request: Visit, code: str) -> tuple[RejectedForm, Filter]:
    reasons = [(reason.code, reason.sentence) for reason in LOAD_REJECTS.values()]
    form = RejectedForm(request.GET, reasons=reasons, files=rejected_files(code))
    if not form.is_valid():
        return form, Filter()
    asked = form.cleaned_data
    return form, Filter(asked["reason"], asked["file"], bool(asked["superseded"]))


def _sort(order: Order) -> str:
    return "" if order == AS_THEY_CAME else order.word


def _record(request: Visit, code: str, rows: int) -> None:
    look(
        user_id=request.actor.user_id,
        purpose="correct_load",
        subject="exemptions.rejected",
        subject_id=code,
        rows=rows,
    )
