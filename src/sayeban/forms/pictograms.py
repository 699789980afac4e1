"""The drawings that stand beside questions, for who reads little: names of design/icons.jinja."""

from collections.abc import Mapping
from typing import Final

PICTOGRAMS: Final[Mapping[str, str]] = {
    "house": "خانه",
    "people": "خانوار",
    "water": "آب",
    "electricity": "برق",
    "gas": "گاز",
    "money": "پول",
    "work": "کار",
    "health": "سلامت",
    "school": "درس",
    "card": "کارت شناسایی",
    "phone": "تلفن",
    "calendar": "تاریخ",
    "camera": "عکس",
    "list": "فهرست",
    "check": "تأیید",
}
