"""The temp table in which packages above hand persons over, one row a national id.

Text columns are never null: '' says that the file knows nothing.
"""

_TEXT = (
    *("national_id", "full_name", "mobile", "province", "county", "centre", "head_national_id"),
    *("file_number", "status", "status_evidence"),
    *("postal_code", "address", "rural_district", "village", "tenure"),
)
_FLAGS = ("has_file", "transfer_recipient", "resident_in_care")
_DATES = ("status_on", "birth_date", "tenancy_end")

SOURCE_COLUMNS: dict[str, str] = (
    dict.fromkeys(_TEXT, "text NOT NULL DEFAULT ''")
    | dict.fromkeys(_FLAGS, "boolean")
    | dict.fromkeys(_DATES, "date")
)
"""Column name to SQL type, ready for `runtime.bulk.stage`."""
