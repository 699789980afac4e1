"""What a file is that was given where JSON is read, by its first bytes and by its name."""

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


class FileEmpty(Refusal):
    """Nothing stands in a file."""

    code: ClassVar[str] = "file.empty"
    sentence: ClassVar[str] = "فایل «{name}» خالی است. فایل درست را بدهید."


class FileNotJson(Refusal):
    """A file of another kind, where one of JSON is read."""

    code: ClassVar[str] = "file.not_json"
    sentence: ClassVar[str] = (
        "فایل «{name}» {kind} است و این دستور آن را نمی‌خواند. فایل JSON بدهید؛ اگر دستور"
        " کارپوشه هم می‌پذیرد، فایلی با قالب و پایان نام ‎.xlsx بدهید."
    )


def refuse_other_kinds(path: Path) -> None:
    """Refuse file.empty and file.not_json, of what is seen at once to be no JSON."""
    with path.open("rb") as file:
        begins = file.read(8)
    if not begins:
        raise FileEmpty(name=path.name)
    kinds = (kind for mark, kind in _MARKS.items() if begins.startswith(mark))
    if kind := next(kinds, _NAMES.get(path.suffix.lower(), "")):
        raise FileNotJson(name=path.name, kind=kind)
