"""Facts of type text that are written in one way alone, by key. Pure.

A key never changes its meaning, so its format is no column that somebody could change under what
is kept already.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sayeban.country import text
from sayeban.country.formats import iban


@dataclass(frozen=True, slots=True)
class Format:
    """How such a text is kept: `wrong` says what to do about another, `sql` names the function of
    the database that judges the same."""

    name: str
    valid: Callable[[str], bool]
    canonical: Callable[[str], str | None]
    wrong: str
    sql: str

    def read(self, typed: str) -> str:
        """As it is kept; what is none of it stays as it was typed."""
        return self.canonical(text.identifier(typed)) or typed


FORMATS: Final[Mapping[str, Format]] = {
    "iban": Format(
        "ir-iban",
        iban.valid,
        iban.canonical,
        "شمارهٔ شبا درست نیست؛ IR و ۲۴ رقم پس از آن را دوباره ببینید.",
        "iban_valid",
    ),
}


def is_malformed(key: str, value: object) -> bool:
    """Whether a fact of this key cannot be written so."""
    found = FORMATS.get(key)
    return found is not None and not (isinstance(value, str) and found.valid(value))
