"""What the product does, on tables of the bench that are shaped like its own.

Raw rows become kept facts, kept facts become decisions with their reasons: one stage behind the
other. The text of the decision is the one of the product.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import psycopg

from bench.rules.condition import CATALOGUE, PARAMS, tree
from sayeban.facts.public import Compiled, compile_sql

_MEMBERS: Final = """
SELECT household_id, count(*) AS household_size,
  count(*) FILTER (WHERE age < 18) AS members_under_18,
  count(*) FILTER (WHERE has_disability) AS members_disabled,
  count(*) FILTER (WHERE employed) AS members_employed,
  max(age) FILTER (WHERE is_head) AS head_age,
  CASE bool_or(is_woman) FILTER (WHERE is_head) WHEN true THEN 'female' WHEN false THEN 'male' END
    AS head_sex,
  CASE WHEN count(*) = count(income_monthly) THEN sum(income_monthly)::bigint END AS income_total
FROM bench_person {where} GROUP BY household_id
"""
_ROWS: Final = """
SELECT h.id AS subject_id, h.province, h.county, h.centre,
  coalesce(m.household_size, 0) AS household_size,
  coalesce(m.members_under_18, 0) AS members_under_18,
  coalesce(m.members_disabled, 0) AS members_disabled,
  coalesce(m.members_employed, 0) AS members_employed,
  m.head_age, m.head_sex, m.income_total, h.decile, h.tenure, h.rent_monthly
FROM bench_household h LEFT JOIN ({members}) m ON m.household_id = h.id {where}
"""
_KEY: Final = "subject_id"
_PLACE: Final = ("province", "county", "centre")
_PARALLEL: Final = (
    "SET max_parallel_workers_per_gather = 2",
    "SET parallel_setup_cost = 0",
    "SET parallel_tuple_cost = 0",
    "SET maintenance_work_mem = '1GB'",
    "SET work_mem = '512MB'",
)
# Both sides come in the order of the household: nothing is hashed, and the rows lie in order.
_IN_ORDER: Final = ("SET LOCAL enable_hashagg = off", "SET LOCAL enable_hashjoin = off")
DECIDED: Final = """
SELECT string_agg(int4send(coalesce(outcome::int, -1)), '' ORDER BY subject_id),
  string_agg(int8send(met), '' ORDER BY subject_id),
  string_agg(int8send(unknown), '' ORDER BY subject_id)
"""
"""All decisions as one row of bytes: `read` makes arrays of it."""
_CHANGED: Final = "{} = ANY(%(changed)s)"


def compiled(source: str, *, carry: Sequence[str] = _PLACE) -> Compiled:
    """The ten conditions as the product writes them."""
    return compile_sql(tree(), CATALOGUE, source, key=_KEY, carry=carry)


def read(row: Sequence[bytes]) -> tuple[np.ndarray[Any, Any], ...]:
    """Outcome (1, 0, -1), met and unknown of a row of DECIDED."""
    return tuple(np.frombuffer(*each) for each in zip(row, (">i4", ">i8", ">i8"), strict=True))


class Ours:
    """One session that keeps facts and stores decisions."""

    def __init__(self, session: psycopg.Connection) -> None:
        self.session = session
        self._run(*_PARALLEL)
        session.commit()

    def keep(self) -> None:
        """Every household's facts from raw persons."""
        rows = _ROWS.format(members=_MEMBERS.format(where=""), where="")
        self._run("DROP TABLE IF EXISTS bench_householdrow", *_IN_ORDER)
        self._run(f"CREATE UNLOGGED TABLE bench_householdrow AS {rows}")
        self._run("ALTER TABLE bench_householdrow ADD PRIMARY KEY (subject_id)")
        self.session.commit()

    def decide(self) -> None:
        """Every household decided and stored, found by its id."""
        asked = compiled("bench_householdrow")
        self._run("DROP TABLE IF EXISTS bench_decision")
        self._run(
            "CREATE UNLOGGED TABLE bench_decision AS"
            f" SELECT 1::bigint AS run_id, d.* FROM ({asked.sql}) d",
            values=asked.bind(PARAMS),
        )
        self._run("ALTER TABLE bench_decision ADD PRIMARY KEY (subject_id, run_id)")
        self.session.commit()

    def settle(self) -> None:
        """Statistics and the map of what is visible to all, as the server's cleaner makes them."""
        self.session.commit()
        self.session.autocommit = True
        self._run("VACUUM ANALYZE bench_householdrow, bench_decision")
        self.session.autocommit = False

    def follow(self, changed: Sequence[int]) -> None:
        """Facts and decisions of households whose persons changed."""
        among = _CHANGED.format("r.subject_id")
        members = _MEMBERS.format(where=f"WHERE {_CHANGED.format('household_id')}")
        rows = _ROWS.format(members=members, where=f"WHERE {_CHANGED.format('h.id')}")
        facts = ", ".join(CATALOGUE)
        self._run(
            f"UPDATE bench_householdrow r SET ({facts}) = (w.{facts.replace(', ', ', w.')})"
            f" FROM ({rows}) w WHERE w.subject_id = r.subject_id AND {among}",
            values={"changed": list(changed)},
        )
        asked = compiled(f"SELECT * FROM bench_householdrow WHERE {_CHANGED.format(_KEY)}")
        self._run(
            "UPDATE bench_decision r SET (outcome, met, unknown) = (d.outcome, d.met, d.unknown)"
            f" FROM ({asked.sql}) d WHERE d.subject_id = r.subject_id AND {among}",
            values={**asked.bind(PARAMS), "changed": list(changed)},
        )
        self.session.commit()

    def decided(self) -> tuple[np.ndarray[Any, Any], ...]:
        """Outcome (1, 0, -1), met and unknown in the order of the households."""
        with self.session.cursor(binary=True) as cursor:
            row = cursor.execute(cast(Any, f"{DECIDED} FROM bench_decision")).fetchone()
        assert row
        return read(row)

    def ask(self, sql: str, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """One row of a statement that the session has prepared."""
        row = self.session.execute(cast(Any, sql), values, prepare=True).fetchone()
        assert row
        return row

    def processor(self) -> float:
        """Seconds of a processor that the session of the database has taken; 0 where it is far."""
        told = Path(f"/proc/{self.session.info.backend_pid}/schedstat")
        return int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0

    def _run(self, *statements: str, values: dict[str, Any] | None = None) -> None:
        for statement in statements:
            self.session.execute(cast(Any, statement), values)
