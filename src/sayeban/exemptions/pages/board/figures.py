"""Figures of the board in words, shares and tones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.design.charts import Chart, Series
from sayeban.design.maps import Area, ShareMap
from sayeban.design.parts import Tone
from sayeban.design.strips import Strip, Strips
from sayeban.exemptions.pages.board.course_figures import short_day
from sayeban.exemptions.pages.states import GROUPS, HUES, TONES
from sayeban.exemptions.reads.frozen import FrozenDay
from sayeban.exemptions.reads.standing import ProgressLine, Standing
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.kit.ordering import Order
from sayeban.organisations.public import centre_label


@dataclass(frozen=True, slots=True)
class StateLine:
    """How many rows are in one state, and which share of all that is."""

    label: str
    count: int
    share: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One unit below; `groups` in the order of GROUPS. `href` is empty for an own worklist."""

    label: str
    href: str
    rows: int
    groups: tuple[int, ...]
    done: float


@dataclass(frozen=True, slots=True)
class Day:
    """One evening; the last line is now. `groups` in the order of GROUPS."""

    day: date
    is_now: bool
    groups: tuple[int, ...]


def _in_group(nth: int) -> Callable[[ChildLine], str | float]:
    return lambda child: child.groups[nth]


def in_progress(by_state: Mapping[str, int]) -> int:
    """Rows that have to be collected and approved: all but those aside and removed."""
    return sum(_grouped(by_state))


def state_lines(by_state: Mapping[str, int]) -> tuple[StateLine, ...]:
    """States that have rows, in the order of the ladder."""
    whole = sum(by_state.values())
    return tuple(
        StateLine(STATE_LABELS[state], count, count / whole, TONES[state])
        for state in State
        if (count := by_state.get(state, 0))
    )


BY_CODE = Order("code")
"""The unit's own worklist, then the units below as the country numbers them."""
_GROUP_SORTS = ("left", "returned", "collected", "by_centre", "by_county", "by_province")
CHILD_COLUMNS = (
    ("واحد", "unit"),
    ("ردیف", "rows"),
    *zip(GROUPS, _GROUP_SORTS, strict=True),
    ("پیشرفت", "done"),
)
_CHILD_SORTS: Mapping[str, Callable[[ChildLine], str | float]] = {
    "unit": lambda child: text.sort_key(child.label),
    "rows": lambda child: child.rows,
    "done": lambda child: child.done,
    **{key: _in_group(nth) for nth, key in enumerate(_GROUP_SORTS)},
}
CHILD_ORDERS = frozenset(_CHILD_SORTS)


def children(code: str, found: Standing, order: Order = BY_CODE) -> tuple[ChildLine, ...]:
    """The units directly below, by one of CHILD_ORDERS or as they are numbered."""
    lines = tuple(_child(code, found, line) for line in found.lines)
    if order.key not in _CHILD_SORTS:
        return lines
    return tuple(sorted(lines, key=_CHILD_SORTS[order.key], reverse=order.descending))


def days_of(frozen: Sequence[FrozenDay], now: Mapping[str, int], at: datetime) -> tuple[Day, ...]:
    """The frozen evenings, then this moment."""
    evenings = (Day(each.day, False, _grouped(each.by_state)) for each in frozen)
    return (*evenings, Day(today_of(at), True, _grouped(now)))


def days_chart(days: Sequence[Day]) -> Chart | None:
    """The course of the campaign, what is done at the foot; None before the first evening."""
    if len(days) == 1:
        return None
    return Chart(
        "ردیف‌ها در پایان هر روز و اکنون",
        tuple("اکنون" if day.is_now else short_day(day.day) for day in days),
        tuple(
            Series(name, tuple(day.groups[nth] for day in days), HUES[name])
            for nth, name in reversed(list(enumerate(GROUPS)))
        ),
    )


def units_chart(lines: Sequence[ChildLine]) -> Strips | None:
    """What the rows of each unit below are made of, what is done first; None without one."""
    if not lines:
        return None
    return Strips(
        "وضعیت ردیف‌ها به تفکیک واحد",
        tuple(reversed(list(GROUPS))),
        tuple(Strip(each.label, tuple(reversed(each.groups)), each.href) for each in lines),
        tuple(HUES[name] for name in reversed(list(GROUPS))),
    )


def province_map(code: str, found: Standing) -> ShareMap | None:
    """The share of each province that is approved or released; None below headquarters."""
    if found.unit.level != "hq":
        return None
    return ShareMap(
        "سهم ردیف‌های تأییدشده و منتشرشدهٔ هر استان",
        tuple(
            Area(line.unit.province, child.done, child.href)
            for line, child in zip(found.lines, children(code, found), strict=True)
        ),
        "بدون ردیف",
    )


def _grouped(by_state: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sum(by_state.get(state, 0) for state in states) for states in GROUPS.values())


def _child(code: str, found: Standing, line: ProgressLine) -> ChildLine:
    groups = _grouped(line.by_state)
    moving = sum(groups)
    is_own = line.unit == found.unit
    return ChildLine(
        label=_label(line),
        href="" if is_own else reverse("campaign_board", args=[code, str(line.unit)]),
        rows=line.rows,
        groups=groups,
        done=groups[-1] / moving if moving else 0.0,
    )


def _label(line: ProgressLine) -> str:
    if line.unit.level == "centre":
        return centre_label(line.unit.centre, line.name)
    return line.name or str(line.unit)
