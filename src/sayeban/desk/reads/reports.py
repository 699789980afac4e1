"""How the desks did: what was closed since a day, per desk, service, month or province."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self

from django.db import connection

from sayeban.cases.public import RESULTS
from sayeban.desk.rules import FEW, wilson

KEYS: Final[Mapping[str, str]] = {
    "desk": "desk_id",
    "service": "service",
    "month": "month",
    "province": "province",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is narrowed to; `by` is one of KEYS, the rest empty for all."""

    by: str
    since: date
    service: str = ""
    desk: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The same for the statement."""
        return {"since": self.since, "service": self.service, "desk": self.desk}


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `of`; None of nothing. What is not in `of` is not known."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        """As a share 0..1."""
        return self.part / self.of if self.of else None

    @property
    def few(self) -> bool:
        """So few that a single request moves the share much."""
        return 0 < self.of < FEW

    @property
    def reach(self) -> tuple[float, float]:
        """Where the share lies with 95 % certainty."""
        return wilson(self.part, self.of)


@dataclass(frozen=True, slots=True)
class Served:
    """Visits to the desk: those who were called, and those of them in time."""

    visits: int = 0
    called: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one desk, service, month or province. `days` are p20, p50 and p80.

    `results` count how the requests ended, in the order of cases' RESULTS; `target` is the mean
    of what was aimed at.
    """

    key: str
    closed: int
    results: tuple[int, ...]
    told: Share
    on_time: Share
    in_target: Share
    one_visit: Share
    good: Share
    days: tuple[int, int, int] | None
    target: float | None
    visits: float | None
    referrals: float | None
    served: Served = Served()

    @property
    def access(self) -> Share:
        """Who was called in time, of all who were called."""
        return Share(self.served.soon, self.served.called)

    @property
    def legally(self) -> Share:
        """What the law does not allow, apart from what was refused."""
        return Share(self.results[_LEGALLY], self.closed)

    def with_visits(self, served: Served) -> Self:
        """The same with the visits of its desk, service, month or province."""
        return replace(self, served=served)


_NARROWED: Final = """
  AND (%(service)s = '' OR o.service = %(service)s)
  AND (%(desk)s::bigint IS NULL OR o.desk_id = %(desk)s)
"""
_CLOSED: Final = """
SELECT grouping(o.{key}), coalesce(o.{key}::text, '') AS key, count(*),
  {results},
  count(*) FILTER (WHERE s.mobile <> ''), count(s.id),
  count(*) FILTER (WHERE on_time AND result <> 'withdrawn'),
  count(*) FILTER (WHERE result <> 'withdrawn'),
  count(*) FILTER (WHERE days <= target AND result <> 'withdrawn'),
  count(days) FILTER (WHERE result <> 'withdrawn'),
  count(*) FILTER (WHERE visits <= 1), count(visits),
  count(*) FILTER (WHERE s.face = 3), count(s.face),
  percentile_disc(ARRAY[0.2, 0.5, 0.8]) WITHIN GROUP (ORDER BY days)
    FILTER (WHERE result <> 'withdrawn'),
  avg(target)::float8, avg(visits)::float8, avg(referrals)::float8
FROM desk_outcome o LEFT JOIN desk_survey s ON s.case_id = o.case_id
WHERE o.closed_on >= %(since)s {narrowed}
GROUP BY GROUPING SETS ((o.{key}), ())
"""
_RESULTS: Final = ", ".join(f"count(*) FILTER (WHERE result = '{each}')" for each in RESULTS)
_LEGALLY: Final = list(RESULTS).index("legally_not_possible")
_VISITS: Final = """
SELECT grouping({key}), coalesce({key}::text, '') AS key, count(*), count(called_at),
  count(*) FILTER (WHERE called_at <= taken_at + interval '30 minutes')
FROM desk_ticket t {joined}
WHERE t.day >= %(since)s AND (%(desk)s::bigint IS NULL OR t.desk_id = %(desk)s)
  AND (%(service)s = '' OR {service} = %(service)s)
GROUP BY GROUPING SETS (({key}), ())
"""
_CASES: Final = """
LEFT JOIN cases_case c ON c.id = t.case_id LEFT JOIN cases_service v ON v.id = c.service_id
"""
_MONTHS: Final = """
JOIN (SELECT d::date AS day, left(jalali(d::date), 7) AS month
  FROM generate_series(%(since)s::date, (SELECT max(day) FROM desk_ticket), '1 day') d) m
  ON m.day = t.day
"""
_OF_VISIT: Final = {"desk": "t.desk_id", "province": "t.province", "service": "v.code"}


@dataclass(frozen=True, slots=True)
class Report:
    """All of it in one line, and the lines: months as they came, else the most requests first."""

    whole: Line
    lines: tuple[Line, ...]


def report(asked: Asked) -> Report:
    """The figures within the reader's places."""
    key = KEYS[asked.by]
    rows = _rows(_CLOSED.format(key=key, results=_RESULTS, narrowed=_NARROWED), asked.values)
    visits = _visits(asked)
    lines = [
        (row[0], _line(row).with_visits(visits.get((row[0], row[1]), Served()))) for row in rows
    ]
    order = (lambda line: line.key) if asked.by == "month" else (lambda line: -line.closed)
    return Report(
        next(line for whole, line in lines if whole),
        tuple(sorted((line for whole, line in lines if not whole), key=order)),
    )


def _visits(asked: Asked) -> dict[tuple[int, str], Served]:
    by_service = asked.by == "service" or asked.service
    joined = (_CASES if by_service else "") + (_MONTHS if asked.by == "month" else "")
    statement = _VISITS.format(
        key=_OF_VISIT.get(asked.by, "m.month"),
        joined=joined,
        service="v.code" if by_service else "''",
    )
    return {(row[0], row[1]): Served(*row[2:]) for row in _rows(statement, asked.values)}


def _line(row: tuple[Any, ...]) -> Line:
    told, on_time, in_target, one_visit, good = (Share(*row[at : at + 2]) for at in range(8, 18, 2))
    return Line(
        key=row[1],
        closed=row[2],
        results=tuple(row[3:8]),
        told=told,
        on_time=on_time,
        in_target=in_target,
        one_visit=one_visit,
        good=good,
        days=tuple(row[18]) if row[18] else None,
        target=row[19],
        visits=row[20],
        referrals=row[21],
    )


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
