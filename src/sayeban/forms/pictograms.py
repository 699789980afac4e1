"""The drawings that stand beside questions, for who reads little: names of design/icons.jinja."""

from collections.abc import Mapping
from typing import Final

PICTOGRAMS: Final[Mapping[str, str]] = {
    "house": "خانه",
    "people": "خانواده",
    "water": "آب",
    "electricity": "برق",
    "gas": "گاز",
    "camera": "عکس",
    "list": "فهرست",
    "check": "تأیید",
}
