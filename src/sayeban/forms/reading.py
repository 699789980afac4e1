"""Reading a document of which everything may be wrong: what is wrong is noted and it goes on."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from sayeban.country import text
from sayeban.forms.refusals import Problem

_KEY: Final = re.compile("[a-z][a-z0-9_]{0,39}")
LONGEST_LABEL: Final = 200


@dataclass
class Reader:
    """What was found wrong so far."""

    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str, why: str) -> None:
        """Note a problem at a key."""
        self.problems.append(Problem(place, why))

    def mapping(self, place: str, given: object, known: AbstractSet[str]) -> Mapping[str, Any]:
        if not isinstance(given, Mapping):
            self.wrong(place, "ساختار سند درست نیست: اینجا باید یک شیء JSON باشد.")
            return {}
        for name in sorted(str(each) for each in given if each not in known):
            self.wrong(place, f"کلید {name} شناخته نیست.")
        return given

    def listed(self, place: str, given: object, name: str, most: int) -> Sequence[Any]:
        if not isinstance(given, list):
            self.wrong(place, f"{name} نیامده است.")
            return []
        if len(given) > most:
            self.wrong(place, f"{name} بیش از اندازه است.")
            return given[:most]
        return given

    def key(self, place: str, given: object, name: str) -> str:
        if isinstance(given, str) and _KEY.fullmatch(given):
            return given
        self.wrong(place, f"{name} باید با حرف کوچک لاتین آغاز شود و تنها حرف، رقم و _ داشته باشد.")
        return ""

    def words(self, place: str, given: object, name: str, most: int) -> str:
        if isinstance(given, str) and "\0" not in given and 0 < len(text.normalize(given)) <= most:
            return text.normalize(given)
        self.wrong(place, f"{name} نیامده یا بیش از اندازه بلند است.")
        return ""

    def flag(self, key: str, given: object) -> bool:
        if not isinstance(given, bool):
            self.wrong(key, "required و sensitive تنها true یا false می‌گیرند.")
        return given is True
