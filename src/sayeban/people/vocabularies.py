"""Words that offices write for tenure, status and yes or no, in any spelling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from sayeban.country import text

YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = ""

_ABSENT = ("نامشخص", "نامعلوم", "مشخص نیست", "unknown", "n/a", "؟", "?")


def _key(typed: str) -> str:
    """The match key without brackets and punctuation; a dash or a dot alone is empty."""
    return text.match_key(typed).translate({ord(char): None for char in "()[]«»/:;,!*'\"‌"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each code may be called. `words` are whole values, `parts` pieces tried in order.

    A piece whose code is None is known to mean nothing safe, such as «فوت نشده».
    """

    words: Mapping[str, Sequence[str]]
    parts: Sequence[tuple[str, str | None]] = ()
    _by_key: dict[str, str] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for code, words in self.words.items():
            self._by_key.update(dict.fromkeys(map(_key, words), code))

    def read(self, typed: str) -> str | None:
        """The code of a value; "" when nothing is written, None when it is not understood."""
        key = _key(typed)
        if not key or key in self._by_key:
            return self._by_key.get(key, UNKNOWN)
        return next((code for part, code in self.parts if _key(part) in key), None)

    def expr(self, column: pl.Expr) -> pl.Expr:
        """Polars form of `read`: String in, String out. Each distinct value is read once."""
        return column.map_batches(self._read_distinct, return_dtype=pl.String)

    def _read_distinct(self, typed: pl.Series) -> pl.Series:
        distinct = typed.drop_nulls().unique()
        codes = pl.Series([self.read(value) for value in distinct], dtype=pl.String)
        return typed.replace_strict(distinct, codes, default=None, return_dtype=pl.String)


TENURE: Final = Vocabulary(
    {
        "owner": (
            *("مالک", "مالکیت", "ملکی", "ملک شخصی", "شخصی", "منزل شخصی", "صاحبخانه"),
            *("صاحب خانه", "دارای مسکن", "مسکن ملکی", "owner", "own", "owned"),
        ),
        "tenant": (
            *("استیجاری", "اجاره", "اجاره‌ای", "مستأجر", "اجاره‌نشین", "رهن", "رهنی"),
            *("رهن و اجاره", "tenant", "rent", "rental", "rented"),
        ),
        "other": (
            *("نه مالک و نه مستأجر", "غیره", "سایر", "سازمانی", "منزل سازمانی", "وقفی"),
            *("موقوفه", "رایگان", "پدری"),
            *("منزل پدری", "منزل اقوام", "منزل بستگان", "سرایداری", "سرایدار", "other"),
        ),
    },
    (
        ("غیر استیجاری", None),
        ("غیر مالک", None),
        ("استیجار", "tenant"),
        ("مستأجر", "tenant"),
        ("اجاره", "tenant"),
        ("رهن", "tenant"),
        ("پدری", "other"),
        ("اقوام", "other"),
        ("بستگان", "other"),
        ("سازمانی", "other"),
        ("مالک", "owner"),
        ("ملکی", "owner"),
        ("شخصی", "owner"),
    ),
)

STATUS: Final = Vocabulary(
    {
        "active": (
            *("فعال", "تحت پوشش", "جاری", "باز", "در قید حیات", "زنده", "عادی", "دارای پرونده"),
            *("پرونده فعال", "active", "alive"),
        ),
        "exited": (
            *("خروج", "خروج از پرونده", "خارج شده", "مختومه", "بسته", "خاتمه", "ترخیص"),
            *("قطع خدمت", "exit", "exited", "closed"),
        ),
        "deceased": (
            *("فوت", "فوتی", "فوت شده", "متوفی", "متوفا", "متوفیه", "مرحوم", "مرحومه"),
            *("deceased", "dead", "death"),
        ),
    },
    (
        ("نشده", None),
        ("عدم", None),
        ("غیر", None),
        ("نیست", None),
        ("ندارد", None),
        ("فوت", "deceased"),
        ("متوفی", "deceased"),
        ("خروج", "exited"),
        ("خارج شد", "exited"),
        ("مختوم", "exited"),
        ("تحت پوشش", "active"),
    ),
)
"""«غیرفعال» is not understood on purpose: nobody is removed for a word that may mean anything."""

_YES = (
    *("بله", "بلی", "آری", "دارد", "دارای", "هست", "است", "مثبت", "می‌باشد", "درست"),
    *("دریافت می‌کند", "می‌گیرد", "1", "true", "yes", "y", "t", "✓", "✔"),
)
_NO = (
    *("خیر", "نه", "ندارد", "نیست", "فاقد", "عدم", "منفی", "نمی‌باشد", "نادرست"),
    *("دریافت نمی‌کند", "نمی‌گیرد", "0", "false", "no", "n", "f", "×", "✗", "✘"),
)
_NEGATIONS = tuple(
    (part, NO)
    for part in ("غیر", "ندارد", "نیست", "نمی", "فاقد", "عدم", "بدون", "قطع", "حذف", "لغو")
)


def _yes_no(yes: Sequence[str], no: Sequence[str], parts: Sequence[str]) -> Vocabulary:
    return Vocabulary(
        {YES: (*_YES, *yes), NO: (*_NO, *no), UNKNOWN: _ABSENT},
        (*_NEGATIONS, *((part, YES) for part in parts)),
    )


PENSION: Final = _yes_no(
    ("مستمری", "مستمری‌بگیر", "pension", "recipient"), ("non recipient",), ("مستمری",)
)
CARE: Final = _yes_no(
    ("مقیم", "یارانه‌ای", "شبانه‌روزی", "resident"), ("روزانه", "در منزل"), ("مقیم", "شبانه‌روزی")
)
FILE: Final = _yes_no(("فعال", "تشکیل شده"), ("تشکیل نشده",), ("دارای", "دارد"))
