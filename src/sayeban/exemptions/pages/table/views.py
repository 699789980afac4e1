"""The columns of the table: those of a worksheet, by view, under the heads of their groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayeban.exemptions.words import FIELD_LABELS, UTILITY_LABELS

_DWELLING: Final = ("postal_code", "mobile", "tenure", "status", "tenancy_end", "location")
_WAYS: Final = ("channel", "source")
_REST: Final = ("no_data_reason", "remarks")
_FACTS: Final = ("number", "bill", "type")
ALL: Final = ""
DWELLING: Final = "dwelling"


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that stand together under one head. `size`: how many."""

    label: str
    size: int


def view_labels(utilities: Sequence[str]) -> dict[str, str]:
    """The views that can be chosen for a campaign of these utilities."""
    named = {utility: f"انشعاب {UTILITY_LABELS[utility]}" for utility in utilities}
    return {ALL: "همهٔ ستون‌ها", DWELLING: "خانوار و مسکن", **named}


def columns_of(view: str, utilities: Sequence[str]) -> tuple[str, ...]:
    """Keys of worksheet.columns in the order of the view; those of an unknown one are all."""
    if view == DWELLING:
        return (*_DWELLING, *_REST)
    if view in utilities:
        return (*_of(view), *_WAYS, *_REST)
    connections = (key for utility in utilities for key in _of(utility))
    return (*_DWELLING, *connections, *_WAYS, *_REST)


def groups_of(columns: Sequence[str]) -> tuple[Group, ...]:
    """The heads above the columns, in their order."""
    found: list[Group] = []
    for key in columns:
        label = _group(key)
        if found and found[-1].label == label:
            found[-1] = Group(label, found[-1].size + 1)
        else:
            found.append(Group(label, 1))
    return tuple(found)


def short_label(key: str) -> str:
    """The head of a column under its group: «شناسهٔ قبض»."""
    utility, _, fact = key.partition("_")
    if utility not in UTILITY_LABELS:
        return FIELD_LABELS[key]
    number = "شمارهٔ بدنهٔ کنتور" if utility == "electricity" else "شمارهٔ اشتراک"
    return number if fact == "number" else FIELD_LABELS[fact]


def _of(utility: str) -> tuple[str, ...]:
    return tuple(f"{utility}_{fact}" for fact in _FACTS)


def _group(key: str) -> str:
    utility = key.partition("_")[0]
    if utility in UTILITY_LABELS:
        return f"انشعاب {UTILITY_LABELS[utility]}"
    return "خانوار و مسکن" if key in _DWELLING else "راه، منبع و توضیح"
