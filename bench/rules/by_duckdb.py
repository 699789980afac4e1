"""The same tree in DuckDB over the same facts: the independent oracle."""

from typing import Any

import duckdb
import numpy as np
import polars as pl

from bench.rules.by_numpy import Array
from bench.rules.condition import CATALOGUE, PARAMS, tree
from bench.rules.data import TENURES
from sayeban.facts.public import compile_sql

_NAMES = {
    "size": "household_size",
    "children": "members_under_18",
    "disabled": "members_disabled",
    "employed": "members_employed",
    "income": "income_total",
}


def decide(kept: dict[str, Array]) -> tuple[np.ndarray[Any, Any], ...]:
    """Outcome (1, 0, -1), met and unknown of facts as by_numpy gathers them."""
    rows = pl.DataFrame({_NAMES.get(name, name): values for name, values in kept.items()})
    known = {
        name: pl.when(pl.col(name) >= 0).then(pl.col(name))
        for name in ("income_total", "decile", "rent_monthly")
    }
    sex = pl.when("head_woman").then(pl.lit("female")).otherwise(pl.lit("male"))
    tenure = pl.col("tenure").replace_strict(dict(enumerate(TENURES)), default=None)
    rows = rows.with_columns(head_sex=sex, tenure=tenure, **known).with_row_index("id")
    asked = compile_sql(tree(), CATALOGUE, "kept", dialect="duckdb")
    with duckdb.connect() as session:
        session.register("kept", rows.to_arrow())
        session.execute(asked.sql + " ORDER BY id", asked.bind(PARAMS))
        found = session.fetchnumpy()
    outcome = np.ma.filled(np.ma.asarray(found["outcome"]).astype(int), -1)
    return outcome, found["met"], found["unknown"]
