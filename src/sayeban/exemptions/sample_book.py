"""The sample as a workbook: out with the drawn rows, back with the results (A-121)."""

from pathlib import Path

import polars as pl

from sayeban.exemptions.reads.sample_sheet import SampleLine, sample_table
from sayeban.exemptions.rules_ladder import RIGHT, WRONG
from sayeban.sheets.public import Column, Field, Table, read_table, write_workbook

_COLUMNS = (
    Column("national_id", "کد ملی", ("کدملی",), (("کد", "ملی"),), required=True),
    Column("result", "نتیجه", ("نتیجه بررسی",), (("نتیجه",),), required=True),
    Column("note", "توضیحات", ("توضیح", "شرح")),
)
_RESULT, _NOTE = "نتیجه", "توضیحات"
_INSTRUCTIONS = (
    "این ردیف‌ها را سامانه به قرعه برگزیده است. آن‌ها را با خود مددجو بسنجید:"
    " با تماس، بازدید یا اپلیکیشن شرکت.",
    f"در ستون «{_RESULT}» فقط «{RIGHT}» یا «{WRONG}» بنویسید و فایل را بازفرستید.",
)


def write_sample(lines: list[SampleLine], out: Path) -> None:
    """The workbook in which an office notes what it found."""
    header, rows = sample_table(lines)
    fields = [
        Field(
            label,
            width=24 if label in ("نشانی", _NOTE) else 16,
            locked=label not in (_RESULT, _NOTE),
            choices=(RIGHT, WRONG) if label == _RESULT else (),
        )
        for label in header
    ]
    write_workbook(out, [Table("نمونه", fields, rows)], instructions=_INSTRUCTIONS)


def read_results(path: Path) -> pl.DataFrame:
    """national_id, result and note of each row of a workbook that came back, "" where empty."""
    rows = read_table(path, _COLUMNS)
    return rows.select("national_id", "result", "note").filter(pl.col("national_id") != "")
