"""Python, PostgreSQL and DuckDB decide alike: outcome, what is met, what is unknown."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlglot import exp

from sayeban.facts.conditions import compiling
from sayeban.facts.conditions.compiling import bind_row, compile_sql, row_source
from sayeban.facts.conditions.evaluating import Outcome, Params, evaluate
from sayeban.facts.conditions.tests.makers import CATALOGUE, tree
from sayeban.facts.conditions.tests.trees import documents, parameters, pool
from sayeban.facts.conditions.tree import FactType, Row, Tree, Value, facts_of, leaves

ROWS = pool(200)
TYPES = {
    **{"bool": "boolean", "int": "bigint", "money": "bigint", "date": "date"},
    **{"number": "numeric(18,6)", "text": "text", "code": "text"},
}
COLUMNS = ", ".join(f'"{key}" {TYPES[fact.type]}' for key, fact in CATALOGUE.items())
pytestmark = pytest.mark.slow
SHARED = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass
class Engines:
    """Both databases with the same rows."""

    postgres: psycopg.Connection
    duck: duckdb.DuckDBPyConnection

    def decide(self, dialect: compiling.Dialect, tree: Tree, params: Params) -> list[Outcome]:
        compiled = compile_sql(tree, CATALOGUE, "kept", dialect=dialect)
        found = self.ask(dialect, compiled.sql + ' ORDER BY "id"', compiled.bind(params))
        return [Outcome(*row[1:]) for row in found]

    def ask(
        self, dialect: compiling.Dialect, text: str, values: Mapping[str, Value | None]
    ) -> Sequence[tuple[Any, ...]]:
        if dialect == "duckdb":
            return self.duck.execute(text, values).fetchall()
        return self.postgres.execute(cast(Any, text), values).fetchall()


@pytest.fixture(autouse=True)
def _written_anew() -> Iterator[None]:
    """No text that a broken compiler wrote is met again."""
    compiling._rendered.cache_clear()
    yield
    compiling._rendered.cache_clear()


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    lines = [(n, *row.values()) for n, row in enumerate(ROWS)]
    marks = ", ".join(["{}"] * (len(CATALOGUE) + 1))
    with (
        psycopg.connect(os.environ["DATABASE_URL"]) as postgres,
        duckdb.connect() as duck,
    ):
        for made in (postgres.execute, duck.execute):
            made(f"CREATE TEMP TABLE kept (id bigint, {COLUMNS})")
        with postgres.cursor() as cursor:
            cursor.executemany(f"INSERT INTO kept VALUES ({marks.replace('{}', '%s')})", lines)
        duck.executemany(f"INSERT INTO kept VALUES ({marks.replace('{}', '?')})", lines)
        yield Engines(postgres, duck)


@SHARED
@given(documents(), parameters())
def test_three_engines_decide_alike(
    engines: Engines, document: object, params: dict[str, Value]
) -> None:
    condition = tree(document)
    oracle = [evaluate(condition, row, params) for row in ROWS]
    assert engines.decide("postgres", condition, params) == oracle
    assert engines.decide("duckdb", condition, params) == oracle


@SHARED
@given(documents(), parameters())
def test_answers_on_screen_are_decided_by_the_same_text(
    engines: Engines, document: object, params: dict[str, Value]
) -> None:
    condition = tree(document)
    facts: list[FactType] = [CATALOGUE[key] for key in sorted(facts_of(condition))]
    row: Row = ROWS[len(leaves(condition))]
    for dialect in ("postgres", "duckdb"):
        compiled = compile_sql(condition, CATALOGUE, row_source(facts), dialect=dialect)
        values = compiled.bind(params) | bind_row(facts, row)
        (found,) = engines.ask(dialect, compiled.sql, values)
        assert Outcome(*found[1:]) == evaluate(condition, row, params)


def differs(engines: Engines) -> bool:
    """Whether the comparison of random trees sees that something is broken."""

    # The first difference is enough, without the smallest tree that shows it.
    @settings(database=None, max_examples=500, phases=[Phase.generate])
    @given(documents(), parameters())
    def compare(document: object, params: dict[str, Value]) -> None:
        condition = tree(document)
        oracle = [evaluate(condition, row, params) for row in ROWS]
        assert engines.decide("postgres", condition, params) == oracle

    try:
        compare()
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize(
    ("op", "broken"), [("<", exp.LTE), (">=", exp.GT), ("!=", exp.NullSafeNEQ)]
)
def test_one_broken_comparison_is_seen(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, op: str, broken: type[exp.Binary]
) -> None:
    compiling._rendered.cache_clear()
    monkeypatch.setattr(compiling, "_COMPARED", {**compiling._COMPARED, op: broken})
    assert differs(engines)


def test_a_group_that_counts_wrongly_is_seen(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exp, "GTE", exp.GT)
    assert differs(engines)
