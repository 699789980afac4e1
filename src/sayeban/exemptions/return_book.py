"""The list of rows that a head sends back: national id and reason (A-110)."""

from pathlib import Path

from sayeban.sheets.public import Column, read_table

_COLUMNS = (
    Column("national_id", "کد ملی", ("کدملی",), (("کد", "ملی"),), required=True),
    Column("reason", "دلیل", ("دلیل برگشت", "علت"), (("دلیل",), ("علت",)), required=True),
)


def read_returns(path: Path) -> list[tuple[str, str]]:
    """Pairs of national id and reason as typed; rows without either are left out."""
    rows = read_table(path, _COLUMNS).select("national_id", "reason").fill_null("").rows()
    return [(str(person), str(reason)) for person, reason in rows if person or reason]
