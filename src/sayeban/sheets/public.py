"""The only door of `sheets` for packages above."""

from sayeban.sheets.answering import answer_file, answer_workbook
from sayeban.sheets.headers import Column, Match, OneOf, find_columns, is_table, known_keys
from sayeban.sheets.limits import DEFAULT_LIMITS
from sayeban.sheets.marking import Mark, MarkedTable, write_marked
from sayeban.sheets.plain import write_csv, write_rows, write_sheets, write_tables, write_xlsx
from sayeban.sheets.reading import ROW_NO, Sheet, column_name, read_workbook
from sayeban.sheets.tables import read_table
from sayeban.sheets.writing import (
    INSTRUCTIONS_SHEET,
    OWN_SHEETS,
    Field,
    Table,
    read_metadata,
    write_workbook,
)

__all__ = [
    "DEFAULT_LIMITS",
    "INSTRUCTIONS_SHEET",
    "OWN_SHEETS",
    "ROW_NO",
    "Column",
    "Field",
    "Mark",
    "MarkedTable",
    "Match",
    "OneOf",
    "Sheet",
    "Table",
    "answer_file",
    "answer_workbook",
    "column_name",
    "find_columns",
    "is_table",
    "known_keys",
    "read_metadata",
    "read_table",
    "read_workbook",
    "write_csv",
    "write_marked",
    "write_rows",
    "write_sheets",
    "write_tables",
    "write_workbook",
    "write_xlsx",
]
