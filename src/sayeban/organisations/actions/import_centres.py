"""Load local service centres; their codes are the organisation's own."""

from datetime import date, datetime
from pathlib import Path

import polars as pl

from sayeban.country import text
from sayeban.country.today import today_of
from sayeban.kit.results import Imported
from sayeban.organisations.actions.importing import (
    PROVINCE,
    coded,
    county_keys,
    first_reason,
    found,
    merge,
    province_code,
    province_keys,
    repeated,
)
from sayeban.organisations.models import Centre
from sayeban.organisations.rules import HEADQUARTERS, OPERATORS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.sheets.public import Column, read_table

_COLUMNS = (
    Column("code", "کد مرکز", ("code", "centre", "کد"), (("کد", "مرکز"),), required=True),
    Column("county", "شهرستان", ("county", "کد شهرستان"), (("شهرستان",),), required=True),
    PROVINCE,
    Column("name", "نام مرکز", ("name", "نام", "مرکز"), (("نام", "مرکز"),)),
    Column("operator", "نوع مرکز", ("operator", "نوع", "نوع اداره"), (("نوع",), ("اداره",))),
)
_MERGE = """
INSERT INTO organisations_centre AS c (code, county, name, operator, is_confirmed)
SELECT n.*, true FROM unnest(%(code)s::text[], %(county)s::text[], %(name)s::text[],
  %(operator)s::text[]) n
ON CONFLICT (code) DO UPDATE SET county = excluded.county, is_confirmed = true,
  name = coalesce(nullif(excluded.name, ''), c.name),
  operator = coalesce(nullif(excluded.operator, 'unknown'), c.operator)
WHERE (c.county, c.is_confirmed, c.name, c.operator) IS DISTINCT FROM (excluded.county, true,
  coalesce(nullif(excluded.name, ''), c.name),
  coalesce(nullif(excluded.operator, 'unknown'), c.operator))
"""


@action("organisations.import_centres", posts=HEADQUARTERS, operator=True)
def import_centres(*, actor: Actor, at: datetime, path: Path) -> Imported:
    """Add centres, correct names and operators, confirm those that a campaign's rows brought.

    Rejects rows: centre.code_missing, province.unknown, county.unknown, operator.unknown_value,
    centre.other_county (a confirmed centre never changes its county: appointments and lists hang
    on it), centre.duplicate.
    """
    frame = read_table(path, _COLUMNS)
    frame = frame.with_columns(
        text.identifier_expr(pl.col("code")),
        province_code(province_keys()).alias("province_code"),
        found(text.match_key_expr(pl.col("operator")), OPERATORS),
    ).with_columns(_county_code(today_of(at)).alias("county_code"))
    known = dict(Centre.objects.filter(is_confirmed=True).values_list("code", "county_id"))
    judged = frame.with_columns(
        first_reason(
            ("centre.code_missing", pl.col("code") == ""),
            ("province.unknown", (pl.col("province") != "") & pl.col("province_code").is_null()),
            ("county.unknown", pl.col("county_code").is_null() | _elsewhere()),
            ("operator.unknown_value", pl.col("operator").is_null()),
            ("centre.other_county", found(pl.col("code"), known) != pl.col("county_code")),
            ("centre.duplicate", repeated("code")),
        )
    ).drop("county")
    return merge(
        judged.rename({"county_code": "county"}), _MERGE, ("code", "county", "name", "operator")
    )


def _county_code(today: date) -> pl.Expr:
    keys, name = county_keys(today), text.match_key_expr(pl.col("county"))
    placed = pl.concat_str(pl.col("province_code"), name, separator="/")
    bare = pl.when(pl.col("province") == "").then(name)
    return pl.coalesce(found(coded("county", 4), keys), found(placed, keys), found(bare, keys))


def _elsewhere() -> pl.Expr:
    """A county code that contradicts the province written beside it."""
    return pl.col("county_code").str.head(2) != pl.col("province_code")
