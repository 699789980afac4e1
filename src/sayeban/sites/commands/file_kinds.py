"""Files of JSON that commands read, and what a file is by its first bytes and its name."""

import json
from pathlib import Path
from typing import ClassVar, Final

from sayeban.kit.refusals import Refusal

_MARKS: Final = {
    b"PK\x03\x04": "کارپوشهٔ اکسل یا فایلی فشرده",
    b"\xd0\xcf\x11\xe0": "فایل اکسل با قالب قدیمی یا رمزدار",
    b"%PDF": "فایل PDF",
    b"\x89PNG": "تصویر",
    b"\xff\xd8\xff": "تصویر",
}
_NAMES: Final = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), "از روی نامش کارپوشهٔ اکسل"),
    ".csv": "از روی نامش جدول CSV",
}


class FileBlank(Refusal):
    """Nothing stands in a file."""

    code: ClassVar[str] = "file.blank"
    sentence: ClassVar[str] = "فایل «{name}» خالی است. فایل درست را بدهید."


class FileNotJson(Refusal):
    """A file of another kind, where one of JSON is read."""

    code: ClassVar[str] = "file.not_json"
    sentence: ClassVar[str] = (
        "فایل «{name}» {kind} است و این دستور آن را نمی‌خواند. فایل JSON بدهید؛ اگر دستور"
        " کارپوشه هم می‌پذیرد، کارپوشهٔ ‎.xlsx بدهید."
    )


class FileNotText(Refusal):
    """A file that is no text, where one of lines is read."""

    code: ClassVar[str] = "file.not_text"
    sentence: ClassVar[str] = "فایل «{name}» متن ساده نیست. آن را به شکل متن UTF-8 ذخیره کنید."


class JsonFaulty(Refusal):
    """A text that breaks the rules of JSON."""

    code: ClassVar[str] = "file.json_faulty"
    sentence: ClassVar[str] = "فایل «{name}» متن JSON نیست. خط {line} را درست کنید."


def read_json(path: Path) -> object:
    """What a file holds. Refuses file.blank, file.not_json, file.json_faulty."""
    refuse_other_kinds(path)
    try:
        found: object = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    except json.JSONDecodeError as problem:
        raise JsonFaulty(name=path.name, line=problem.lineno) from problem
    return found


def read_text(path: Path) -> str:
    """The text of a file. Refuses file.not_text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FileNotText(name=path.name) from problem


def refuse_other_kinds(path: Path) -> None:
    """Refuse file.blank and file.not_json, of what is seen at once to be no JSON."""
    with path.open("rb") as file:
        begins = file.read(8)
    if not begins:
        raise FileBlank(name=path.name)
    kinds = (kind for mark, kind in _MARKS.items() if begins.startswith(mark))
    if kind := next(kinds, _NAMES.get(path.suffix.lower(), "")):
        raise FileNotJson(name=path.name, kind=kind)
