"""The product's own run of a rule and its impact, on its own tables and under its own roles."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import psycopg
from django.db import connection

from bench.rules.condition import CATALOGUE, DOCUMENT, POVERTY_LINE
from bench.rules.ours import DECIDED, read
from sayeban.country.today import today_of
from sayeban.eligibility.actions.run_rule import run_over
from sayeban.eligibility.public import preview_impact, run_rule
from sayeban.eligibility.reads.versions import ready_on
from sayeban.eligibility.tests import makers
from sayeban.facts.public import NewValue, put_values
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting

CODE: Final = "bench_ten"
_TEXTS: Final = {"yes": "بله", "no": "خیر", "ask": "نامعلوم", "basis": "سنجش سرعت"}
_COLUMNS: Final = ", ".join(("subject_id", "province", "county", "centre", *CATALOGUE))


def prepare(session: psycopg.Connection) -> None:
    """Kept rows as the bench has them, and the ten conditions in force."""
    makers.facts_seeded()
    session.execute("GRANT SELECT ON bench_householdrow TO PUBLIC")
    session.commit()
    with acting(OPERATOR, makers.NOW), connection.cursor() as cursor:
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
    makers.poverty_line(POVERTY_LINE)
    given = makers.document(_spoken(DOCUMENT), code=CODE, subject="household")
    makers.in_force(given)


def run() -> int:
    """Everybody decided and stored, with the counts of the run; its number."""
    return run_rule(actor=OPERATOR, at=makers.NOW, code=CODE).run_id


def decided(run_id: int) -> tuple[np.ndarray[Any, Any], ...]:
    """What the run stored, as Ours.decided gives it."""
    with acting(OPERATOR, makers.NOW), connection.cursor() as cursor:
        cursor.execute(f"{DECIDED} FROM eligibility_decision WHERE run_id = %s", [run_id])
        return read(cursor.fetchone())


def impact() -> None:
    """What a version changes, by province and with its samples."""
    preview_impact(actor=OPERATOR, at=makers.NOW, code=CODE, number=1)


def follow(subjects: Sequence[int], turn: int) -> None:
    """A register told something new about each of these households, and they are decided again."""
    today = today_of(makers.NOW)
    told = [
        NewValue("household", each, "decile", 1 + (each + turn) % 10, "received", today, "decile")
        for each in subjects
    ]
    with acting(OPERATOR, makers.NOW):
        put_values(actor=OPERATOR, at=makers.NOW, values=told)
        run_over(OPERATOR, makers.NOW, ready_on(CODE, today), "some", subjects)


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
