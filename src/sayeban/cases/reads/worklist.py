"""The worklist (کارتابل): open steps of the actor's units, the one that is due first on top."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from sayeban.cases.reads.orders import DUE, order_of
from sayeban.cases.reads.places import unit_at
from sayeban.cases.reads.seeking import sought
from sayeban.cases.rules import SUPERVISORS
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

SIZE: Final = 50
COUNTED: Final = 1000
"""So many are counted; more are «بیش از ۱۰۰۰»."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page asks for. `whose`: "mine" (given to me), "unit" (all that my units do), "free"
    (nobody's yet). `due`: "", "late", "soon" (within two working days). Empty means any.

    `sort` is a code of SORTS. `sought`: words that name an applicant, which never stand in an
    address; the caller records the look with its purpose.
    """

    whose: str = "unit"
    service: str = ""
    step: str = ""
    state: str = ""
    due: str = ""
    assignee: int | None = None
    tracking_no: str = ""
    sort: str = ""
    sought: str = ""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One open step in the list. `paper`: its client sent a document that nobody opened yet."""

    step_id: int
    case_id: int
    tracking_no: str
    person_id: int
    service: str
    service_title: str
    key: str
    title: str
    round: int
    role: str
    unit: Unit
    assignee: int | None
    state: str
    clock: str
    opened_on: date
    due_on: date
    promised_on: date
    late: int
    paper: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """A case of which its client sent documents, `at` the last of them, that nobody opened."""

    case_id: int
    tracking_no: str
    service_title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page: `after` is the key of the next one, "" where none follows.

    `total` and `overdue` stop at COUNTED.
    """

    rows: tuple[WorkRow, ...]
    after: str
    total: int
    overdue: int


@dataclass(slots=True)
class _Asked:
    """Conditions put together with their parameters: all `texts`, and one of `ways`."""

    texts: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, text: str, **values: Any) -> None:
        self.texts.append(text)
        self.values.update(values)

    def first(self, order: str) -> str:
        """The first steps of each way in this order, of which the first ones are the page."""
        ways = self.ways or ["false"]
        return " UNION ".join(
            _FIRST.format(where=" AND ".join([*self.texts, w]), order=order) for w in ways
        )


# Each way reads one index in the order of the days and stops: no list is sorted whole. In another
# order the open steps of one unit are sorted; an index more for each would cost every step's
# opening and end more than this saves.
_FIRST = """(
  SELECT s.id, s.due_on, s.state FROM cases_step s WHERE {where}
  ORDER BY {order} LIMIT %(limit)s
)"""
_ROWS = """
SELECT s.id, s.case_id, c.tracking_no, c.person_id, v.code, v.title, s.key, d.title, s.round,
  s.role, s.level, s.province, s.county, s.centre, s.assignee, s.state, s.clock, s.opened_on,
  s.due_on, c.promised_on, s.late,
  EXISTS (SELECT FROM cases_casedocument p
    WHERE p.case_id = s.case_id AND p.by_client AND p.seen_at IS NULL)
FROM ({first}) f JOIN cases_step s ON s.id = f.id JOIN cases_case c ON c.id = s.case_id
JOIN cases_service v ON v.id = s.service_id JOIN cases_stepdef d ON d.id = s.definition_id
ORDER BY {order} LIMIT %(limit)s
"""
_COUNTS = """
SELECT count(*), count(*) FILTER (WHERE due_on < %(today)s AND state = 'open')
FROM (SELECT * FROM ({first}) f ORDER BY due_on, id LIMIT %(limit)s) f
"""


# Few documents lie unopened, so they are asked first.
_HANDED = """
SELECT c.id, c.tracking_no, v.title, max(p.at)
FROM cases_casedocument p JOIN cases_case c ON c.id = p.case_id AND c.closed_at IS NULL
JOIN cases_service v ON v.id = c.service_id
WHERE p.by_client AND p.seen_at IS NULL AND EXISTS (SELECT FROM cases_step s
  WHERE s.case_id = c.id AND s.closed_at IS NULL AND ({ways}))
GROUP BY c.id, v.title ORDER BY 4 DESC, 1 LIMIT %(limit)s
"""
_MOST_HANDED: Final = 5


def worklist(
    actor: Actor, today: date, filters: Filters, *, after: str = "", size: int = SIZE
) -> WorkPage:
    """One page of the open steps of the actor's posts and units within the running look.

    `after` is that of the page before in the same order. Heads see all steps of their unit; others
    those of their post, and those that were given to them.
    """
    asked, order = _asked(actor, today, filters), order_of(filters.sort)
    counted = {**asked.values, "today": today, "limit": COUNTED + 1}
    asked.values.update(order.values)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(first=asked.first(DUE)), counted)
        total, overdue = cursor.fetchone()
        if key := order.key_of(after):
            asked.add(order.beyond, **key)
        statement = _ROWS.format(first=asked.first(order.by), order=order.by)
        cursor.execute(statement, {**asked.values, "limit": size + 1})
        rows = [_row(each) for each in cursor.fetchall()]
    last = rows[size - 1] if len(rows) > size else None
    follows = order.word(last.service, last.opened_on, last.due_on, last.step_id) if last else ""
    return WorkPage(tuple(rows[:size]), follows, total, overdue)


def work_waiting(actor: Actor, today: date) -> tuple[int, int]:
    """How many open steps the actor's worklist has, and how many of them are late; to COUNTED."""
    asked = _asked(actor, today, Filters())
    with connection.cursor() as cursor:
        counted = {**asked.values, "today": today, "limit": COUNTED + 1}
        cursor.execute(_COUNTS.format(first=asked.first(DUE)), counted)
        total, overdue = cursor.fetchone()
    return total, overdue


def papers_handed(actor: Actor) -> list[Handed]:
    """Cases in the actor's worklist with documents of their clients that nobody opened yet."""
    asked = _Asked()
    _whose(asked, actor, "unit")
    ways = " OR ".join(asked.ways)
    with connection.cursor() as cursor:
        cursor.execute(_HANDED.format(ways=ways), {**asked.values, "limit": _MOST_HANDED})
        return [Handed(*row) for row in cursor.fetchall()]


def _asked(actor: Actor, today: date, filters: Filters) -> _Asked:
    number = filters.tracking_no
    asked = _Asked(["s.closed_at IS NULL"])
    _whose(asked, actor, filters.whose)
    for name, text, value in (
        (
            "service",
            "s.service_id = (SELECT id FROM cases_service WHERE code = {})",
            filters.service,
        ),
        ("step", "s.key = {}", filters.step),
        ("state", "s.state = {}", filters.state),
        ("assignee", "s.assignee = {}", filters.assignee),
        ("tracking_no", "s.case_id = (SELECT id FROM cases_case WHERE tracking_no = {})", number),
    ):
        if value:
            asked.add(text.format(f"%({name})s"), **{name: value})
    if filters.due == "late":
        asked.add("s.state = 'open' AND s.due_on < %(late_by)s", late_by=today)
    elif filters.due == "soon":
        asked.add("s.state = 'open' AND s.late = 1")
    if filters.sought:
        condition, values = sought(filters.sought)
        asked.add(condition, **values)
    return asked


def _whose(asked: _Asked, actor: Actor, whose: str) -> None:
    if whose != "mine":
        asked.ways = [_of_post(asked, n, each) for n, each in enumerate(_held(actor))]
    if whose == "free":
        asked.add("s.assignee IS NULL")
    else:
        asked.values["me"] = sorted(actor.eyes().users)
        asked.ways.append("s.assignee = ANY(%(me)s)")


def _held(actor: Actor) -> list[tuple[str, Unit, bool]]:
    """(post, unit, whether he sees to the whole unit), each once."""
    return sorted(
        {(a.post, a.unit, a.post in SUPERVISORS) for a in actor.appointments},
        key=lambda each: (str(each[1]), each[0]),
    )


def _of_post(asked: _Asked, number: int, held: tuple[str, Unit, bool]) -> str:
    post, unit, whole = held
    texts = [f"s.level = %(level{number})s"]
    asked.values[f"level{number}"] = unit.level
    if unit.level != "hq":
        texts.append(f"s.{unit.level} = %(place{number})s")
        asked.values[f"place{number}"] = getattr(unit, unit.level)
    if not whole:
        texts.append(f"s.role = %(post{number})s")
        asked.values[f"post{number}"] = post
    return f"({' AND '.join(texts)})"


def _row(row: tuple[Any, ...]) -> WorkRow:
    level, province, county, centre = row[10:14]
    return WorkRow(*(*row[:10], unit_at(level, province, county, centre), *row[14:]))
