"""Values that audit and history of settings keep as codes, as people read them."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sayeban.accounts.public import POST_LABELS, user_names
from sayeban.country.text import ascii_digits
from sayeban.design.filters import fa, jdate, jdatetime
from sayeban.exemptions.public import KEPT_WORDS, kept_names
from sayeban.kit.units import Unit, UnitName
from sayeban.organisations.public import WEEKDAYS, unit_labels
from sayeban.sites.setting_words import CODES, setting_names

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    **KEPT_WORDS,
    **CODES,
    "post": {post.value: label for post, label in POST_LABELS.items()},
    "weekdays": {str(number): name for number, name in WEEKDAYS},
}
_PEOPLE: Final = frozenset({"user_id", "by", "author", "authors", "approver", "editors"})
_UNITS: Final = frozenset({"unit", "province", "provinces", "county", "without"})
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:Z|[+-][0-9:]{2,6})")
_IDENTIFIERS: Final = frozenset({"code", "username", "company", "number_pattern"})


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Names of the people, units and things that some values speak of, looked up once."""

    people: Mapping[int, str]
    units: Mapping[str, str]
    things: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, values: Iterable[tuple[str, Any]]) -> "KeptWords":
        """For values by their names; those that speak of nobody are left aside."""
        asked: set[str] = set()
        people: set[int] = set()
        units: dict[str, Unit] = {}
        for name, value in values:
            asked.add(name)
            if _is_person(name):
                people |= {int(text) for text in parts(value) if text.isdecimal()}
            elif name in _UNITS:
                units |= {text: unit for text in parts(value) if (unit := _unit(text))}
        labels = unit_labels(set(units.values()))
        names = {text: labels[unit] for text, unit in units.items()}
        return cls(user_names(people), names, kept_names(asked) | setting_names(asked))

    def say(self, name: str, value: Any) -> str:  # noqa: ANN401 - a value of any column
        """One value in words; "—" for none."""
        return "، ".join(self._one(name, each) for each in parts(value)) or "—"

    def _one(self, name: str, text: str) -> str:
        if name in _UNITS:
            return self.units.get(text, text)
        if _is_person(name):
            return self.people.get(int(text) if text.isdecimal() else 0, text)
        if word := (_WORDS.get(name) or self.things.get(name, {})).get(text):
            return word
        if name in _IDENTIFIERS:
            return text
        return _plain(text)


def _is_person(name: str) -> bool:
    return name in _PEOPLE or name.endswith("_by")


def parts(value: Any) -> list[str]:  # noqa: ANN401 - a value of any column
    """The single values in a value, also in a list that was kept as its Python text."""
    if value is None or value == "":
        return []
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    text = str(value)
    if text[:1] in "([{" and text[-1:] in ")]}":
        return [each.strip(" '\"") for each in text[1:-1].split(",") if each.strip()]
    return [text]


def _plain(text: str) -> str:
    if text in ("True", "False"):
        return "بله" if text == "True" else "نه"
    # What somebody typed may look like a day that no calendar has.
    with suppress(ValueError, OverflowError):
        if _DAY.fullmatch(text):
            return jdate(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return jdatetime(datetime.fromisoformat(text))
    if re.fullmatch("[0-9]+([.][0-9]+)?", text):
        return fa(text.removesuffix(".0")).replace(".", "٫")
    return text


def _unit(text: str) -> Unit | None:
    """The unit of "hq", "07", "0701" or "centre:7011"; a centre is named without its county."""
    name = UnitName.parse(ascii_digits(text))
    if name is None:
        return None
    return Unit.hq() if name.level == "hq" else Unit(name.level, **{name.level: name.code})
