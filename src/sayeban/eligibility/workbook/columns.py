"""Columns and words of the workbook of rules."""

from collections.abc import Mapping
from typing import Final

from sayeban.eligibility.rules import APPLIES_TO, SUBJECTS
from sayeban.sheets.public import Column

RULES_SHEET: Final = "قاعده‌ها"
CONDITIONS_SHEET: Final = "شرط‌ها"
CODE: Final = "کد قاعده"

RULES: Final[Mapping[str, str]] = {
    "code": CODE,
    "title": "عنوان قاعده",
    "subject": "قاعده دربارهٔ",
    "institution": "نهاد",
    "service": "کد خدمت",
    "applies_to": "زمان سنجش",
    "legal_basis": "مستند قانونی قاعده",
    "valid_from": "روز آغاز",
    "revision": "بار نوشتن",
}
CONDITIONS: Final[Mapping[str, str]] = {
    "code": CODE,
    "depth": "لایه",
    "node": "گونهٔ ردیف",
    "id": "نام شرط",
    "fact": "کلید داده",
    "op": "مقایسه",
    "side": "گونهٔ طرف دیگر",
    "right": "طرف دیگر",
    "yes": "جملهٔ بله",
    "no": "جملهٔ نه",
    "ask": "جملهٔ نامعلوم",
    "basis": "مستند شرط",
}
LEAF: Final = "شرط"
NODES: Final[Mapping[str, str]] = {"all": "همه", "any": "یکی", "not": "نقیض", "at_least": "دست‌کم"}
OPS: Final[Mapping[str, str]] = {
    "=": "برابر",
    "!=": "نابرابر",
    "<": "کمتر از",
    "<=": "کمتر یا برابر",
    ">": "بیشتر از",
    ">=": "بیشتر یا برابر",
    "in": "یکی از",
    "not_in": "هیچ‌یک از",
}
SIDES: Final[Mapping[str, str]] = {"value": "مقدار", "param": "پارامتر", "other": "داده"}
_ALSO: Final = {"no": ("جملهٔ خیر",)}
"""Heads of columns in books that older versions wrote."""
WORDS: Final[Mapping[str, Mapping[str, str]]] = {"subject": SUBJECTS, "applies_to": APPLIES_TO}
YES_OR_NO: Final = {"بله": True, "نه": False, "خیر": False, "true": True, "false": False}
BETWEEN: Final = "؛"
"""Between the values of a list."""


def sought(columns: Mapping[str, str], *, optional: tuple[str, ...] = ()) -> list[Column]:
    """The columns to look for in a sheet."""
    return [
        Column(key, label, _ALSO.get(key, ()), required=key not in optional)
        for key, label in columns.items()
    ]
