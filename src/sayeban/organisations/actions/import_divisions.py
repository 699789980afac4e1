"""Load newer official divisions: counties with validity dates (domain.md 4.2)."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import polars as pl

from sayeban.country import jalali, text
from sayeban.kit.results import Imported
from sayeban.organisations.actions.importing import (
    PROVINCE,
    coded,
    first_reason,
    merge,
    province_code,
    province_keys,
    repeated,
)
from sayeban.organisations.models import County
from sayeban.organisations.rules import HEADQUARTERS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.sheets.public import Column, read_table

_COLUMNS = (
    Column("code", "کد شهرستان", ("code", "کد"), (("کد", "شهرستان"),), required=True),
    Column("name", "شهرستان", ("name", "نام", "نام شهرستان"), (("نام", "شهرستان"),), required=True),
    PROVINCE,
    Column("valid_from", "آغاز اعتبار", ("valid_from", "از تاریخ"), (("آغاز",), ("شروع",))),
    Column("valid_to", "پایان اعتبار", ("valid_to", "تا تاریخ"), (("پایان",),)),
    Column("successor", "جانشین", ("successor", "کد جانشین"), (("جانشین",),)),
)
_WRITTEN = ("code", "province", "name", "name_key", "valid_from", "valid_to", "successor")
# An empty cell leaves what is known: offices send partial sheets.
_MERGE = """
INSERT INTO organisations_county AS c
  (code, province, name, name_key, valid_from, valid_to, successor_id)
SELECT n.code, n.province, n.name, n.name_key, n.valid_from, n.valid_to, nullif(n.successor, '')
FROM unnest(%(code)s::text[], %(province)s::text[], %(name)s::text[], %(name_key)s::text[],
  %(valid_from)s::date[], %(valid_to)s::date[], %(successor)s::text[])
  AS n(code, province, name, name_key, valid_from, valid_to, successor)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
  valid_from = coalesce(excluded.valid_from, c.valid_from),
  valid_to = coalesce(excluded.valid_to, c.valid_to),
  successor_id = coalesce(excluded.successor_id, c.successor_id)
WHERE (c.name, c.valid_from, c.valid_to, c.successor_id) IS DISTINCT FROM (excluded.name,
  coalesce(excluded.valid_from, c.valid_from), coalesce(excluded.valid_to, c.valid_to),
  coalesce(excluded.successor_id, c.successor_id))
"""


@action("organisations.import_divisions", posts=HEADQUARTERS, operator=True)
def import_divisions(*, actor: Actor, at: datetime, path: Path) -> Imported:
    """Add counties, correct names, end the validity of others; none is ever deleted.

    Rejects rows: county.code_invalid, county.name_missing, province.unknown,
    county.other_province (a code begins with its province's), date.invalid, county.validity,
    county.successor_unknown, county.duplicate.
    """
    frame = read_table(path, _COLUMNS).with_columns(
        coded("code", 4),
        pl.when(pl.col("successor") != "")
        .then(coded("successor", 4))
        .otherwise(pl.col("successor")),
        text.match_key_expr(pl.col("name")).alias("name_key"),
    )
    frame = frame.with_columns(
        pl.when(pl.col("province") != "")
        .then(pl.col("province"))
        .otherwise(pl.col("code").str.head(2))
    ).with_columns(
        province_code(province_keys()),
        *(_day(name).alias(f"{name}_day") for name in ("valid_from", "valid_to")),
    )
    judged = frame.with_columns(_reason(_standing_codes(frame)))
    days = judged.drop("valid_from", "valid_to").rename(
        {"valid_from_day": "valid_from", "valid_to_day": "valid_to"}
    )
    return merge(days, _MERGE, _WRITTEN)


def _reason(codes: Collection[str]) -> pl.Expr:
    unreadable = [
        (pl.col(name) != "") & pl.col(f"{name}_day").is_null()
        for name in ("valid_from", "valid_to")
    ]
    return first_reason(
        ("county.code_invalid", ~pl.col("code").str.contains("^[0-9]{4}$")),
        ("county.name_missing", pl.col("name") == ""),
        ("province.unknown", pl.col("province").is_null()),
        ("county.other_province", pl.col("code").str.head(2) != pl.col("province")),
        ("date.invalid", pl.any_horizontal(unreadable)),
        ("county.validity", pl.col("valid_to_day") <= pl.col("valid_from_day")),
        (
            "county.successor_unknown",
            (pl.col("successor") != "") & ~pl.col("successor").is_in(sorted(codes)),
        ),
        ("county.duplicate", repeated("code")),
    )


def _day(column: str) -> pl.Expr:
    return jalali.parse_expr(pl.col(column))


def _standing_codes(frame: pl.DataFrame) -> set[str]:
    """Counties that a successor may name: known ones and those of the file itself."""
    return set(County.objects.values_list("code", flat=True)) | set(frame["code"].to_list())
