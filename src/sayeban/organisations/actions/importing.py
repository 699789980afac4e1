"""What the three importers of reference data share: places by code or name, reasons, counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from sayeban.country import text
from sayeban.kit.results import Imported
from sayeban.organisations.models import County, Province
from sayeban.organisations.models.place import valid_on
from sayeban.sheets.public import Column

REASON = "reason"
PROVINCE = Column("province", "استان", ("province", "کد استان", "نام استان"), (("استان",),))


def province_keys() -> dict[str, str]:
    """Province codes by code and by match key of the name."""
    pairs = list(Province.objects.order_by("code").values_list("code", "name"))
    return {code: code for code, _ in pairs} | {text.match_key(name): code for code, name in pairs}


def county_keys(on: date) -> dict[str, str]:
    """County codes by code, by province and name («07/شیراز»), and by a name used only once.

    A name means the county that is valid on the day; by its code an ended one is still a unit.
    """
    valid = County.objects.filter(valid_on(on)).order_by("code")
    rows = list(valid.values_list("code", "province_id", "name_key"))
    names = [name for _, _, name in rows]
    once = {name: code for code, _, name in rows if names.count(name) == 1}
    codes = County.objects.order_by("code").values_list("code", flat=True)
    placed = {f"{province}/{name}": code for code, province, name in rows}
    return {**once, **placed, **{code: code for code in codes}}


def coded(column: str, width: int) -> pl.Expr:
    """A numeric code as typed, in ASCII digits, with the leading zeros that Excel took away."""
    typed = text.identifier_expr(pl.col(column))
    return pl.when(typed.str.contains("^[0-9]+$")).then(typed.str.zfill(width)).otherwise(typed)


def found(key: pl.Expr, keys: Mapping[str, str]) -> pl.Expr:
    """The value of each key, null where there is none."""
    return key.replace_strict(list(keys), list(keys.values()), default=None, return_dtype=pl.String)


def province_code(keys: Mapping[str, str]) -> pl.Expr:
    """The province of a row, by code or name."""
    typed, code = text.match_key_expr(pl.col("province")), coded("province", 2)
    return pl.coalesce(found(code, keys), found(typed, keys))


def first_reason(*tests: tuple[str, pl.Expr]) -> pl.Expr:
    """The code of the first test that holds; null for a good row."""
    return pl.coalesce(
        pl.when(test.fill_null(False)).then(pl.lit(reason)) for reason, test in tests
    ).alias(REASON)


def repeated(*columns: str) -> pl.Expr:
    """Whether an earlier row of the file has the same values."""
    return pl.struct(columns).is_duplicated() & ~pl.struct(columns).is_first_distinct()


def merge(frame: pl.DataFrame, sql: str, columns: Sequence[str]) -> Imported:
    """Write the good rows by one statement over unnest(%(name)s…), which counts what it changed."""
    good = frame.filter(pl.col(REASON).is_null())
    values: dict[str, Any] = {name: good[name].to_list() for name in columns}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        changed = cursor.rowcount
    bad = frame.filter(pl.col(REASON).is_not_null())
    return Imported.of(frame.height, changed, list(bad.select("row_no", REASON).iter_rows()))
