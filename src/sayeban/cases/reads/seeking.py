"""Whose steps somebody seeks: by the number of a case, by national id or file number, by name."""

from typing import Any, Final

from sayeban.cases.tracking import tracking_number
from sayeban.country import text
from sayeban.country.formats import national_id

LEAST_LETTERS: Final = 3
"""A shorter part of a name finds half the list."""

_OF_CASE: Final = "s.case_id = (SELECT id FROM cases_case WHERE tracking_no = %(sought)s)"
_OF_PERSON: Final = """s.case_id IN (
  SELECT c.id FROM people_person p JOIN cases_case c ON c.person_id = p.id
  WHERE p.identifier_type = 'national_id' AND p.identifier = %(sought)s
    OR p.file_number = %(written)s AND p.file_number <> '')"""
# OFFSET 0 keeps the planner from reading all persons first: of the open steps of one list, which
# are found by its index, each one's person is looked at.
_OF_NAME: Final = """EXISTS (
  SELECT FROM cases_case c JOIN people_person p ON p.id = c.person_id
  WHERE c.id = s.case_id AND fa_match_key(p.full_name) LIKE ALL (%(sought)s) OFFSET 0)"""

_OF_NONE: Final[tuple[str, dict[str, Any]]] = ("false", {})


def is_too_short(typed: str) -> bool:
    """Whether it is no number and too few letters for a name."""
    written = text.identifier(typed)
    return not written.isdecimal() and len(text.match_key(typed)) < LEAST_LETTERS


def sought(typed: str) -> tuple[str, dict[str, Any]]:
    """A condition on the step `s` with its values: that it is of whom the typed words name.

    Of a name all words have to be in it, in any order and spelling.
    """
    if number := tracking_number(typed):
        return _OF_CASE, {"sought": number}
    written = text.identifier(typed)
    if written.isdecimal():
        restored, _ = national_id.restore(written)
        return _OF_PERSON, {"sought": restored, "written": written}
    words = [key for word in text.normalize(typed).split() if (key := text.match_key(word))]
    # Nothing that could stand in a name names nobody.
    return (_OF_NAME, {"sought": [f"%{_plain(word)}%" for word in words]}) if words else _OF_NONE


def _plain(word: str) -> str:
    """Without a special meaning in LIKE."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
