"""The burn-up of a campaign and its forecast, in words and as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayeban.country import jalali
from sayeban.country.ordinals import ordinal
from sayeban.design.charts import Chart, Pin, Series, Span
from sayeban.design.parts import Tone
from sayeban.exemptions.pages.states import GOAL_HUE, HUES, Group
from sayeban.exemptions.reads.board import Board, Finish
from sayeban.exemptions.rules_course import Point
from sayeban.exemptions.rules_ladder import LEVELS

_MOST_DAYS = 45
_DUE = {"centre": "مهلت مرکز", "county": "مهلت شهرستان", "province": "مهلت استان"}
_APPROVED = {"centre": Group.BY_CENTRE, "county": Group.BY_COUNTY}


@dataclass(frozen=True, slots=True)
class Said:
    """The forecast in a sentence, and how good the news are."""

    text: str
    tone: Tone


def forecast_said(board: Board) -> Said:
    """«با این آهنگ، گردآوری روز نهم تمام می‌شود (با احتمال ۸۰٪ بین هشتم و یازدهم).»."""
    now = board.course[-1]
    if not now.rows or now.collected >= now.rows:
        return Said("گردآوری تمام شده است." if now.rows else "هنوز ردیفی نیست.", "ok")
    if board.facts.closed_at:
        return Said("کارزار بسته شده است؛ گردآوری تمام نشد.", "mute")
    finish = board.finish
    if finish is None:
        return Said(
            "هنوز نمی‌شود گفت گردآوری کی تمام می‌شود؛ دست‌کم سه روز کامل کار لازم است.", "mute"
        )
    return Said(_sentence(finish), _tone(finish))


def _sentence(finish: Finish) -> str:
    low, middle, high = (ordinal(day) for day in (finish.low, finish.middle, finish.high))
    if finish.is_open:
        return f"با این آهنگ، پایان گردآوری دیده نمی‌شود؛ زودتر از روز {low} نیست."
    if low == high:
        return f"با این آهنگ، گردآوری روز {middle} تمام می‌شود (با احتمال ۸۰٪ همین روز)."
    return f"با این آهنگ، گردآوری روز {middle} تمام می‌شود (با احتمال ۸۰٪ بین {low} و {high})."


def _tone(finish: Finish) -> Tone:
    if finish.middle > finish.due or finish.is_open:
        return "bad"
    return "warn" if finish.high > finish.due else "ok"


def burn_up(board: Board) -> Chart | None:
    """Rows collected and approved by each evening, with the goal; None before the start."""
    now, starts = board.course[-1], board.facts.starts
    if now.day < starts or not now.rows:
        return None
    days = _days(board)
    known = {point.day: point for point in board.course}
    approved = _APPROVED.get(board.standing.unit.level, Group.BY_PROVINCE)
    return Chart(
        "ردیف‌های گردآوری‌شده و تأییدشده تا پایان هر روز",
        tuple(short_day(day) for day in days),
        (
            Series(
                Group.COLLECTED,
                tuple(_known(known.get(day), "collected") for day in days),
                HUES[Group.COLLECTED],
            ),
            Series(
                approved,
                tuple(_known(known.get(day), "approved") for day in days),
                HUES[approved],
            ),
            Series("آهنگ لازم برای گردآوری", _goal(board, days), GOAL_HUE),
        ),
        _pins(board, days),
        _span(board, days),
        goals=1,
    )


def _days(board: Board) -> list[date]:
    """To whatever comes last: the end, today or the forecast; of a long campaign its last days."""
    ends = [board.deadlines["province"], board.course[-1].day]
    if board.finish and not board.finish.is_open:
        ends.append(board.finish.last)
    last = max(ends)
    first = max(board.facts.starts, last - timedelta(days=_MOST_DAYS - 1))
    return [first + timedelta(days=nth) for nth in range((last - first).days + 1)]


def _known(point: Point | None, name: str) -> float | None:
    return None if point is None else float(getattr(point, name))


def _goal(board: Board, days: Sequence[date]) -> tuple[float | None, ...]:
    """An even pace from the start to the centres' deadline."""
    whole, due = board.course[-1].rows, board.deadlines["centre"]
    span = (due - board.facts.starts).days + 1
    return tuple(
        round(whole * ((day - board.facts.starts).days + 1) / span) if day <= due else None
        for day in days
    )


def _pins(board: Board, days: Sequence[date]) -> tuple[Pin, ...]:
    places = {day: place for place, day in enumerate(days)}
    named: dict[int, str] = {}
    for level in LEVELS:
        if (place := places.get(board.deadlines[level])) is not None:
            named[place] = _DUE[level]
    return tuple(Pin(place, text) for place, text in named.items())


def _span(board: Board, days: Sequence[date]) -> Span | None:
    finish = board.finish
    if finish is None or finish.is_open:
        return None
    first, last = (max((day - days[0]).days, 0) for day in (finish.first, finish.last))
    return Span(first, last, "پایان گردآوری، با احتمال ۸۰٪")


def short_day(day: date) -> str:
    """«۲ آذر»."""
    _, month, number = jalali.parts(day)
    return jalali.persian_digits(f"{number} {jalali.MONTHS[month - 1]}")
