"""What a version says of the nation as it is being written: counted at once, nothing kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from sayeban.eligibility.reads.asking import asked_some
from sayeban.eligibility.reads.sampled import Sampled, sampled
from sayeban.eligibility.reads.versions import Ready
from sayeban.eligibility.rules import SAMPLE
from sayeban.kit.shares import wilson

MOST: Final = 200_000
"""Of a larger nation so many are asked and the numbers are about."""
QUICK: Final = 20_000
"""So many are asked each time that a page of the editor is drawn."""
_TOLD: Final = """
SELECT outcome, many, id, met, unknown FROM (
  SELECT id, outcome, met, unknown, count(*) OVER (PARTITION BY outcome) AS many,
    row_number() OVER (PARTITION BY outcome ORDER BY hashint8extended(id, 0)) AS n
  FROM ({asked}) asked) ranked
WHERE n <= %(few)s ORDER BY n, outcome
"""
_KINDS: Final = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of those asked have a yes, a no, neither; each of them is one of `each`."""

    yes: int
    no: int
    unknown: int
    each: float

    @property
    def asked(self) -> int:
        """Of so many persons or households."""
        return self.yes + self.no + self.unknown

    @property
    def about(self) -> bool:
        """Whether not all were asked."""
        return self.each > 1

    @property
    def nation(self) -> tuple[int, int, int]:
        """How many of the nation have a yes, a no, neither."""
        yes, no, unknown = (_rounded(n, self.each) for n in (self.yes, self.no, self.unknown))
        return yes, no, unknown

    @property
    def between(self) -> tuple[int, int]:
        """The 95 % interval of that, if those asked stand for all as a random sample would."""
        low, high = wilson(self.yes, self.asked)
        there = self.asked * self.each
        return _two_figures(round(low * there)), _two_figures(round(high * there))


@dataclass(frozen=True, slots=True)
class Tried:
    """What it counts, and `sample`: twenty of those asked."""

    counted: Counted
    sample: tuple[Sampled, ...]


def tried(version: Ready, most: int = MOST) -> Tried:
    """Ask it of all, of `most` where there are more. The caller records the look."""
    question, each = asked_some(version, most)
    with connection.cursor() as cursor:
        sql = _TOLD.format(asked=question.sql)
        cursor.execute(sql, {**question.given, "few": SAMPLE})
        rows = cursor.fetchall()
    found = {outcome: many for outcome, many, *_ in rows}
    some = [_one(*row) for row in rows[:SAMPLE]]
    return Tried(_counted(found, each, most), tuple(sampled(some, version)))


_COUNT: Final = "SELECT outcome, count(*) FROM ({asked}) asked GROUP BY outcome"


def counted(version: Ready, most: int) -> Counted:
    """How many of about `most` of them have a yes, a no, neither; names nobody."""
    question, each = asked_some(version, most)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(asked=question.sql), question.given)
        return _counted(dict(cursor.fetchall()), each, most)


def _counted(found: Mapping[bool | None, int], each: float, most: int) -> Counted:
    """A part is drawn by whole pages, so how many were asked varies: they stand for all of them."""
    asked = sum(found.values())
    if each > 1 and asked:
        each = max(each * most / asked, 1.0)
    return Counted(found.get(True, 0), found.get(False, 0), found.get(None, 0), each)


def _one(outcome: bool | None, _: int, subject: int, met: int, unknown: int) -> dict[str, Any]:
    told = {"subject": subject, "outcome": outcome, "met": met, "unknown": unknown}
    return told | {"kind": _KINDS[outcome]}


def _rounded(many: int, each: float) -> int:
    """As many of the nation: two figures are told where it is about, for more are not known."""
    if each == 1:
        return many
    return _two_figures(round(many * each))


def _two_figures(number: int) -> int:
    return round(number, 2 - len(str(number)))
