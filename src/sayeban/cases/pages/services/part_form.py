"""The form of one part of a service: its boxes are the columns of the catalogue's workbook."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from sayeban.cases.workbook.cells import ENDS, Cell, Unread, read, written
from sayeban.cases.workbook.columns import OWNER, Page
from sayeban.cases.workbook.reading import put
from sayeban.cases.workbook.writing import at
from sayeban.country.text import sort_key
from sayeban.design.forms import TextField

_MADE: Final = frozenset({OWNER, "key", "outcome", "code"})
"""Names that the editor makes itself."""
_STEPS: Final = frozenset({"start", "step", "to", "parallel_with"})
# A box of codes would take the sign of «-۵» for a hyphen between digits.
_DIGITS: Final = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "size": 5}
_HINTS: Final[Mapping[str, str]] = {
    "words": "چند مورد را با «؛» از هم جدا کنید.",
    "lines": "هر مورد را در یک خط بنویسید.",
}


_TO_PUBLISH: Final = frozenset({"legal_basis"})
"""A draft is kept without them, and is not published."""
_WITHOUT_CODE: Final[Mapping[str, str]] = {"form": "فرم", "rule": "قاعده"}
"""Boxes that name something else by its title: here nobody types its code."""


class PartForm(forms.Form):
    """What one part says. `revision` is the saving of the draft that the visitor saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - a QueryDict or nothing
        *,
        page: Page,
        document: Mapping[str, Any],
        part: Mapping[str, Any],
        revision: int,
        named: Mapping[str, Mapping[str, str]],
    ) -> None:
        """`named`: titles by code of what a box may name, for each such box."""
        super().__init__(data, initial={"revision": revision})
        # Conditions have a page of their own.
        self.cells = [c for c in page.cells if c.key not in _MADE and c.kind != "tree"]
        for cell in self.cells:
            self.initial[_name(cell)] = kept = _initial(cell, at(part, cell.key))
            titles = named.get(cell.key)
            self.fields[_name(cell)] = (
                _field(cell, document) if titles is None else _one_of(cell, titles, str(kept or ""))
            )
            if cell.key in _TO_PUBLISH:
                setattr(self.fields[_name(cell)], "note", "برای انتشار لازم است")  # noqa: B010

    def clean(self) -> dict[str, Any]:
        """Each box as the value of the document; what is wrong is said at its box."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.part: dict[str, Any] = {}
        for cell in self.cells:
            typed = cleaned.get(_name(cell), "")
            try:
                value = typed if isinstance(typed, bool) else read(cell, typed)
            except Unread as wrong:
                if _name(cell) not in self.errors:
                    self.add_error(_name(cell), str(wrong))
                continue
            put(self.part, cell.key, value)
        return cleaned


def _name(cell: Cell) -> str:
    return cell.key.replace(".", "-")


def _initial(cell: Cell, value: object) -> object:
    raw = cell.kind in ("choice", "target", "yes")
    return value if raw or value is None else written(cell, value)


def _field(cell: Cell, document: Mapping[str, Any]) -> forms.Field:
    asked: dict[str, Any] = {"label": cell.label, "required": cell.required}
    if cell.required:
        asked["error_messages"] = {"required": f"«{cell.label}» را بنویسید."}
    if cell.key in _STEPS:
        return forms.ChoiceField(choices=_steps(cell, document), **asked)
    match cell.kind:
        case "choice":
            return forms.ChoiceField(choices=[("", "–"), *cell.choices], **asked)
        case "yes":
            return forms.BooleanField(**asked)
        case "number":
            return forms.CharField(widget=forms.TextInput(_DIGITS), **asked)
        case "lines":
            box = forms.Textarea({"rows": 4})
            return forms.CharField(widget=box, help_text=_HINTS[cell.kind], **asked)
    return TextField(help_text=_HINTS.get(cell.kind, ""), **asked)


def _one_of(cell: Cell, titles: Mapping[str, str], kept: str) -> forms.Field:
    """A choice of titles; what stands there stays, also where it is gone."""
    offered = sorted(titles.items(), key=lambda pair: sort_key(pair[1]))
    choices = [("", "–"), *((code, f"{title} ({code})") for code, title in offered)]
    hint = ""
    if kept and kept not in titles:
        choices.append((kept, f"{kept} (دیگر در کار نیست)"))
        hint = f"«{kept}» دیگر در کار نیست و خدمت با آن منتشر نمی‌شود. یکی دیگر را برگزینید."
    return forms.ChoiceField(
        label=_WITHOUT_CODE[cell.key], required=cell.required, choices=choices, help_text=hint
    )


def _steps(cell: Cell, document: Mapping[str, Any]) -> list[tuple[str, str]]:
    steps = [(step["key"], step["title"]) for step in document["steps"]]
    return [("", "–"), *steps, *(ENDS.items() if cell.key == "to" else ())]
