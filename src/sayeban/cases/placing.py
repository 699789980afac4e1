"""Where in a service document something is, in the words of its editor and workbook. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sayeban.cases.workbook.columns import pages
from sayeban.design.filters import fa

_PARTS: Final[Mapping[str, str]] = {
    "steps": "گام",
    "transitions": "نتیجهٔ",
    "documents": "مدرک",
}
_LABELS: Final = {page.part: {cell.key: cell.label for cell in page.cells} for page in pages({})}


def place_in(document: Mapping[str, Any], way: Sequence[str | int]) -> str:
    """The place at the end of a way into a document: «گام ۲ (بازدید)، روز کاری»."""
    match way:
        case []:
            return "سند"
        case [str(part), int(nth), *rest] if part in _PARTS:
            name = f"{_PARTS[part]} {fa(nth + 1)}"
            title = _title(document, part, nth)
            named = f"{name} ({title})" if title else name
            return f"{named}، {_label(part, rest)}" if rest else named
        case [str(part)] if part in _PARTS:
            return {"steps": "گام‌ها", "transitions": "نتیجه‌ها"}.get(part, "مدرک‌ها")
    return _label("", way)


def _label(part: str, way: Sequence[str | int]) -> str:
    """The name of a box; what no box is stays as it was written."""
    names = [str(each) for each in way if not isinstance(each, int)]
    whole = ".".join(names)
    return _LABELS[part].get(whole) or _LABELS[part].get(names[0] if names else "") or f"«{whole}»"


def _title(document: Mapping[str, Any], part: str, nth: int) -> str:
    try:
        found = document[part][nth]
        return str(found.get("title") or found.get("label") or "")[:60]
    except (AttributeError, IndexError, KeyError, TypeError):
        return ""
