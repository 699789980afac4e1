"""Cells of a worksheet's row, between what is stored and what people read and write.

A worksheet's row is whole; a row of the table or of a pasted part of a sheet is not: what nobody
typed stays as it is.
"""

from collections.abc import Mapping
from typing import Final

from sayeban.country.formats import mobile
from sayeban.exemptions import rules
from sayeban.exemptions.rules import SHEET_KEY_UTILITIES, UTILITIES
from sayeban.exemptions.words import FIELD_LABELS, UTILITY_LABELS, field_label
from sayeban.exemptions.worksheet import words
from sayeban.people.public import Vocabulary

_FACTS: Final[Mapping[str, Mapping[str, str]]] = {
    "type": rules.CONNECTION_TYPES,
    "channel": rules.CHANNELS,
    "source": rules.SOURCES,
}
CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "tenure": rules.TENURES,
    "status": rules.STATUSES,
    "location": rules.LOCATIONS,
    "channel": rules.CHANNELS,
    "source": rules.SOURCES,
    "no_data_reason": rules.NO_DATA_REASONS,
} | {f"{utility}_{fact}": labels for utility in UTILITIES for fact, labels in _FACTS.items()}
"""The words of a column or field, where it has any: code to label."""
CODES: Final = frozenset(
    [
        *("postal_code", "mobile", "tenancy_end"),
        *(f"{utility}_{fact}" for utility in UTILITIES for fact in ("number", "bill")),
    ]
)
"""Columns of digits: left to right."""
_OF_ALL: Final[Mapping[str, Vocabulary]] = {"channel": words.CHANNELS, "source": words.SOURCES}
"""One cell for all connections."""
NUMBERS: Final = ("bill", "number")
"""Of one connection, what only one that exists can have."""
_OF_ONE: Final = ("type", *NUMBERS)


def first_known(values: Mapping[str, str], fact: str) -> str:
    """What the worksheet's one cell of channel or source shows (stored.first_of)."""
    return next((held for u in SHEET_KEY_UTILITIES if (held := values[f"{u}_{fact}"])), "")


def cell_values(values: Mapping[str, str]) -> dict[str, str]:
    """Values of typed.FORM_FIELDS by column of the worksheet: one channel and one source."""
    ways = {fact: first_known(values, fact) for fact in _OF_ALL}
    return {**values, **ways, "mobile": mobile.dialled(values["mobile"])}


def in_words(name: str, value: str) -> str:
    """A value of a column or field as the worksheet writes it."""
    if name == "mobile":
        return mobile.dialled(value)
    return CHOICES[name].get(value, value) if name in CHOICES else value


def cell_label(name: str) -> str:
    """A column or field in words: «شناسهٔ قبض گاز»."""
    utility, _, fact = name.partition("_")
    return field_label(fact, utility) if utility in UTILITY_LABELS else FIELD_LABELS[name]


def merged(values: Mapping[str, str], typed: Mapping[str, str], method: str) -> dict[str, str]:
    """The fields of typed.FORM_FIELDS: `values` as they are stored, under what was `typed`.

    `typed` maps keys of worksheet.columns to cells in any spelling, "" clears. A way that is typed
    as it already stands is given to those connections alone that have none. `method` is the entry
    method of each connection of which something was typed. A connection that there is not loses
    the numbers that it had; beside a new one the word is left to be refused.
    """
    new = dict(values)
    for key, cell in typed.items():
        if key not in _OF_ALL:
            new[key] = cell
            continue
        same = (_OF_ALL[key].read(cell) or cell) == first_known(values, key)
        for utility in UTILITIES:
            name = f"{utility}_{key}"
            new[name] = (values[name] or cell) if same else cell
    for utility in UTILITIES:
        names = [f"{utility}_{fact}" for fact in _OF_ONE]
        if any(name in typed and typed[name] != values[name] for name in names):
            new[f"{utility}_method"] = method
        if words.CONNECTION_TYPES.read(new[names[0]]) == "none":
            new |= {name: "" for name in names[1:] if new[name] == values[name]}
    return new
