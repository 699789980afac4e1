"""A form out of an XLSForm workbook, or what is wrong by row. Pure besides the frames."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sayeban.country.jalali import persian_digits
from sayeban.forms.refusals import FormInvalid, Problem
from sayeban.forms.xlsform import TYPES
from sayeban.sheets.public import ROW_NO, Sheet

_KINDS: Final = {
    name: kind
    for kind, name in TYPES.items()
    if kind not in ("year", "money", "mobile", "national_id", "postal_code")
}
_GROUPS: Final = {"begin_group", "begin group", "end_group", "end group"}
_SILENT: Final = {
    *("start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit"),
    *("subscriberid", "simserial", "start-geopoint"),
}
_ALIASES: Final = {"string": "text", "int": "integer", "photo": "image", "yes_no": TYPES["bool"]}
_LOOPS: Final = {"begin_repeat", "begin repeat"}
_LOOP_ENDS: Final = {"end_repeat", "end repeat"}
_BECAME_A_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?")
_PERSIAN: Final = re.compile(r"fa\b|\(fa\)|farsi|persian|فارسی", re.IGNORECASE)
_YES: Final = {"yes", "true", "true()", "1", "بله"}
_LEAF: Final = re.compile(
    r"\$\{(?P<fact>[a-z][a-z0-9_]*)\}\s*(?P<op>!=|<=|>=|=|<|>)\s*"
    r"(?:'(?P<text>[^']*)'|(?P<number>-?[0-9]+(?:\.[0-9]+)?))"
)
Row = Mapping[str, str]
_NO_LOOPS: Final = (
    "تکرار (repeat) در این فرم‌ها نیست: هر چیز یک بار پرسیده می‌شود. پرسش‌های آن را جدا بنویسید یا"
    " برای هر عضو خانوار یک فرم پر کنید."
)
_DAY_IN_CELL: Final = (
    "اکسل نوشتهٔ این ردیف را به تاریخ برگردانده است. قالب خانه را «متن» کنید و دوباره بنویسید."
)
_TYPES_IN_WORDS: Final = (
    "یکی از text، integer، decimal، date، image، select_one یا select_multiple بنویسید، یا ردیف را"
    " بردارید."
)


def read_xlsform(sheets: Sequence[Sheet]) -> dict[str, Any]:
    """The document that a workbook says; refuses form.invalid with the rows that say no form."""
    reader = _Reader(sheets)
    document = reader.document()
    if reader.problems:
        raise FormInvalid(reader.problems)
    return document


class _Reader:
    def __init__(self, sheets: Sequence[Sheet]) -> None:
        tables = {each.name: _rows(each) for each in sheets}
        self.survey = tables.get("survey", [])
        self.settings = dict(next(iter(tables.get("settings", [])), (0, {}))[1])
        self.lists: dict[str, list[dict[str, str]]] = {}
        for _, row in tables.get("choices", []):
            choice = {"code": row.get("name", ""), "label": row.get("label", "")}
            self.lists.setdefault(row.get("list_name", ""), []).append(choice)
        self.problems: list[Problem] = [
            Problem(f"choices، ردیف {persian_digits(str(number))}", _DAY_IN_CELL)
            for number, row in tables.get("choices", [])
            if any(_BECAME_A_DAY.fullmatch(row.get(name, "")) for name in ("name", "label"))
        ]
        self.named: dict[str, int] = {}
        if not self.survey:
            self.problems.append(Problem("survey", "این برگه نیست یا ردیفی ندارد."))

    def document(self) -> dict[str, Any]:
        sections: list[dict[str, Any]] = []
        for number, row in self.survey:
            told = row.get("type", "")
            if told in ("begin_group", "begin group"):
                sections.append(_section(row.get("name", ""), row.get("label", "")))
            elif told in _LOOPS:
                self.wrong(number, _NO_LOOPS)
            elif told and told not in _GROUPS | _SILENT | _LOOP_ENDS:
                if not sections:
                    sections.append(_section("s1", self.settings.get("form_title", "")))
                sections[-1]["questions"].append(self.question(number, row))
        code, title = self.settings.get("form_id", ""), self.settings.get("form_title", "")
        return {"code": code, "title": title, "sections": sections}

    def question(self, number: int, row: Row) -> dict[str, Any]:
        kind, choices = self.kind(number, row)
        self.judge_cells(number, row)
        said: dict[str, Any] = {
            "key": row.get("name", ""),
            "type": kind,
            "label": row.get("label", ""),
            "required": row.get("required", "").lower() in _YES,
            "fact": row.get("sayeban_fact") or None,
        }
        rest: dict[str, Any] = {
            "help": row.get("hint", ""),
            "choices": choices,
            "visible_if": self.condition(number, row),
        }
        more = self.json(number, row.get("sayeban_more", "")) or {}
        return said | {name: each for name, each in rest.items() if each} | dict(more)

    def judge_cells(self, number: int, row: Row) -> None:
        """What nobody meant to write: a day in place of words, a name for the second time."""
        if any(_BECAME_A_DAY.fullmatch(row.get(name, "")) for name in ("name", "label", "hint")):
            self.wrong(number, _DAY_IN_CELL)
        name = row.get("name", "")
        first = self.named.setdefault(name, number)
        if name and first != number:
            said = persian_digits(str(first))
            self.wrong(number, f"نام {name} پیش‌تر در ردیف {said} آمده است؛ نامی دیگر بنویسید.")

    def kind(self, number: int, row: Row) -> tuple[str, list[dict[str, str]]]:
        told = _ALIASES.get(row.get("type", ""), row.get("type", "")).split()
        several = {"select_one": "code", "select_multiple": "codes"}.get(told[0])
        if several and " ".join(told) not in _KINDS:
            choices = self.lists.get(told[-1], [])
            if not choices:
                self.wrong(number, "فهرست گزینه‌های آن در برگهٔ choices نیست.")
            return several, choices
        kind = row.get("sayeban_kind") or _KINDS.get(" ".join(told), "")
        if not kind:
            self.wrong(number, f"نوع {' '.join(told)} پشتیبانی نمی‌شود. {_TYPES_IN_WORDS}")
        return kind or "text", []

    def condition(self, number: int, row: Row) -> object:
        if told := row.get("sayeban_visible_if", ""):
            return self.json(number, told)
        if not (path := row.get("relevant", "").strip()):
            return None
        for word, between in (("all", " and "), ("any", " or ")):
            parts = [_LEAF.fullmatch(each.strip()) for each in path.split(between)]
            if all(parts):
                leaves = [self.leaf(n, each) for n, each in enumerate(parts) if each]
                return leaves[0] if len(leaves) == 1 else {word: leaves}
        self.wrong(number, "شرط relevant آن خوانده نشد؛ آن را در ویرایشگر بنویسید.")
        return None

    def leaf(self, n: int, found: re.Match[str]) -> dict[str, Any]:
        value: object = found["text"]
        if found["number"] is not None:
            value = float(found["number"]) if "." in found["number"] else int(found["number"])
        if any(row.get("name") == found["fact"] and self.is_bool(row) for _, row in self.survey):
            value = value == "yes"
        return {"id": f"r{n}", "fact": found["fact"], "op": found["op"], "value": value}

    @staticmethod
    def is_bool(row: Row) -> bool:
        return _KINDS.get(row.get("type", "")) == "bool"

    def json(self, number: int, told: str) -> Any:  # noqa: ANN401 - judged by read_form
        if not told:
            return None
        try:
            return json.loads(told)
        except (ValueError, RecursionError):
            self.wrong(number, "ستون‌های sayeban آن خوانده نشد.")
            return None

    def wrong(self, number: int, why: str) -> None:
        self.problems.append(Problem(f"ردیف {persian_digits(str(number))}", why))


def _section(key: str, title: str) -> dict[str, Any]:
    return {"key": key, "title": title, "questions": []}


def _rows(sheet: Sheet) -> list[tuple[int, Row]]:
    """(row number, cells by head); the first row holds the heads, empty rows say nothing."""
    columns = [name for name in sheet.frame.columns if name != ROW_NO]
    found = sheet.frame.to_dicts()
    heads = _heads({name: str(found[0][name] or "") for name in columns} if found else {})
    rows = [
        (row[ROW_NO], {heads[name]: str(row[name]).strip() for name in heads if row[name]})
        for row in found[1:]
    ]
    return [(number, row) for number, row in rows if row]


def _heads(written: Mapping[str, str]) -> dict[str, str]:
    """The head that each column counts as, whatever its letters; of words in several languages
    the Persian ones, else those without a language, else the first.
    """
    best: dict[str, tuple[int, str]] = {}
    for column, said in written.items():
        name, _, language = (each.strip() for each in said.partition("::"))
        head = name.lower().replace(" ", "_")
        rank = 2 if not language else 0 if _PERSIAN.search(language) else 3
        if head and (head not in best or rank < best[head][0]):
            best[head] = (rank, column)
    return {column: head for head, (_, column) in best.items()}
