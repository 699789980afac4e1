"""What was approved, withdrawn and returned before, as the page of approval tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from sayeban.design.filters import jdatetime, number
from sayeban.exemptions.pages.checks import LEVELS
from sayeban.exemptions.pages.units import UnitHead, texts_labelled
from sayeban.exemptions.reads.approval_page import (
    ApprovalLine,
    ReturnLine,
    Standing,
    approvals,
    returned_rows,
)
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_labels

_OVERRIDDEN: Final = {
    "sample.missing": "بررسی موردی انجام نشده بود",
    "sample.errors": "خطای بررسی موردی از حد مجاز بیشتر بود",
}


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """One approval of the past. `may_withdraw`: it is the visitor's own, nobody opened it, and
    rows stand on it."""

    unit: str
    line: ApprovalLine
    overridden: tuple[str, ...]
    end: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class ReturnShown:
    """One row that went back."""

    href: str
    level: str
    line: ReturnLine


def approvals_shown(head: UnitHead, *, may_withdraw: bool) -> tuple[ApprovalShown, ...]:
    """The latest approvals of the unit and below it."""
    lines = approvals(head.code, head.unit)
    labels = unit_labels({line.unit for line in lines})
    named = texts_labelled(name.partition("@")[2] for line in lines for name in line.overridden)
    return tuple(
        ApprovalShown(
            labels[line.unit],
            line,
            tuple(
                f"{_OVERRIDDEN[code]} ({named[unit]})"
                for code, _, unit in (name.partition("@") for name in line.overridden)
            ),
            _end(line),
            may_withdraw
            and line.unit == head.unit
            and line.end is None
            and line.standing.waiting > 0,
        )
        for line in lines
    )


def _end(line: ApprovalLine) -> str:
    """What became of an approval; nobody opens a province's, it is signed as a list."""
    end, now = line.end, line.standing
    if end is None:
        return _unopened(line.unit, now) if now.waiting or now.list_no else _without_rows(line)
    if end.outcome == "withdrawn":
        return f"پس گرفته شد: {end.by}، {jdatetime(end.at)}، {number(end.rows)} ردیف"
    return f"باز شد: {end.by}، {jdatetime(end.at)}"


def _unopened(unit: Unit, now: Standing) -> str:
    if unit.level != "province":
        return "سطح بالاتر هنوز آن را باز نکرده است"
    if not now.listed_at:
        return "هنوز در فهرست امضاشده نیامده است"
    signed = f"در فهرست شمارهٔ {number(now.list_no)} امضا شد: {jdatetime(now.listed_at)}"
    rest = f"؛ {number(now.waiting)} ردیف هنوز در فهرستی نیست" if now.waiting else ""
    return f"{signed}{rest}"


def _without_rows(line: ApprovalLine) -> str:
    return "همهٔ ردیف‌های آن پس از تأیید برگشته است" if line.approved else "ردیفی تأیید نشد"


def overridden_below(head: UnitHead, made: Iterable[ApprovalShown]) -> tuple[str, ...]:
    """Samples that heads below overrode, for as long as their approval stands."""
    return tuple(
        f"{shown.unit}: {name}. دلیل: {shown.line.reason}"
        for shown in made
        if shown.line.unit != head.unit
        and not (shown.line.end and shown.line.end.outcome == "withdrawn")
        for name in shown.overridden
    )


def returns_shown(head: UnitHead) -> tuple[ReturnShown, ...]:
    """The latest rows that were sent back."""
    return tuple(
        ReturnShown(
            reverse("campaign_row", args=[head.code, line.key]),
            LEVELS.get(line.level, "ستاد"),
            line,
        )
        for line in returned_rows(head.code, head.unit)
    )
