"""Figures of the board in words, shares and tones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from sayeban.country import jalali, text
from sayeban.country.today import today_of
from sayeban.design.charts import Chart, Series
from sayeban.design.filters import percent
from sayeban.design.maps import Area, ShareMap
from sayeban.design.parts import Tone
from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.reads.error_rates import WAYS, ErrorRate
from sayeban.exemptions.reads.frozen import FrozenDay
from sayeban.exemptions.reads.progress import Progress, ProgressLine, Readiness
from sayeban.exemptions.reads.progress_table import WAY_LABELS
from sayeban.exemptions.rules import STATE_LABELS, State
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.ordering import Order
from sayeban.organisations.public import centre_label

GROUPS: Mapping[str, tuple[State, ...]] = {
    "مانده": (State.PENDING, State.RETURNED),
    "گردآوری‌شده": (State.COLLECTED, State.UNCOLLECTABLE),
    "تأیید مرکز": (State.CENTRE_APPROVED,),
    "تأیید شهرستان": (State.COUNTY_APPROVED,),
    "تأیید استان و منتشرشده": (State.PROVINCE_APPROVED, State.RELEASED),
}
"""States as the chart and the table of units add them up; those aside are left out."""

_TONES: Mapping[State, Tone] = {
    State.RETURNED: "bad",
    State.PENDING: "warn",
    State.UNCOLLECTABLE: "warn",
    State.COLLECTED: "info",
    State.CENTRE_APPROVED: "info",
    State.COUNTY_APPROVED: "info",
    State.PROVINCE_APPROVED: "ok",
    State.RELEASED: "ok",
}
_MISSING = {
    "location": "موقعیت مکانی",
    "tenure": "مالکیت",
    "postal_code": "کد پستی",
    "channel": "راه تماس",
    "source": "منبع",
    "location.connected": "موقعیتی که با انشعاب نمی‌خواند",
    "tenancy_end.missing": "پایان اجاره",
    "tenancy_end.past": "پایان اجارهٔ گذشته",
    "type": "نوع انشعاب",
    "bill_id": "شناسهٔ قبض",
    "number": "شمارهٔ اشتراک یا بدنه",
    "number_pattern": "شکل شماره",
    "mobile": "شمارهٔ همراه",
}
_OFFICES = {"county": "شهرستان", "province": "استان"}


@dataclass(frozen=True, slots=True)
class StateLine:
    """How many rows are in one state, and which share of all that is."""

    label: str
    count: int
    share: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class UtilityReady:
    """Connections of one utility that are complete, and private ones that lack something."""

    label: str
    complete: int
    lacking: int


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One unit below; `groups` in the order of GROUPS. `href` is empty for an own worklist."""

    label: str
    href: str
    rows: int
    groups: tuple[int, ...]
    done: float
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyReadiness:
    """What one company's connections still lack; `name` says so where no bill id is known."""

    utility: str
    company: str
    name: str
    complete: int
    missing: str


@dataclass(frozen=True, slots=True)
class WayLine:
    """Errors among checked rows that came in one way."""

    label: str
    checked: int
    wrong: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WayTable:
    """Error rates by one thing: entry method or source."""

    label: str
    lines: tuple[WayLine, ...]


@dataclass(frozen=True, slots=True)
class RejectLine:
    """Rows that collected files of a unit had to leave out for one reason."""

    unit: str
    sentence: str
    count: int


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
        StateLine(STATE_LABELS[state], count, count / whole, _TONES.get(state, "mute"))
        for state in State
        if (count := by_state.get(state, 0))
    )


def ready_lines(
    ready: Mapping[str, int], companies: Sequence[Readiness]
) -> tuple[UtilityReady, ...]:
    """Each utility of the campaign.

    A connection that lacks several things is counted for the one that most of them lack.
    """
    return tuple(
        UtilityReady(
            UTILITY_LABELS[utility],
            complete,
            sum(max(c.missing.values(), default=0) for c in companies if c.utility == utility),
        )
        for utility, complete in ready.items()
    )


