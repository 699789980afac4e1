"""Headquarters' workbooks for tests, written by an independent library."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

HEADERS = (
    "استان",
    "شهرستان",
    "کد مرکز(+)",
    "نام و نام خانوادگی مددجو اصلی",
    "کدملی مددجو اصلی",
    "کدپستی",
    "شماره همراه",
    "وضعیت مالکیت خانوار/سرپرست (مالک، استیجاری، غیره)",
    "وضعیت مددجو (وضعیت خروج از پرونده و فوت)",
)


def line(national_id: str, **changed: str) -> list[str]:
    """One good row of headquarters; keys: province county centre name postal mobile tenure status
    and, as a tenth column, head."""
    cells = {
        "province": "فارس",
        "county": "آباده",
        "centre": "7011",
        "name": "زهرا کریمی",
        "national_id": national_id,
        "postal": "1345678913",
        "mobile": "09121234567",
        "tenure": "مالک",
        "status": "",
        "head": "",
    }
    return list((cells | changed).values())


def hq_book(path: Path, *sheets: Sequence[Sequence[str]], headers: Sequence[str] = HEADERS) -> Path:
    """A workbook of one or more sheets of rows under the headers of seed 001 and the head's id."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        sheet.append([*headers, "کد ملی سرپرست خانوار"])
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
