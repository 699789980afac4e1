"""Rows of headquarters that could not be taken, until a corrected row supersedes them (A-054)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Link, Pager
from sayeban.exemptions import rights
from sayeban.exemptions.codes import LOAD_REJECTS
from sayeban.exemptions.pages.answers import campaign_or_404, trail
from sayeban.exemptions.pages.loads.form import RejectedForm
from sayeban.exemptions.pages.workbooks import answer_workbook
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.loads import (
    CodeCount,
    Filter,
    RejectedLine,
    rejected_counts,
    rejected_files,
    rejected_rows,
    write_rejected,
)
from sayeban.runtime.doors import Visit, door

_SIZE = 50


@dataclass(frozen=True, slots=True)
class RejectedPage:
    """One page of rejected rows. `counts` are of all of them by reason, `xlsx` is the download."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    form: RejectedForm
    counts: tuple[CodeCount, ...]
    rows: tuple[RejectedLine, ...]
    pager: Pager
    xlsx: str
    superseded: bool


@door(rights.HEADQUARTERS)
def rejected(request: Visit, code: str) -> HttpResponse:
    """ردیف‌های پذیرفته‌نشده."""
    campaign = campaign_or_404(code, timezone.now())
    form, wanted = _filter(request, code)
    rows = rejected_rows(code, wanted, _after(request), _SIZE + 1)
    shown, more = rows[:_SIZE], len(rows) > _SIZE
    _record(request, code, len(shown))
    asked = {key: value for key, value in form.data.items() if key in form.fields and value}
    here, query = reverse("campaign_rejected", args=[code]), urlencode(asked)
    following = urlencode({**asked, "after": shown[-1].id}) if more else ""
    page = RejectedPage(
        (
            *trail(request.actor, campaign),
            Link("بارگذاری‌ها", reverse("campaign_loads", args=[code])),
        ),
        campaign,
        form,
        rejected_counts(code, superseded=wanted.superseded),
        tuple(shown),
        Pager(
            f"{here}?{query}" if _after(request) else "",
            f"{here}?{following}" if following else "",
            len(shown),
        ),
        f"{reverse('campaign_rejected_xlsx', args=[code])}?{query}",
        wanted.superseded,
    )
    return render(request, "exemptions/rejected.jinja", page)


@door(rights.HEADQUARTERS)
def rejected_xlsx(request: Visit, code: str) -> HttpResponseBase:
    """The same rows as a workbook, each cell under its own header, to be mended and sent again."""
    campaign_or_404(code, timezone.now())
    _, wanted = _filter(request, code)
    answer: FileResponse
    answer, rows = answer_workbook(
        f"rejected-{code}.xlsx", lambda path: write_rejected(code, wanted, path)
    )
    _record(request, code, rows)
    return answer


def _filter(request: Visit, code: str) -> tuple[RejectedForm, Filter]:
    reasons = [(reason.code, reason.sentence) for reason in LOAD_REJECTS.values()]
    form = RejectedForm(request.GET, reasons=reasons, files=rejected_files(code))
    if not form.is_valid():
        return form, Filter()
    asked = form.cleaned_data
    return form, Filter(asked["reason"], asked["file"], bool(asked["superseded"]))


def _after(request: Visit) -> int:
    typed = request.GET.get("after", "")
    return int(typed) if typed.isascii() and typed.isdecimal() else 0


def _record(request: Visit, code: str, rows: int) -> None:
    look(
        user_id=request.actor.user_id,
        purpose="correct_load",
        subject="exemptions.rejected",
        subject_id=code,
        rows=rows,
    )
