"""What was approved, withdrawn and returned before, as the page of approval tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from sayeban.design.filters import jdatetime, number
from sayeban.exemptions.pages.approval.rows import LEVELS
from sayeban.exemptions.pages.units import UnitHead, texts_labelled
from sayeban.exemptions.reads.approval_page import (
    ApprovalEnd,
    ApprovalLine,
    ReturnLine,
    approvals,
    returned_rows,
)
from sayeban.organisations.public import unit_labels

_OVERRIDDEN: Final = {
    "sample.missing": "بررسی موردی انجام نشده بود",
    "sample.errors": "خطای بررسی موردی از حد مجاز بیشتر بود",
}


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """One approval of the past. `may_withdraw`: it is the visitor's own and nobody opened it."""

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
            _end(line.end),
            may_withdraw and line.unit == head.unit and line.end is None and line.approved > 0,
        )
        for line in lines
    )


def _end(end: ApprovalEnd | None) -> str:
    if end is None:
        return "هنوز باز نشده است"
    if end.outcome == "withdrawn":
        return f"پس گرفته شد: {end.by}، {jdatetime(end.at)}، {number(end.rows)} ردیف"
    return f"باز شد: {end.by}، {jdatetime(end.at)}"


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
