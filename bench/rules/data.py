"""A made-up country for rules: raw persons and households, and the facts kept about them.

Drawn from one seed. What is unknown is NULL in the tables and -1 in the arrays.
"""

import io
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import polars as pl
import psycopg

Arrays = Mapping[str, np.ndarray[Any, Any]]
PERSONS_EACH: Final = 8 / 2.8
TENURES: Final = ("owner", "tenant", "other")
_PLACES: Final = 31

TABLES: Final = """
CREATE UNLOGGED TABLE bench_household (id bigint, province text, county text, centre text,
  decile bigint, tenure text, rent_monthly bigint);
CREATE UNLOGGED TABLE bench_person (id bigint, household_id bigint, is_head boolean, age bigint,
  is_woman boolean, has_disability boolean, employed boolean, income_monthly bigint);
"""
INDEXES: Final = """
ALTER TABLE bench_household ADD PRIMARY KEY (id);
CREATE INDEX ON bench_person (household_id);
GRANT SELECT ON bench_household, bench_person TO PUBLIC;
"""


def households(count: int) -> Arrays:
    """Arrays of `count` households: province, decile, tenure (a position of TENURES), rent."""
    draw = np.random.default_rng(1405)
    tenure = draw.choice([0, 1, 2, -1], count, p=[0.45, 0.4, 0.1, 0.05])
    rent = draw.integers(5, 200, count) * 1_000_000
    rent[tenure == 0] = 0
    rent[_some(draw, count, 0.1)] = -1
    decile = draw.integers(1, 11, count)
    decile[_some(draw, count, 0.15)] = -1
    return {
        "province": draw.integers(1, _PLACES + 1, count),
        "decile": decile,
        "tenure": tenure,
        "rent_monthly": rent,
    }


def persons(count: int) -> Arrays:
    """Arrays of the members of `count` households, one household behind the other, heads first."""
    draw = np.random.default_rng(1406)
    sizes = 1 + draw.poisson(PERSONS_EACH - 1, count)
    household = np.repeat(np.arange(count), sizes)
    size = len(household)
    is_head = np.zeros(size, bool)
    is_head[np.cumsum(sizes) - sizes] = True
    age = draw.integers(0, 80, size)
    age[is_head] = draw.integers(18, 95, count)
    income = draw.integers(0, 150, size) * 1_000_000
    income[_some(draw, size, 0.5)] = 0
    income[_some(draw, size, 0.03)] = -1
    return {
        "household_id": household,
        "is_head": is_head,
        "age": age,
        "is_woman": _some(draw, size, 0.5),
        "has_disability": _some(draw, size, 0.06),
        "employed": _some(draw, size, 0.7),
        "income_monthly": income,
    }


def _some(draw: np.random.Generator, count: int, share: float) -> np.ndarray[Any, Any]:
    """Which of `count` a share of them falls on."""
    return draw.random(count) < share


def fill(session: psycopg.Connection, of_households: Arrays, of_persons: Arrays) -> None:
    """Both raw tables with their keys and statistics."""
    session.execute(TABLES)
    place = pl.col("province").cast(pl.String).str.zfill(2)
    homes = pl.DataFrame(dict(of_households)).with_row_index("id")
    _copy(
        session,
        "bench_household",
        homes.select(
            "id",
            place,
            county=place + "01",
            centre=place + "0101",
            decile=_known("decile"),
            tenure=pl.col("tenure").replace_strict(dict(enumerate(TENURES)), default=None),
            rent_monthly=_known("rent_monthly"),
        ),
    )
    people = pl.DataFrame(dict(of_persons)).with_row_index("id")
    _copy(session, "bench_person", people.with_columns(income_monthly=_known("income_monthly")))
    session.execute(INDEXES)
    session.commit()
    session.autocommit = True
    session.execute("VACUUM ANALYZE bench_household, bench_person")
    session.autocommit = False


def _known(name: str) -> pl.Expr:
    return pl.when(pl.col(name) >= 0).then(pl.col(name))


def _copy(session: psycopg.Connection, table: str, rows: pl.DataFrame) -> None:
    with session.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy:
        for part in rows.iter_slices(500_000):
            written = io.BytesIO()
            part.write_csv(written, include_header=False)
            copy.write(written.getvalue())
