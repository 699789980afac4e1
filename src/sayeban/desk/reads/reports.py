"""How the desks did: what was closed since a day, per desk, service, month or province."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from django.db import connection

from sayeban.cases.public import RESULTS
from sayeban.country import jalali
from sayeban.desk.rules import FEW, quantiles
from sayeban.kit.shares import wilson


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is narrowed to; `by` is "desk", "service", "month" or "province";
    the rest is empty for all."""

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

    def plus(self, visits: int, called: int, soon: int) -> "Served":
        """With these as well."""
        return Served(self.visits + visits, self.called + called, self.soon + soon)


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
    target: float | None
    visits: float | None
    referrals: float | None
    days: tuple[int, int, int] | None = None
    served: Served = Served()

    @property
    def access(self) -> Share:
        """Who was called in time, of all who were called."""
        return Share(self.served.soon, self.served.called)

    @property
    def legally(self) -> Share:
        """What the law does not allow, apart from what was refused."""
        return Share(self.results[_LEGALLY], self.closed)


_WHERE: Final = """
WHERE o.closed_on >= %(since)s AND (%(service)s = '' OR o.service = %(service)s)
  AND (%(desk)s::bigint IS NULL OR o.desk_id = %(desk)s)
"""
_RESULTS: Final = ", ".join(f"count(*) FILTER (WHERE result = '{each}')" for each in RESULTS)
_LEGALLY: Final = list(RESULTS).index("legally_not_possible")
# Two groupings in one pass; percentiles come from the histogram, for they would sort every row.
_CLOSED: Final = """
SELECT grouping({key}), grouping(o.month), {key}::text, o.month, count(*), {results},
  count(s.told_at), count(s.id),
  count(*) FILTER (WHERE on_time AND result <> 'withdrawn'),
  count(*) FILTER (WHERE result <> 'withdrawn'),
  count(*) FILTER (WHERE days <= target AND result <> 'withdrawn'),
  count(days) FILTER (WHERE result <> 'withdrawn'),
  count(*) FILTER (WHERE visits <= 1), count(visits),
  count(*) FILTER (WHERE s.face = 3), count(s.face),
  avg(target)::float8, avg(visits)::float8, avg(referrals)::float8
FROM desk_outcome o LEFT JOIN desk_survey s ON s.case_id = o.case_id {where}
GROUP BY GROUPING SETS {sets}
"""
_DAYS: Final = """
SELECT coalesce({key}::text, ''), days, count(*) FROM desk_outcome o {where}
  AND days IS NOT NULL AND result <> 'withdrawn'
GROUP BY 1, 2
"""
_VISITS: Final = """
SELECT grouping({key}), grouping(t.day), {key}::text, t.day, count(*), count(called_at),
  count(*) FILTER (WHERE called_at <= taken_at + interval '30 minutes')
FROM desk_ticket t {joined}
WHERE t.day >= %(since)s AND (%(desk)s::bigint IS NULL OR t.desk_id = %(desk)s)
  AND (%(service)s = '' OR {service} = %(service)s)
GROUP BY GROUPING SETS {sets}
"""
_CASES: Final = """
LEFT JOIN cases_case c ON c.id = t.case_id LEFT JOIN cases_service v ON v.id = c.service_id
"""
_OF_CASE: Final = {"desk": "o.desk_id", "province": "o.province", "service": "o.service"}
_OF_VISIT: Final = {"desk": "t.desk_id", "province": "t.province", "service": "v.code"}
Kind = Literal["whole", "line", "month"]


@dataclass(frozen=True, slots=True)
class Report:
    """All in one line, the lines (months as they came, else the most requests first), and months
    in any case; these have no days of their own unless they are the lines.
    """

    whole: Line
    lines: tuple[Line, ...]
    months: tuple[Line, ...]


def report(asked: Asked) -> Report:
    """The figures within the reader's places."""
    visits, days = _visits(asked), _days(asked)
    found: dict[Kind, list[Line]] = {"whole": [], "line": [], "month": []}
    for row in _rows(_closed_sql(asked), asked.values):
        kind, key = _kind(row)
        line = _line(key, row[4:])
        took = days.get((kind, key))
        found[kind].append(replace(line, served=visits.get((kind, key), Served()), days=took))
    months = tuple(sorted(found["month"], key=lambda line: line.key))
    lines = sorted(found["line"], key=lambda line: (-line.closed, not line.key, line.key))
    return Report(found["whole"][0], months if asked.by == "month" else tuple(lines), months)


def _closed_sql(asked: Asked) -> str:
    key = _OF_CASE.get(asked.by, "o.month")
    return _CLOSED.format(
        key=key, results=_RESULTS, where=_WHERE, sets=_sets(dict.fromkeys((key, "o.month")))
    )


def _sets(columns: Iterable[str]) -> str:
    return f"({', '.join(f'({column})' for column in columns)}, ())"


def _kind(row: tuple[Any, ...]) -> tuple[Kind, str]:
    """What a row counts: by a month, by a key, or all."""
    of_all, of_all_months, key, month = row[:4]
    if not of_all_months:
        return "month", month
    return ("whole", "") if of_all else ("line", key or "")


def _days(asked: Asked) -> dict[tuple[Kind, str], tuple[int, int, int]]:
    key = _OF_CASE.get(asked.by, "o.month")
    kind: Kind = "month" if asked.by == "month" else "line"
    counts: dict[tuple[Kind, str], Counter[int]] = defaultdict(Counter)
    for named, days, count in _rows(_DAYS.format(key=key, where=_WHERE), asked.values):
        counts[kind, named][days] += count
        counts["whole", ""][days] += count
    return {each: quantiles(of) for each, of in counts.items()}


def _visits(asked: Asked) -> dict[tuple[Kind, str], Served]:
    by_service = asked.by == "service" or asked.service
    key = _OF_VISIT.get(asked.by, "t.day")
    statement = _VISITS.format(
        key=key,
        joined=_CASES if by_service else "",
        service="v.code" if by_service else "''",
        sets=_sets(dict.fromkeys((key, "t.day"))),
    )
    found: dict[tuple[Kind, str], Served] = defaultdict(Served)
    for row in _rows(statement, asked.values):
        kind, named = _kind(row)
        # Days are few: their months are known here, not for each visit.
        place = (kind, jalali.format(row[3])[:7] if kind == "month" else named)
        found[place] = found[place].plus(*row[4:])
    return found


def _line(key: str, row: tuple[Any, ...]) -> Line:
    told, on_time, in_target, one_visit, good = (Share(*row[at : at + 2]) for at in range(6, 16, 2))
    target, visits, referrals = row[16:]
    return Line(
        key=key,
        closed=row[0],
        results=tuple(row[1:6]),
        told=told,
        on_time=on_time,
        in_target=in_target,
        one_visit=one_visit,
        good=good,
        target=target,
        visits=visits,
        referrals=referrals,
    )


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
