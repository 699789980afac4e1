"""The batch of a unit before its head: what would be approved, what stops it (page 27)."""

from collections.abc import Iterable, Mapping
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
from sayeban.exemptions.codes import APPROVAL_BLOCKS, COLLECT_FLAGS
from sayeban.exemptions.pages.answers import attempt, done
from sayeban.exemptions.pages.approval.form import ApprovalForm
from sayeban.exemptions.pages.files import read_upload
from sayeban.exemptions.pages.units import UnitHead, approves, unit_head
from sayeban.exemptions.reads.approval_page import (
    ApprovalLine,
    BatchRow,
    ReturnLine,
    approvals,
    batch_of,
    batch_rows,
    returned_rows,
)
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.changes import Changes, FieldChange, changes_since_last_approval
from sayeban.exemptions.reads.list_position import position_of
from sayeban.exemptions.return_book import read_returns
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.exemptions.rules_ladder import OVERRIDABLE, Block
from sayeban.exemptions.words import field_label, missing_label
from sayeban.organisations.public import unit_labels, units_by_text
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door

_SIZE = 50
_OVERRIDDEN: Final = {
    "sample.missing": "بررسی موردی انجام نشده بود",
    "sample.errors": "خطای بررسی موردی از حد مجاز بیشتر بود",
}
_LEVELS: Final = {"centre": "مرکز", "county": "شهرستان", "province": "استان"}
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
class RowShown:
    """One row of the batch."""

    key: str
    href: str
    full_name: str
    national_id: str
    state: str
    unit: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One row that changed since the head's last approval."""

    href: str
    full_name: str
    at: datetime
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """One approval of the past."""

    unit: str
    line: ApprovalLine
    overridden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnShown:
    """One row that went back."""

    href: str
    level: str
    line: ReturnLine


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """Everything a head decides on. `may_approve`: the visitor heads exactly this unit."""

    head: UnitHead
    taken: int
    blocks: tuple[BlockShown, ...]
    late: tuple[BlockShown, ...]
    may_override: bool
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


@door(rights.HEADS, methods=("GET", "POST"))
def batch(request: Visit, code: str, unit: str) -> HttpResponseBase:
    """تأیید دسته."""
    with looking(request.actor):
        head = unit_head(request.actor, code, unit, timezone.now())
        if not approves(head.unit) or not request.actor.reaches(rights.HEADS, head.unit):
            raise Http404
        after = position_of(campaign_by_code(code).pk, request.GET.get("after", ""))
        rows = batch_rows(code, head.unit, after, _SIZE + 1)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ApprovalForm(*posted, rows=rows[:_SIZE])
    if form.is_valid() and (word := attempt(form, lambda: _decide(request, head, form))):
        return done(reverse("campaign_approval", args=[code, head.text]), word)
    with looking(request.actor):
        return _show(request, head, rows, form, first=after is None)


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


def _show(
    request: Visit, head: UnitHead, rows: Iterable[BatchRow], form: ApprovalForm, *, first: bool
) -> HttpResponse:
    page = _page(request, head, list(rows), form, first=first)
    look(
        user_id=request.actor.user_id,
        purpose="approve",
        subject="exemptions.batch",
        subject_id=f"{head.code}/{head.text}",
        rows=len(page.rows) + len(page.changes) + len(page.returned),
    )
    status = 422 if form.errors else 200
    return render(request, "exemptions/approval.jinja", page, status=status)


def _page(
    request: Visit, head: UnitHead, rows: list[BatchRow], form: ApprovalForm, *, first: bool
) -> ApprovalPage:
    code, unit = head.code, head.unit
    found = batch_of(code, unit, request.actor.user_id, request.actor.eyes(unit))
    changes = changes_since_last_approval(code, unit, limit=_SIZE)
    may = request.actor.holds(rights.HEADS, unit)
    made = _approvals(head)
    return ApprovalPage(
        head=head,
        taken=found.taken,
        blocks=_blocks(head, found.blocks) if may else (),
        late=_blocks(head, found.late),
        may_override=any(block.code in OVERRIDABLE for block in found.blocks),
        rows=_rows(code, rows[:_SIZE]),
        pager=_pager(head, rows, first=first),
        form=form,
        since=changes.since,
        changed=changes.total,
        changes=_changes(code, changes),
        approvals=made,
        overridden=tuple(
            f"{shown.unit}: {name}. دلیل: {shown.line.reason}"
            for shown in made
            if shown.line.unit != head.unit
            for name in shown.overridden
        ),
        returned=_returned(head),
        may_approve=may,
    )


def _pager(head: UnitHead, rows: list[BatchRow], *, first: bool) -> Pager:
    here = reverse("campaign_approval", args=[head.code, head.text])
    shown, more = rows[:_SIZE], len(rows) > _SIZE
    following = f"{here}?{urlencode({'after': shown[-1].id})}" if more else ""
    return Pager("" if first else here, following, len(shown))


def _labels(texts: Iterable[str]) -> Mapping[str, str]:
    """Names of units that are given as text."""
    wanted = set(texts)
    if not wanted:
        return {}
    units = {text: unit for text, unit in units_by_text().items() if text in wanted}
    labels = unit_labels(set(units.values()))
    return {text: labels[units[text]] if text in units else text for text in wanted}


def _blocks(head: UnitHead, found: Iterable[Block]) -> tuple[BlockShown, ...]:
    blocks = list(found)
    labels = _labels(block.unit for block in blocks)
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


def _rows(code: str, rows: list[BatchRow]) -> tuple[RowShown, ...]:
    labels = unit_labels({row.unit for row in rows})
    return tuple(
        RowShown(
            row.key,
            reverse("campaign_row", args=[code, row.key]),
            row.full_name or "بدون نام",
            row.national_id,
            STATE_LABELS[State(row.state)],
            labels[row.unit],
            _notes(row),
        )
        for row in rows
    )


def _notes(row: BatchRow) -> tuple[str, ...]:
    flags = [flag for flag in row.flags if flag in COLLECT_FLAGS and flag != "incomplete"]
    is_lacking = row.missing and row.state != State.UNCOLLECTABLE
    lacks = [f"ندارد: {'، '.join(map(missing_label, row.missing))}"] if is_lacking else []
    return (*lacks, *(COLLECT_FLAGS[flag].sentence for flag in flags))


def _changes(code: str, changes: Changes) -> tuple[ChangeShown, ...]:
    return tuple(
        ChangeShown(
            reverse("campaign_row", args=[code, row.key]),
            row.full_name or "بدون نام",
            row.changed_at,
            tuple(_in_words(change) for change in row.changes),
        )
        for row in changes.rows
    )


def _in_words(change: FieldChange) -> str:
    label = field_label(change.field, change.utility)
    return f"{label}: از «{change.old or 'خالی'}» به «{change.new or 'خالی'}»"


def _approvals(head: UnitHead) -> tuple[ApprovalShown, ...]:
    lines = approvals(head.code, head.unit)
    labels = unit_labels({line.unit for line in lines})
    named = _labels(name.partition("@")[2] for line in lines for name in line.overridden)
    return tuple(
        ApprovalShown(
            labels[line.unit],
            line,
            tuple(
                f"{_OVERRIDDEN[code]} ({named[unit]})"
                for code, _, unit in (name.partition("@") for name in line.overridden)
            ),
        )
        for line in lines
    )


def _returned(head: UnitHead) -> tuple[ReturnShown, ...]:
    return tuple(
        ReturnShown(
            reverse("campaign_row", args=[head.code, line.key]),
            _LEVELS.get(line.level, "ستاد"),
            line,
        )
        for line in returned_rows(head.code, head.unit)
    )
