"""The product's own run of a rule and its impact, on its own tables and under its own roles."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

import numpy as np
import psycopg
from django.db import connection

from bench.rules.condition import CATALOGUE, DOCUMENT, POVERTY_LINE
from bench.rules.ours import DECIDED, read
from sayeban.country.today import today_of
from sayeban.eligibility.actions.run_rule import run_over
from sayeban.eligibility.public import (
    ParameterTerms,
    approve_parameter,
    approve_rule,
    draft_rule,
    preview_impact,
    run_rule,
    set_parameter,
)
from sayeban.eligibility.reads.versions import ready_on
from sayeban.facts.public import NewValue, put_values, seed_facts
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting

CODE: Final = "bench_ten"
_TEXTS: Final = {"yes": "بله", "no": "خیر", "ask": "نامعلوم", "basis": "سنجش سرعت"}
NOW: Final = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
_FIRST: Final = date(2026, 3, 21)
_SECOND: Final = Actor("user", "second", 9_002, (Appointment("hq_deputy", Unit.hq()),))
_LINE: Final = ("poverty_line", "خط فقر", "money", POVERTY_LINE, _FIRST, "سنجش سرعت")
_ABOUT: Final = {
    **{"code": CODE, "title": "ده شرط", "subject": "household", "institution": "behzisti"},
    **{"service": None, "applies_to": "application", "legal_basis": "سنجش سرعت"},
    "valid_from": _FIRST.isoformat(),
}
_COLUMNS: Final = ", ".join(("subject_id", "province", "county", "centre", *CATALOGUE))


def prepare(session: psycopg.Connection) -> None:
    """Kept rows as the bench has them, and the ten conditions in force."""
    with acting(OPERATOR, NOW):
        seed_facts()
    session.execute("GRANT SELECT ON bench_householdrow TO PUBLIC")
    session.commit()
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO facts_householdrow ({_COLUMNS})"
            f" SELECT {_COLUMNS} FROM bench_householdrow ORDER BY subject_id"
        )
        cursor.execute(
            "INSERT INTO people_household (id, province, county, centre)"
            " SELECT id, province, county, centre FROM bench_household ORDER BY id"
        )
    session.autocommit = True
    session.execute("VACUUM ANALYZE facts_householdrow, people_household")
    session.autocommit = False
    _put_in_force()


def _put_in_force() -> None:
    """The installation writes, a second person approves, as in a real one."""
    line = set_parameter(actor=OPERATOR, at=NOW, terms=ParameterTerms(*_LINE))
    approve_parameter(actor=_SECOND, at=NOW, number=line)
    document = _ABOUT | {"tree": _spoken(DOCUMENT)}
    draft = draft_rule(actor=OPERATOR, at=NOW, document=document)
    preview_impact(actor=OPERATOR, at=NOW, code=CODE, number=draft.number)
    seen = {"number": draft.number, "revision": draft.revision}
    approve_rule(actor=_SECOND, at=NOW, code=CODE, **seen)


def run() -> int:
    """Everybody decided and stored, with the counts of the run; its number."""
    return run_rule(actor=OPERATOR, at=NOW, code=CODE).run_id


def decided(run_id: int) -> tuple[np.ndarray[Any, Any], ...]:
    """What the run stored, as Ours.decided gives it."""
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(f"{DECIDED} FROM eligibility_decision WHERE run_id = %s", [run_id])
        return read(cursor.fetchone())


def impact() -> None:
    """What a version changes, by province and with its samples."""
    preview_impact(actor=OPERATOR, at=NOW, code=CODE, number=1)


def follow(subjects: Sequence[int], turn: int) -> None:
    """A register told something new about each of these households, and they are decided again."""
    today = today_of(NOW)
    told = [
        NewValue("household", each, "decile", 1 + (each + turn) % 10, "received", today, "decile")
        for each in subjects
    ]
    with acting(OPERATOR, NOW):
        put_values(actor=OPERATOR, at=NOW, values=told)
        run_over(OPERATOR, NOW, ready_on(CODE, today), "some", subjects)


def _spoken(node: Mapping[str, Any]) -> dict[str, Any]:
    """The document with a sentence for each leaf, as a rule needs it."""
    if "fact" in node:
        return {**node, **_TEXTS}
    return {
        key: [_spoken(each) for each in value]
        if isinstance(value, list)
        else (_spoken(value) if isinstance(value, Mapping) else value)
        for key, value in node.items()
    }
