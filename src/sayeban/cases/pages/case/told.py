"""What happened to a case, entry by entry in words: no code of the system is shown to anybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sayeban.cases.pages.case.shown import Names
from sayeban.cases.reads.case_file import CaseFile, EventRow
from sayeban.cases.rules import CLOCKS, DOCUMENT_STATES, EVENTS, LATE, RESULTS
from sayeban.design.filters import fa, jdate
from sayeban.facts.public import label_of

_WHYS: Final[Mapping[str, str]] = {
    "client": "زمانی که متقاضی صرف کرد",
    "paused": "شمارش زمان متوقف بود",
    "late": "کار دیر شد",
    "reopened": "پرونده دوباره باز شد",
    "calendar": "تقویم کاری تغییر کرد",
    "taken_back": "نتیجه‌ای پس گرفته شد",
}
"""Why a promised day moved."""
_NOTES: Final[Mapping[str, str]] = {
    "question": "از کارشناس رابط پرسیده شد",
    "answer": "کارشناس رابط پاسخ داد",
}
"""What was written into a case where it is no mere note."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the timeline."""

    title: str
    at: datetime
    by: str
    text: str


def happened(file: CaseFile, names: Names) -> tuple[Happened, ...]:
    """The timeline, the newest first."""
    papers = {each.code: each.title for each in file.documents}
    return tuple(
        Happened(
            f"{_what(each)}: {each.title}" if each.title else _what(each),
            each.at,
            names.user(each.actor),
            _said(each, names, papers),
        )
        for each in file.events
    )


def _what(event: EventRow) -> str:
    noted = _NOTES.get(event.new, "") if event.what == "noted" else ""
    return noted or EVENTS[event.what]


def _said(event: EventRow, names: Names, papers: Mapping[str, str]) -> str:
    if event.what == "promised":
        return f"تا {_day(event.new)}؛ {_WHYS.get(event.reason, event.reason)}"
    words: Mapping[str, Callable[[], str]] = {
        "closed": lambda: RESULTS.get(event.new, ""),
        "corrected": lambda: label_of(event.new),
        "reopened": lambda: f"نتیجهٔ پیشین: {RESULTS.get(event.old, '')}",
        "paused": lambda: f"نوبت: {CLOCKS.get(event.new, '')}",
        "late": lambda: LATE.get(_number(event.new), ""),
        "reminded": lambda: {"1": "به کارشناس رابط", "2": "به مسئول واحد"}.get(event.new, ""),
        "noted": lambda: "",
        "migrated": lambda: f"از نسخهٔ {fa(event.old)} به نسخهٔ {fa(event.new)}",
        "handed_over": lambda: (
            f"به {names.user(_number(event.new))}" if event.new else "آزاد برای همه"
        ),
        "document": lambda: _paper(event, papers),
    }
    said = words.get(event.what, str)()
    return "، ".join(each for each in (said, event.reason) if each)


def _paper(event: EventRow, papers: Mapping[str, str]) -> str:
    code, _, state = event.new.partition(":")
    said = f"{papers.get(code, '')}: {DOCUMENT_STATES.get(state, '')}"
    return f"{said}، فایل پیشین کنار رفت" if key_of(event.old) else said


def key_of(old: str) -> UUID | None:
    """The key of the file that an event says was there before; None where it names a state."""
    try:
        return UUID(old)
    except ValueError:
        return None


def _number(new: str) -> int:
    return int(new) if new.isascii() and new.isdecimal() else 0


def _day(new: str) -> str:
    return jdate(date.fromisoformat(new))
