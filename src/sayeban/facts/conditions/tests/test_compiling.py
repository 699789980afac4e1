"""What the text is made of: bound values, keys of the catalogue, and nothing else."""

import pytest

from sayeban.facts.conditions.compiling import compile_sql
from sayeban.facts.conditions.refusals import ConditionInvalid, ParameterMissing
from sayeban.facts.conditions.tests.makers import CATALOGUE, leaf, tree
from sayeban.facts.conditions.tree import FactType

OLD = leaf("old", "age", ">=", value=65)
POOR = leaf("poor", "income", "<", param="poverty_line")


def test_the_text_names_each_leaf_and_binds_each_value() -> None:
    compiled = compile_sql(tree({"any": [OLD, POOR]}), CATALOGUE, "kept", key="subject_id")
    assert compiled.sql == (
        'SELECT "subject_id", leaf_0 OR leaf_1 AS outcome,'
        " CAST((CASE WHEN leaf_0 THEN 1 ELSE 0 END | CASE WHEN leaf_1 THEN 2 ELSE 0 END)"
        " AS BIGINT) AS met,"
        " CAST((CASE WHEN leaf_0 IS NULL THEN 1 ELSE 0 END"
        " | CASE WHEN leaf_1 IS NULL THEN 2 ELSE 0 END) AS BIGINT) AS unknown"
        ' FROM (SELECT "subject_id", "age" >= CAST(%(value_0_0)s AS BIGINT) AS leaf_0,'
        ' "income" < CAST(%(param_poverty_line)s AS BIGINT) AS leaf_1 FROM kept) AS leaves'
    )
    assert compiled.names == {"poverty_line"}
    assert compiled.bind({"poverty_line": 5, "grown_up": 18}) == {
        "value_0_0": 65,
        "param_poverty_line": 5,
    }


def test_duckdb_binds_by_its_own_mark() -> None:
    assert "$value_0_0" in compile_sql(tree(OLD), CATALOGUE, "kept", dialect="duckdb").sql


def test_a_parameter_without_a_value_is_refused() -> None:
    with pytest.raises(ParameterMissing, match="poverty_line"):
        compile_sql(tree(POOR), CATALOGUE, "kept").bind({"poverty_line": None})  # type: ignore[dict-item]


@pytest.mark.parametrize("left", [{}, {"age": FactType("age", "text", "سن")}])
def test_a_fact_that_is_no_longer_there_refuses_to_compile(left: dict[str, FactType]) -> None:
    assert compile_sql(tree(OLD), CATALOGUE, "kept").sql
    with pytest.raises(ConditionInvalid, match="old"):
        compile_sql(tree(OLD), left, "kept")


def test_a_value_is_never_part_of_the_text() -> None:
    hostile = "'; DROP TABLE people_person; --"
    compiled = compile_sql(tree(leaf("c", "city", "=", value=hostile)), CATALOGUE, "kept")
    assert "DROP" not in compiled.sql
    assert list(compiled.bind().values()) == [hostile]


def test_a_source_that_is_no_query_is_not_taken() -> None:
    with pytest.raises(TypeError, match="SELECT"):
        compile_sql(tree(OLD), CATALOGUE, "DELETE FROM kept")
