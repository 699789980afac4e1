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
    Column("number_length", "طول شماره", ("number_length", "طول شماره اشتراک")),
    Column("number_pattern", "الگوی شماره", ("number_pattern", "الگوی شماره اشتراک")),
)
_LENGTHS = "^([1-9][0-9]?(,[1-9][0-9]?)*)?$"
_PATTERN = r"^([0-9A-Za-z#@?/-]+(\|[0-9A-Za-z#@?/-]+)*)?$"
_MERGE = """
INSERT INTO organisations_utilitycompany AS c (code, utility, province, name, number_lengths,
  number_pattern)
SELECT code, utility, province, name, string_to_array(lengths, ',')::bigint[], pattern
FROM unnest(%(code)s::text[], %(utility)s::text[], %(province)s::text[], %(name)s::text[],
  %(number_length)s::text[], %(number_pattern)s::text[])
  AS f (code, utility, province, name, lengths, pattern)
ON CONFLICT (code, utility, province) DO UPDATE SET name = excluded.name,
  number_lengths = coalesce(nullif(excluded.number_lengths, '{}'), c.number_lengths),
  number_pattern = coalesce(nullif(excluded.number_pattern, ''), c.number_pattern)
WHERE c.name <> excluded.name
  OR excluded.number_lengths NOT IN ('{}', c.number_lengths)
  OR excluded.number_pattern NOT IN ('', c.number_pattern)
"""


@action("organisations.import_companies", posts=HEADQUARTERS, operator=True)
def import_companies(*, actor: Actor, at: datetime, path: Path) -> Imported:
    """Add companies and correct them; what the file does not tell stays.

    Optional columns: number_length (lengths joined by a comma) and number_pattern, as
    UtilityCompany describes them. Rejects rows: company.code_invalid, company.utility_unknown,
    province.unknown, company.name_missing, company.number_invalid, company.duplicate. Refuses
    files as `read_table` does.
    """
    frame = read_table(path, _COLUMNS).with_columns(
        coded("code", 3),
        found(text.match_key_expr(pl.col("utility")), UTILITIES),
        province_code(province_keys()),
        text.identifier_expr(pl.col("number_length").str.replace_all("[،;؛]", ",")),
        text.ascii_digits_expr(pl.col("number_pattern").str.replace_all(" ", "")),
    )
    judged = frame.with_columns(
        first_reason(
            ("company.code_invalid", ~pl.col("code").str.contains("^[0-9]{3}$")),
            ("company.utility_unknown", pl.col("utility").is_null()),
            ("province.unknown", pl.col("province").is_null()),
            ("company.name_missing", pl.col("name") == ""),
            (
                "company.number_invalid",
                ~pl.col("number_length").str.contains(_LENGTHS)
                | ~pl.col("number_pattern").str.contains(_PATTERN),
            ),
            ("company.duplicate", repeated("code", "utility", "province")),
        )
    )
    columns = ("code", "utility", "province", "name", "number_length", "number_pattern")
    return merge(judged, _MERGE, columns)
