"""The process that parses uploads: limited, alone, and gone when its parent is gone.

Started by `reading` with the process id of its parent. It reads one request (JSON) from stdin,
writes one Arrow file a sheet into the given folder and one answer (JSON) to stdout.
Nothing here may import Polars or the project's settings: start-up time and address space count.
"""

import csv
import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypedDict

import fastexcel
import pyarrow as pa

from sayeban.runtime.children import die_with, limit

_CSV_BLOCK = 50_000
_CSV_SAMPLE_LINES = 20


class Request(TypedDict):
    """What the parent asks: paths, and limits in bytes, seconds and columns."""

    path: str
    folder: str
    is_csv: bool
    memory: int
    cpu_seconds: int
    handed_over: int
    columns: int


class SheetFile(TypedDict):
    """One sheet handed over: the Arrow file has text columns only, row 1 of the sheet first."""

    name: str
    visible: bool
    first_column: int
    file: str


class Answer(TypedDict):
    """`problem` is empty, or unreadable, encoding or wide."""

    sheets: list[SheetFile]
    problem: str


def main() -> None:
    """Read one request, answer it, end."""
    die_with(int(sys.argv[1]))
    request: Request = json.load(sys.stdin)
    limit(
        memory=request["memory"],
        cpu_seconds=request["cpu_seconds"],
        file_bytes=request["handed_over"],
    )
    json.dump(_answer(request), sys.stdout)
    sys.stdout.flush()
    # Ending the hard way saves giving back gigabytes block by block.
    os._exit(0)


def _answer(request: Request) -> Answer:
    read = _read_csv if request["is_csv"] else _read_workbook
    try:
        return {"sheets": read(request), "problem": ""}
    except fastexcel.FastExcelError:
        return {"sheets": [], "problem": "unreadable"}
    except UnicodeDecodeError:
        return {"sheets": [], "problem": "encoding"}
    except csv.Error:
        return {"sheets": [], "problem": "wide"}


def _read_workbook(request: Request) -> list[SheetFile]:
    reader = fastexcel.read_excel(request["path"])
    handed: list[SheetFile] = []
    for number, name in enumerate(reader.sheet_names):
        # skip_rows=0 keeps the empty rows at the top, so that row numbers stay Excel's.
        sheet = reader.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
        if sheet.width == 0:
            continue
        columns = sheet.available_columns()
        target = Path(request["folder"]) / f"{number}.arrow"
        batch = sheet.to_arrow()
        with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
            writer.write_batch(batch)
        handed.append(
            {
                "name": name,
                "visible": sheet.visible == "visible",
                "first_column": columns[0].absolute_index,
                "file": target.name,
            }
        )
    return handed


def _read_csv(request: Request) -> list[SheetFile]:
    """Twice through the file: once for its width, once in blocks, so that memory stays small."""
    path = Path(request["path"])
    delimiter = _delimiter(path)
    width = max((len(row) for row in _csv_rows(path, delimiter)), default=0)
    if width == 0:
        return []
    if width > request["columns"]:
        raise csv.Error("too many columns")
    schema = pa.schema([(f"c{index}", pa.large_string()) for index in range(width)])
    target = Path(request["folder"]) / "0.arrow"
    rows = _csv_rows(path, delimiter)
    with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        while block := list(islice(rows, _CSV_BLOCK)):
            arrays = [
                pa.array(
                    [row[i] or None if i < len(row) else None for row in block], schema[i].type
                )
                for i in range(width)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return [{"name": path.stem, "visible": True, "first_column": 0, "file": target.name}]


def _csv_rows(path: Path, delimiter: str) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file, delimiter=delimiter)


def _delimiter(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = "".join(islice(file, _CSV_SAMPLE_LINES))
    return max(",;\t", key=sample.count)


if __name__ == "__main__":
    main()
