"""The batch of a unit before its head: what would be approved, what stops it (page 27)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.design.jinja import render
from sayeban.design.parts import Pager
from sayeban.exemptions import rights
from sayeban.exemptions.actions.approve import approve, return_rows
from sayeban.exemptions.actions.withdraw_approval import withdraw_approval
from sayeban.exemptions.codes import APPROVAL_BLOCKS
from sayeban.exemptions.opened import open_as_head
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.approval.form import ApprovalForm
from sayeban.exemptions.pages.approval.past import (
    ApprovalShown,
    ReturnShown,
    approvals_shown,
    overridden_below,
    returns_shown,
)
from sayeban.exemptions.pages.approval.rows import RowShown, in_words, rows_shown
from sayeban.exemptions.pages.files import read_upload
from sayeban.exemptions.pages.sample.figures import Figure, figures_of
from sayeban.exemptions.pages.units import UnitHead, approves, texts_labelled, unit_head
from sayeban.exemptions.reads.approval_page import batch_of
from sayeban.exemptions.reads.batch import BatchQuestion
from sayeban.exemptions.reads.batch_rows import (
    FIRST,
    SHOWS,
    After,
    BatchRow,
    Rank,
    Show,
    batch_page,
)
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.changes import Changes, changes_since_last_approval
from sayeban.exemptions.reads.list_position import position_of
from sayeban.exemptions.return_book import read_returns
from sayeban.exemptions.rules_ladder import OVERRIDABLE, Block
from sayeban.kit.refusals import Refusal
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.lists import row_id
from sayeban.runtime.refusals import AccessDenied

_SIZE = 25
"""Rows a page: with bills and pictures a page stays below 1,500 elements."""
_CHOICES: Final[Mapping[Show, str]] = {
    "all": "همه، خطادارها نخست",
    "suspected": "با ظن تخلف بررسی‌نشده",
    "wrong": "نادرست در بررسی موردی",
    "counter": "نادرست در بررسی پیشخوان",
    "fault": "با نشان خطا",
    "again": "پیش‌تر دیده‌اید",
    "drawn": "در نمونه بوده است",
}
_QUERY: Final = {
    "pending": "",
    "incomplete": "?flag=incomplete",
    "document.missing": "?flag=document.missing",
    "four_eyes": "",
}


@dataclass(frozen=True, slots=True)
class BlockShown:
    """One thing that stops the approval, and where it is mended."""

    code: str
    sentence: str
    unit: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One row that changed since the head's last approval."""

    href: str
    full_name: str
    at: datetime
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """One part of the batch that can be looked at alone."""

    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class SuspicionShown:
    """How many rows of the batch an open suspicion holds: these rows, and where it is decided."""

    count: int
    rows: str
    cases: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a part of the batch, and the rows of one page of it."""

    head: UnitHead
    show: Show
    counts: Mapping[Show, int]
    rows: Sequence[BatchRow]
    more: bool
    first: bool


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """Everything a head decides on. `may_approve`: the visitor heads exactly this unit.

    `suspicion` is None where no row of the batch is under an open suspicion.
    """

    head: UnitHead
    taken: int
    blocks: tuple[BlockShown, ...]
    late: tuple[BlockShown, ...]
    may_override: bool
    figures: tuple[Figure, ...]
    choices: tuple[ChoiceShown, ...]
    suspicion: SuspicionShown | None
    rows: tuple[RowShown, ...]
    pager: Pager
    form: ApprovalForm
    since: datetime | None
    changed: int
    changes: tuple[ChangeShown, ...]
    approvals: tuple[ApprovalShown, ...]
    overridden: tuple[str, ...]
    returned: tuple[ReturnShown, ...]
    may_approve: bool
    problem: str


@door(rights.HEADS, methods=("GET", "POST"))
def batch(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """تأیید دسته."""
    with looking(request.actor):
        asked = _asked(request, code, unit)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ApprovalForm(*posted, rows=asked.rows)
    if form.is_valid() and (word := attempt(form, lambda: _decide(request, asked.head, form))):
        return done(reverse("campaign_approval", args=[code, asked.head.text]), word)
    with looking(request.actor):
        return _show(request, asked, form)


@door(rights.HEADS, methods=("POST",))
def withdraw(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """پس گرفتن تأیید."""
    with looking(request.actor):
        asked = _asked(request, code, unit)
    try:
        withdraw_approval(
            actor=request.actor,
            at=timezone.now(),
            code=code,
            unit=asked.head.unit,
            approval=row_id(request.POST.get("approval", "")),
        )
    except AccessDenied:
        raise
    except Refusal as refusal:
        with looking(request.actor):
            return _show(request, asked, ApprovalForm(rows=asked.rows), refusal.message)
    return done(reverse("campaign_approval", args=[code, asked.head.text]), "approval_withdrawn")


def _asked(request: Visit, code: str, text: str) -> Asked:
    """What the address asks for. Whoever heads exactly this unit opens what lies in the batch."""
    head = unit_head(request.actor, code, text, timezone.now())
    if not approves(head.unit) or not request.actor.reaches(rights.HEADS, head.unit):
        raise Http404
    question = BatchQuestion(
        campaign_by_code(code),
        head.unit,
        request.actor.user_id,
        eyes=request.actor.eyes(head.unit),
    )
    open_as_head(request.actor, question.campaign.pk, head.unit, timezone.now())
    show: Show = next((name for name in SHOWS if name == request.GET.get("show")), "all")
    after = _position(question, request.GET.get("after", ""))
    rows, counts = batch_page(question, show, after, _SIZE + 1)
    return Asked(head, show, counts, rows[:_SIZE], len(rows) > _SIZE, after == FIRST)


def _position(question: BatchQuestion, asked: str) -> After:
    """«2.481»: the rank and the id of the last row of the page before."""
    rank, _, row = asked.partition(".")
    found = position_of(question.campaign.pk, row)
    return (int(rank), *found) if found and rank in {str(each.value) for each in Rank} else FIRST


def _decide(request: Visit, head: UnitHead, form: ApprovalForm) -> str:
    """Give the decision to its command; gives the word of the banner."""
    file = form.cleaned_data["returns"]
    returns = form.ticked() + (read_upload(file, read_returns) if file else [])
    actor, at = request.actor, timezone.now()
    if request.POST.get("do") == "return":
        return_rows(actor=actor, at=at, code=head.code, unit=head.unit, returns=returns)
        return "rows_returned"
    approve(
        actor=actor,
        at=at,
        code=head.code,
        unit=head.unit,
        returns=returns,
        override=form.cleaned_data["override"],
        reason=form.cleaned_data["reason"],
    )
    return "approved"


def _show(request: Visit, asked: Asked, form: ApprovalForm, problem: str = "") -> HttpResponse:
    """The page; `problem` says why a withdrawal was refused."""
    page = _page(request, asked, form, problem)
    look(
        user_id=request.actor.user_id,
        purpose="approve",
        subject="exemptions.batch",
        subject_id=f"{asked.head.code}/{asked.head.text}",
        rows=len(page.rows) + len(page.changes) + len(page.returned),
    )
    status = 422 if form.errors or problem else 200
    return render(request, "exemptions/approval.jinja", page, status=status)


def _page(request: Visit, asked: Asked, form: ApprovalForm, problem: str) -> ApprovalPage:
    head = asked.head
    found = batch_of(head.code, head.unit, request.actor.user_id, request.actor.eyes(head.unit))
    changes = changes_since_last_approval(head.code, head.unit, limit=_SIZE)
    may = request.actor.holds(rights.HEADS, head.unit)
    made = approvals_shown(head, may_withdraw=may)
    return ApprovalPage(
        head=head,
        taken=asked.counts["all"],
        blocks=_blocks(head, found.blocks) if may else (),
        late=_blocks(head, found.late),
        may_override=any(block.code in OVERRIDABLE for block in found.blocks),
        figures=figures_of(found.strata, head.campaign.error_limit),
        choices=_choices(asked),
        suspicion=_suspicion(asked),
        rows=rows_shown(head.code, asked.rows),
        pager=_pager(asked),
        form=form,
        since=changes.since,
        changed=changes.total,
        changes=_changes(head.code, changes),
        approvals=made,
        overridden=overridden_below(head, made),
        returned=returns_shown(head),
        may_approve=may,
        problem=problem,
    )


def _choices(asked: Asked) -> tuple[ChoiceShown, ...]:
    """The lists that hold something, each with its count; all rows always."""
    here = reverse("campaign_approval", args=[asked.head.code, asked.head.text])
    return tuple(
        ChoiceShown(
            _CHOICES[show],
            here if show == "all" else f"{here}?{urlencode({'show': show})}",
            count,
            show == asked.show,
        )
        for show, count in asked.counts.items()
        if count or show in ("all", asked.show)
    )


def _suspicion(asked: Asked) -> SuspicionShown | None:
    count = asked.counts["suspected"]
    here = reverse("campaign_approval", args=[asked.head.code, asked.head.text])
    cases = reverse("campaign_violations", args=[asked.head.code])
    return SuspicionShown(count, f"{here}?show=suspected", cases) if count else None


def _pager(asked: Asked) -> Pager:
    here = reverse("campaign_approval", args=[asked.head.code, asked.head.text])
    kept = {} if asked.show == "all" else {"show": asked.show}
    start = f"{here}?{urlencode(kept)}" if kept else here
    following = ""
    if asked.more:
        last = asked.rows[-1]
        following = f"{here}?{urlencode({**kept, 'after': f'{last.rank}.{last.id}'})}"
    return Pager("" if asked.first else start, following, len(asked.rows))


def _blocks(head: UnitHead, found: Iterable[Block]) -> tuple[BlockShown, ...]:
    blocks = list(found)
    labels = texts_labelled(block.unit for block in blocks)
    return tuple(
        BlockShown(
            block.code,
            APPROVAL_BLOCKS[block.code].sentence,
            labels[block.unit],
            block.count,
            _mend(head, block),
        )
        for block in blocks
    )


def _mend(head: UnitHead, block: Block) -> str:
    """The page on which the block is seen: rows, sample, suspicions."""
    if block.code == "candidate.open":
        return reverse("campaign_violations", args=[head.code])
    if block.code in OVERRIDABLE:
        return reverse("campaign_sample", args=[head.code, head.text])
    if block.code == "declaration.missing":
        own = block.unit == head.text
        return reverse("campaign_declaration", args=[head.code, head.text]) if own else ""
    rows = reverse("campaign_rows", args=[head.code, block.unit])
    return f"{rows}{_QUERY.get(block.code, '')}"


def _changes(code: str, changes: Changes) -> tuple[ChangeShown, ...]:
    return tuple(
        ChangeShown(
            reverse("campaign_row", args=[code, row.key]),
            row.full_name or "بدون نام",
            row.changed_at,
            tuple(in_words(change) for change in row.changes),
        )
        for row in changes.rows
    )
