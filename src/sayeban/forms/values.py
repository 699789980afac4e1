"""One answer: whether a question takes it, and how it is kept. Pure."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, cast

from sayeban.country import jalali, text
from sayeban.country.formats import mobile, national_id, postal_code
from sayeban.facts.public import FORMATS, is_malformed
from sayeban.forms.document import YEARS, Answer, Kind, Question

BOUNDED: Final = frozenset({"int", "year", "number", "money", "date"})
_DECIMALS: Final = 6
RANGES: Final[Mapping[str, tuple[int | str, int | str]]] = {
    "int": (-(10**15), 10**15),
    "year": YEARS,
    "number": (-(10**9), 10**9),
    "money": (0, 10**15),
    "date": ("1000-01-01", "2999-12-31"),
}
"""What an answer lies between where its question says nothing: no database refuses it."""
WRONG: Final[Mapping[str, str]] = {
    "bool": "«بله» یا «نه» را برگزینید.",
    "int": "یک عدد صحیح بنویسید.",
    "year": "سال را با چهار رقم بنویسید، مانند ۱۴۰۰.",
    "number": "یک عدد بنویسید.",
    "money": "مبلغ را به ریال و با رقم بنویسید.",
    "date": "چنین روزی در تقویم نیست.",
    "text": "پاسخ را بنویسید.",
    "code": "یکی از گزینه‌ها را برگزینید.",
    "codes": "دست‌کم یکی از گزینه‌ها را برگزینید.",
    "mobile": "شمارهٔ همراه درست نیست؛ مانند ۰۹۱۲۱۲۳۴۵۶۷.",
    "national_id": "کد ملی درست نیست؛ ده رقم روی کارت را دوباره ببینید.",
    "postal_code": "کد پستی درست نیست؛ ده رقم است.",
    "document": "تصویر سند را بفرستید.",
}
UNANSWERED: Final = "به این پرسش پاسخ دهید."
NOT_UNKNOWN: Final = "این پرسش پاسخ می‌خواهد و «نمی‌دانم» برای آن کافی نیست."
_OUTSIDE: Final = "پاسخ باید از {least} تا {most} باشد."
_LONG: Final = "پاسخ بلندتر از آن است که این پرسش می‌پذیرد."


def taken(question: Question, given: object) -> tuple[Answer, str]:
    """(the answer as it is kept, "") or (None, what is wrong with it)."""
    if given is None:
        return None, "" if question.may_be_unknown else NOT_UNKNOWN
    found = _READ[question.kind](question, given)
    if found is None:
        return None, WRONG[question.kind]
    if problem := _outside(question, given, found):
        return None, problem
    if is_malformed(question.fact, given):
        return None, FORMATS[question.fact].wrong
    return found, ""


def bound(kind: Kind, given: object) -> int | float | str | None:
    """A limit of such questions, None for what is none."""
    found = _READ[kind](Question("", kind, ""), given)
    if found is None or not RANGES[kind][0] <= found <= RANGES[kind][1]:  # type: ignore[operator]
        return None
    return cast("int | float | str", found)


def span(question: Question) -> tuple[int | float | str, int | float | str]:
    """The least and the most that a question takes."""
    least, most = RANGES[question.kind]
    return (
        least if question.least is None else question.least,
        most if question.most is None else question.most,
    )


def _outside(question: Question, given: object, found: Answer) -> str:
    if question.kind in BOUNDED:
        least, most = span(question)
        if least <= found <= most:  # type: ignore[operator]
            return ""
        return _OUTSIDE.format(
            least=_in_words(least, question.kind), most=_in_words(most, question.kind)
        )
    if question.kind == "text":
        # What was typed may be longer or shorter than its display form.
        sizes = (len(cast("str", given)), len(cast("str", found)))
        return _LONG if max(sizes) > question.longest else ""
    return ""


def _in_words(limit: float | str, kind: Kind) -> str:
    if isinstance(limit, str):
        return jalali.long_form(date.fromisoformat(limit))
    if kind == "year":
        return jalali.persian_digits(str(limit))
    plain = f"{limit:,}".replace(",", "٬").replace(".", "٫")
    return jalali.persian_digits(plain) + (" ریال" if kind == "money" else "")


def is_words(given: str) -> bool:
    """Whether a text holds words, and nothing that cannot be kept or shown."""
    kept = text.normalize(given)
    return bool(kept) and all(each.isprintable() or each in "\n\r\t\u200c\u200d" for each in given)


def _bool(question: Question, given: object) -> bool | None:
    del question
    return given if isinstance(given, bool) else None


def _int(question: Question, given: object) -> int | None:
    del question
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return int(given) if math.isfinite(given) and given == int(given) else None


def _number(question: Question, given: object) -> int | float | None:
    del question
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        return None
    if given == int(given):
        return int(given)
    return given if round(given, _DECIMALS) == given else None


def _date(question: Question, given: object) -> str | None:
    del question
    if not isinstance(given, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        return None
    try:
        date.fromisoformat(given)
    except ValueError:
        return None
    return given


def _text(question: Question, given: object) -> str | None:
    if not isinstance(given, str) or not is_words(given):
        return None
    kept = text.normalize(given)
    # A fact is one line.
    return " ".join(kept.split()) if question.fact else kept


def _code(question: Question, given: object) -> str | None:
    return given if isinstance(given, str) and given in question.codes else None


def _codes(question: Question, given: object) -> list[str] | None:
    if not isinstance(given, list) or not given:
        return None
    if not all(isinstance(each, str) and each in question.codes for each in given):
        return None
    return given if len(set(given)) == len(given) else None


def _valid(valid: Callable[[str], bool]) -> Callable[[Question, object], str | None]:
    return lambda _, given: given if isinstance(given, str) and valid(given) else None


def is_mobile(given: str) -> bool:
    """Whether it is a number as it is stored, +989…"""
    return mobile.canonical(given) == given


def _document(question: Question, given: object) -> int | None:
    found = _int(question, given)
    return found if found is not None and 0 < found <= RANGES["int"][1] else None  # type: ignore[operator]


_READ: Final[Mapping[Kind, Callable[[Question, object], Answer]]] = {
    "bool": _bool,
    "int": _int,
    "year": _int,
    "number": _number,
    "money": _int,
    "date": _date,
    "text": _text,
    "code": _code,
    "codes": _codes,
    "mobile": _valid(is_mobile),
    "national_id": _valid(national_id.valid),
    "postal_code": _valid(postal_code.valid),
    "document": _document,
}