BY_CODE = Order("code")
"""The unit's own worklist, then the units below as the country numbers them."""
_GROUP_SORTS = ("left", "collected", "by_centre", "by_county", "by_province")
CHILD_COLUMNS = (
    ("واحد", "unit"),
    ("ردیف", "rows"),
    *zip(GROUPS, _GROUP_SORTS, strict=True),
    ("پیشرفت", "done"),
    ("خطای بررسی (بازهٔ ۹۵٪)", ""),
)
_CHILD_SORTS: Mapping[str, Callable[[ChildLine], str | float]] = {
    "unit": lambda child: text.sort_key(child.label),
    "rows": lambda child: child.rows,
    "done": lambda child: child.done,
    **{key: _in_group(nth) for nth, key in enumerate(_GROUP_SORTS)},
}
CHILD_ORDERS = frozenset(_CHILD_SORTS)


def children(code: str, found: Progress, order: Order = BY_CODE) -> tuple[ChildLine, ...]:
    """The units directly below, by one of CHILD_ORDERS or as they are numbered."""
    lines = tuple(_child(code, found, line) for line in found.lines)
    if order.key not in _CHILD_SORTS:
        return lines
    return tuple(sorted(lines, key=_CHILD_SORTS[order.key], reverse=order.descending))


def readiness(
    companies: Sequence[Readiness], names: Mapping[tuple[str, str], str]
) -> tuple[CompanyReadiness, ...]:
    """Each company with what its connections lack, most frequent first."""
    return tuple(
        CompanyReadiness(
            UTILITY_LABELS[each.utility],
            each.company,
            names.get((each.utility, each.company), "نه از شرکت‌های این استان؛ تحویل نمی‌شود")
            if each.company
            else "بدون شناسهٔ قبض",
            each.complete,
            "، ".join(
                f"{_MISSING.get(_field(name), name)}: {jalali.number(count)}"
                for name, count in sorted(each.missing.items(), key=lambda item: -item[1])
            ),
        )
        for each in companies
    )


def way_tables(ways: Mapping[str, Sequence[ErrorRate]]) -> tuple[WayTable, ...]:
    """Error rates by entry method and by source, where rows were checked."""
    return tuple(
        WayTable(
            WAY_LABELS[kind],
            tuple(
                WayLine(WAYS[kind][rate.of], rate.checked, rate.wrong, rate.rate, *rate.interval)
                for rate in rates
            ),
        )
        for kind, rates in ways.items()
        if rates
    )


def reject_lines(found: Progress) -> tuple[RejectLine, ...]:
    """What collected files of each unit had to leave out, in the order of the codes."""
    names = {line.unit: _label(line) for line in found.lines}
    return tuple(
        RejectLine(names.get(each.unit, str(each.unit)), COLLECT_REJECTS[code].sentence, count)
        for each in found.rejects
        for code, count in each.reasons.items()
    )


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
        tuple("اکنون" if day.is_now else _short(day.day) for day in days),
        tuple(
            Series(name, tuple(day.groups[nth] for day in days))
            for nth, name in reversed(list(enumerate(GROUPS)))
        ),
    )


def province_map(code: str, found: Progress) -> ShareMap | None:
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


def _short(day: date) -> str:
    _, month, number = jalali.parts(day)
    return jalali.persian_digits(f"{number} {jalali.MONTHS[month - 1]}")


def _grouped(by_state: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sum(by_state.get(state, 0) for state in states) for states in GROUPS.values())


def _child(code: str, found: Progress, line: ProgressLine) -> ChildLine:
    groups = _grouped(line.by_state)
    moving = sum(groups)
    is_own = line.unit == found.unit
    return ChildLine(
        label=_label(line),
        href="" if is_own else reverse("campaign_board", args=[code, str(line.unit)]),
        rows=line.rows,
        groups=groups,
        done=groups[-1] / moving if moving else 0.0,
        errors=tuple(_rate(rate) for rate in line.errors),
    )


def _label(line: ProgressLine) -> str:
    if line.unit.level == "centre":
        return centre_label(line.unit.centre, line.name)
    return line.name or str(line.unit)


def _rate(rate: ErrorRate) -> str:
    """«شهرستان ۱ از ۵: ۳٫۶٪ تا ۶۲٫۴٪»."""
    low, high = rate.interval
    wrong, checked = jalali.number(rate.wrong), jalali.number(rate.checked)
    office = _OFFICES.get(rate.of, rate.of)
    return f"{office} {wrong} از {checked}: {percent(low)} تا {percent(high)}"


def _field(name: str) -> str:
    """«bill_id» of "gas.bill_id"; tenancy_end.missing stays whole."""
    return name if name in _MISSING else name.rpartition(".")[2]
