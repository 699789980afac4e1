"""A form as XLSForm, for tools of field work.

What XLSForm has no word for stands in columns of ours, so that the way back gives the same form:
the kind of a question, its fact and its condition as JSON.
"""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from sayeban.facts.public import Group, Leaf, Not, Tree, dump
from sayeban.forms.document import FormDocument, Question, longest
from sayeban.forms.limits import until_year_of
from sayeban.forms.values import BOUNDED, span
from sayeban.sheets.public import write_sheets

SURVEY: Final = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "parameters"),
    *("sayeban_kind", "sayeban_fact", "sayeban_visible_if", "sayeban_more"),
)
CHOICES: Final = ("list_name", "name", "label")
SETTINGS: Final = ("form_title", "form_id")
YES_NO: Final = (("yes", "بله"), ("no", "نه"))
TYPES: Final = {
    "bool": "select_one yes_no",
    "int": "integer",
    "year": "integer",
    "money": "integer",
    "number": "decimal",
    "date": "date",
    "text": "text",
    "mobile": "text",
    "national_id": "text",
    "postal_code": "text",
    "document": "image",
}
_SMALL_PICTURE: Final = "max-pixels=1600"
"""A weak network carries it."""
Rows = list[tuple[str, ...]]


def write_xlsform(form: FormDocument, day: date) -> bytes:
    """The workbook with the sheets survey, choices and settings.

    Its constraints are those of that day; what comes back are the limits of the form.
    """
    sheets: dict[str, tuple[tuple[str, ...], Rows]] = {
        "survey": (SURVEY, _survey(form, day)),
        "choices": (CHOICES, _choices(form)),
        "settings": (SETTINGS, [(form.title, form.code)]),
    }
    with tempfile.TemporaryDirectory(prefix="sayeban-forms-") as name:
        path = Path(name) / "form.xlsx"
        write_sheets([(key, _frame(*table)) for key, table in sheets.items()], path)
        return path.read_bytes()


def _frame(heads: tuple[str, ...], rows: Rows) -> pl.DataFrame:
    """Cells of text alone; an empty one is none."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in heads)
    cells = [[each or None for each in column] for column in columns]
    return pl.DataFrame(dict(zip(heads, cells, strict=True)), dict.fromkeys(heads, pl.String))


def _survey(form: FormDocument, day: date) -> Rows:
    rows: Rows = []
    for section in form.sections:
        rows.append(_row(type="begin_group", name=section.key, label=section.title))
        rows += [_asked(each, day) for each in section.questions]
        rows.append(_row(type="end_group"))
    return rows


def _choices(form: FormDocument) -> Rows:
    rows: Rows = [("yes_no", code, label) for code, label in YES_NO]
    for each in form.questions:
        rows += [(each.key, choice.code, choice.label) for choice in each.choices]
    return rows


def _asked(question: Question, day: date) -> tuple[str, ...]:
    several = {"code": "select_one", "codes": "select_multiple"}.get(question.kind)
    tree = question.visible_if
    return _row(
        type=f"{several} {question.key}" if several else TYPES[question.kind],
        name=question.key,
        label=question.label,
        hint=question.help,
        required="yes" if question.required else "no",
        relevant=_path(tree, wanted=True) if tree else "",
        constraint=_constraint(until_year_of(question, day)),
        parameters=_SMALL_PICTURE if question.kind == "document" else "",
        sayeban_kind=question.kind,
        sayeban_fact=question.fact,
        sayeban_visible_if=json.dumps(dump(tree), ensure_ascii=False) if tree else "",
        sayeban_more=json.dumps(_more(question)) if _more(question) else "",
    )


def _row(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in SURVEY)


def _more(question: Question) -> dict[str, Any]:
    limits = {"min": question.least, "max": question.most}
    if question.longest != longest(question.kind, question.fact):
        limits["max_length"] = question.longest
    told = {
        "limits": {name: each for name, each in limits.items() if each is not None},
        "pictogram": question.pictogram,
        "sensitive": question.sensitive,
    }
    return {name: each for name, each in told.items() if each}


def _constraint(question: Question) -> str:
    if question.kind not in BOUNDED:
        return f"string-length(.) <= {question.longest}" if question.kind == "text" else ""
    least, most = (_literal(each) for each in span(question))
    return f". >= {least} and . <= {most}"


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "'yes'" if value else "'no'"
    if isinstance(value, str):
        return f"date('{value}')" if value[:1].isdecimal() else f"'{value}'"
    return str(value)


def _path(tree: Tree, *, wanted: bool) -> str:
    """XPath that is true where the tree is `wanted`: an open answer makes neither true."""
    match tree:
        case Leaf():
            return _leaf(tree, wanted=wanted)
        case Not():
            return _path(tree.of, wanted=not wanted)
        case Group():
            return _group(tree, wanted=wanted)


def _group(group: Group, *, wanted: bool) -> str:
    parts = [_path(child, wanted=wanted) for child in group.of]
    count = group.needed if wanted else group.refused_by
    if count == len(parts):
        return f"({' and '.join(parts)})"
    if count == 1:
        return f"({' or '.join(parts)})"
    return f"(({' + '.join(f'if({each}, 1, 0)' for each in parts)}) >= {count})"


def _leaf(leaf: Leaf, *, wanted: bool) -> str:
    asked = f"${{{leaf.fact.key}}}"
    if leaf.op == "known":
        return f"({asked} != '')" if wanted else f"({asked} = '')"
    told = dump(leaf)["value"]
    values = [_literal(each) for each in (told if isinstance(told, list) else [told])]
    own = f"date({asked})" if leaf.fact.type == "date" else asked
    if leaf.op in ("in", "not_in"):
        compared = " or ".join(f"{own} = {each}" for each in values)
        compared = compared if leaf.op == "in" else f"not({compared})"
    else:
        compared = f"{own} {leaf.op} {values[0]}"
    return f"({asked} != '' and {f'({compared})' if wanted else f'not({compared})'})"
