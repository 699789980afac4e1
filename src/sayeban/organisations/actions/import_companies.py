"""Load utility companies: no official list exists, so it is data (domain.md 2.4)."""

from datetime import datetime
from pathlib import Path

import polars as pl

from sayeban.country import text
from sayeban.kit.results import Imported
from sayeban.organisations.actions.importing import (
    PROVINCE,
    coded,
    first_reason,
    found,
    merge,
    province_code,
    province_keys,
    repeated,
)
from sayeban.organisations.rules import HEADQUARTERS, UTILITIES
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.sheets.public import Column, read_table

_COLUMNS = (
    Column("code", "کد شرکت", ("code", "کد", "کد سه‌رقمی"), (("کد", "شرکت"),), required=True),
    Column("utility", "نوع شرکت", ("utility", "نوع", "خدمت", "نوع خدمت"), required=True),
    Column(PROVINCE.key, PROVINCE.label_fa, PROVINCE.synonyms, PROVINCE.words, required=True),
    Column("name", "نام شرکت", ("name", "نام", "عنوان", "شرکت"), (("نام", "شرکت"),), required=True),
)
_MERGE = """
INSERT INTO organisations_utilitycompany AS c (code, utility, province, name)
SELECT * FROM unnest(%(code)s::text[], %(utility)s::text[], %(province)s::text[], %(name)s::text[])
ON CONFLICT (code, utility, province) DO UPDATE SET name = excluded.name
WHERE c.name <> excluded.name
"""


@action("organisations.import_companies", posts=HEADQUARTERS, operator=True)
def import_companies(*, actor: Actor, at: datetime, path: Path) -> Imported:
    """Add companies and correct their names; what the file does not name stays.

    Rejects rows: company.code_invalid, company.utility_unknown, province.unknown,
    company.name_missing, company.duplicate. Refuses files as `read_table` does.
    """
    frame = read_table(path, _COLUMNS).with_columns(
        coded("code", 3),
        found(text.match_key_expr(pl.col("utility")), UTILITIES),
        province_code(province_keys()),
    )
    judged = frame.with_columns(
        first_reason(
            ("company.code_invalid", ~pl.col("code").str.contains("^[0-9]{3}$")),
            ("company.utility_unknown", pl.col("utility").is_null()),
            ("province.unknown", pl.col("province").is_null()),
            ("company.name_missing", pl.col("name") == ""),
            ("company.duplicate", repeated("code", "utility", "province")),
        )
    )
    return merge(judged, _MERGE, ("code", "utility", "province", "name"))
