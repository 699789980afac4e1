"""The columns of a worksheet: the 21 of seed 001 in its order, three of ours, the hidden key.

A-050 … A-071. Identity and place are locked; what a centre may correct or has to collect is not.
"""

from dataclasses import dataclass
from typing import Final

from sayeban.exemptions import rules
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.people.public import person_columns
from sayeban.sheets.public import Column, Field

WORKLIST_SHEET: Final = "فهرست گردآوری"
ASIDE_SHEET: Final = "بدون نیاز به گردآوری"
RETURNED_SHEET: Final = "برگشتی‌ها"
KEY_LABEL: Final = "کلید ردیف"
RESULT_LABEL: Final = "نتیجه"
FORMAT_VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class WorksheetColumn:
    """One column: how it is written (`field`) and how it is found again (`sought`)."""

    key: str
    field: Field
    sought: Column


_PERSON = {column.key: column for column in person_columns(required=("national_id",))}


def _prefilled(key: str, label: str, width: int) -> WorksheetColumn:
    return WorksheetColumn(key, Field(label, width), _PERSON[key])


def _corrected(
    key: str, label: str, width: int, labels: dict[str, str] | None = None
) -> WorksheetColumn:
    """Headquarters filled it; a centre may correct it, and an empty cell leaves it as it is."""
    choices = tuple((labels or {}).values())
    return WorksheetColumn(key, Field(label, width, locked=False, choices=choices), _PERSON[key])


def _collected(
    key: str,
    label: str,
    width: int,
    *words: tuple[str, ...],
    labels: dict[str, str] | None = None,
    without: tuple[str, ...] = (),
) -> WorksheetColumn:
    """Collected by the centre: an empty cell says that nothing is known, so it must be there."""
    return WorksheetColumn(
        key,
        Field(label, width, locked=False, choices=tuple((labels or {}).values())),
        Column(key, label, words=words, without=without, required=True),
    )


def _connection(utility: str) -> tuple[WorksheetColumn, ...]:
    name = UTILITY_LABELS[utility]
    number = _collected(
        f"{utility}_number", f"شماره اشتراک {name}", 16, ("اشتراک", name), without=("نوع", "قبض")
    )
    if utility == "electricity":
        number = _collected(
            "electricity_number", "شماره بدنه کنتور برق", 18,
            ("بدنه",), ("سریال", "کنتور"), without=("نوع", "قبض"),
        )  # fmt: skip
    return (
        number,
        _collected(f"{utility}_bill", f"شناسه قبض {name}", 16, ("قبض", name), without=("نوع",)),
        _collected(
            f"{utility}_type", f"نوع انشعاب {name}", 13,
            ("نوع", name), labels=rules.CONNECTION_TYPES,
        ),
    )  # fmt: skip


COLUMNS: Final = (
    _prefilled("province", "استان", 14),
    _prefilled("county", "شهرستان", 14),
    _prefilled("centre", "کد مرکز(+)", 10),
    _prefilled("full_name", "نام و نام خانوادگی مددجو اصلی", 26),
    _prefilled("national_id", "کدملی مددجو اصلی", 13),
    _corrected("postal_code", "کدپستی", 13),
    _corrected("mobile", "شماره همراه", 14),
    _corrected("tenure", "وضعیت مالکیت خانوار/سرپرست", 15, rules.TENURES),
    _corrected("status", "وضعیت مددجو", 16, rules.STATUSES),
    _collected("tenancy_end", "تاریخ پایان اجاره", 13, ("پایان", "اجاره"), ("اتمام", "قرارداد")),
    _collected("location", "موقعیت مکانی", 26, ("موقعیت",), labels=rules.LOCATIONS),
    *_connection("gas"),
    *_connection("electricity"),
    *_connection("water"),
    _collected("remarks", "توضیحات", 30, ("توضیح",)),
    _collected("channel", "راه تماس", 18, ("راه", "تماس"), labels=rules.CHANNELS),
    _collected("source", "منبع", 20, ("منبع",), labels=rules.SOURCES),
    _collected(
        "no_data_reason", "دلیل نبود اطلاعات", 22, ("دلیل", "اطلاعات"), labels=rules.NO_DATA_REASONS
    ),
    WorksheetColumn(
        "key", Field(KEY_LABEL, 10, hidden=True), Column("key", KEY_LABEL, required=True)
    ),
)  # fmt: skip
KEYS: Final = tuple(column.key for column in COLUMNS)
FIELDS: Final = {column.key: column.field for column in COLUMNS}
SOUGHT: Final = tuple(column.sought for column in COLUMNS)

ASIDE_FIELDS: Final = (*(column.field for column in COLUMNS[:5]), Field("دلیل", 60))
"""Of the lists behind it: place, name, national id, and why nothing needs to be collected or why
the row was sent back."""
