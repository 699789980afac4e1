"""The answers of a form as JSON Schema 2020-12: it takes what the form takes, and nothing else.

What the schema cannot say in its own words stands in formats and in two keywords that
`validator` knows: `formatMinimum` and `formatMaximum`, as ajv has them.
"""

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any, Final

from jsonschema_rs import Draft202012Validator

from sayeban.country.formats import national_id, postal_code
from sayeban.facts.public import FORMATS, Group, Leaf, Not, Tree, dump
from sayeban.forms.document import FormDocument, Question
from sayeban.forms.values import is_mobile, is_words, span

_FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "ir-mobile": is_mobile,
    "ir-national-id": national_id.valid,
    "ir-postal-code": postal_code.valid,
    "words": is_words,
    **{each.name: each.valid for each in FORMATS.values()},
}
Schema = dict[str, Any]


def json_schema(form: FormDocument) -> Schema:
    """The schema of the answers by question key."""
    shown = [_shown(each, each.visible_if) for each in form.questions if each.visible_if]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title,
        "type": "object",
        "properties": {each.key: _property(each) for each in form.questions},
        "required": [each.key for each in form.questions if each.required and not each.visible_if],
        "additionalProperties": False,
    } | ({"allOf": shown} if shown else {})


def validator(schema: Schema) -> Draft202012Validator:
    """Judges answers by a schema of `json_schema`."""
    return Draft202012Validator(
        schema,
        validate_formats=True,
        formats=dict(_FORMATS),
        keywords={"formatMinimum": _NotBefore, "formatMaximum": _NotAfter},
    )


class _NotBefore:
    """`formatMinimum`: of days as text."""

    def __init__(self, parent_schema: Schema, value: str, schema_path: list[str | int]) -> None:
        del parent_schema, schema_path
        self.day = value

    def validate(self, instance: object) -> None:
        if isinstance(instance, str) and instance < self.day:
            raise ValueError(self.day)


class _NotAfter(_NotBefore):
    """`formatMaximum`."""

    def validate(self, instance: object) -> None:
        if isinstance(instance, str) and instance > self.day:
            raise ValueError(self.day)


def _property(question: Question) -> Schema:
    said: Schema = {"title": question.label}
    if question.help:
        said["description"] = question.help
    value = _value(question)
    return said | ({"anyOf": [value, {"type": "null"}]} if question.may_be_unknown else value)


def _value(question: Question) -> Schema:
    codes = {"type": "string", "enum": list(question.codes)}
    match question.kind:
        case "int" | "year" | "money" | "number" | "date":
            return _bounded(question)
        case "code":
            return codes
        case "codes":
            return {"type": "array", "items": codes, "minItems": 1, "uniqueItems": True}
        case "text":
            form = FORMATS.get(question.fact)
            if form is not None:
                return {"type": "string", "format": form.name, "maxLength": question.longest}
            return {"type": "string", "format": "words", "maxLength": question.longest}
        case kind:
            return _PLAIN[kind]


_PLAIN: Final[Mapping[str, Schema]] = {
    "bool": {"type": "boolean"},
    "document": {"type": "integer", "minimum": 1, "maximum": 10**15},
    "mobile": {"type": "string", "format": "ir-mobile"},
    "national_id": {"type": "string", "format": "ir-national-id"},
    "postal_code": {"type": "string", "format": "ir-postal-code"},
    "int": {"type": "integer"},
    "year": {"type": "integer"},
    "money": {"type": "integer"},
    "number": {"type": "number", "multipleOf": 0.000001},
    "date": {"type": "string", "format": "date"},
}


def _bounded(question: Question) -> Schema:
    least, most = span(question)
    names = (
        ("formatMinimum", "formatMaximum") if question.kind == "date" else ("minimum", "maximum")
    )
    return _PLAIN[question.kind] | dict(zip(names, (least, most), strict=True))


def _shown(question: Question, tree: Tree) -> Schema:
    """Asked where its condition is true, and answered nowhere else."""
    key = question.key
    there: Schema = {"required": [key]} if question.required else {}
    return {"if": _is(tree, True), "then": there, "else": {"properties": {key: False}}}


def _is(tree: Tree, wanted: bool) -> Schema:
    """What answers are like that make the tree true, or false: unknown is neither."""
    match tree:
        case Leaf():
            return _leaf(tree, wanted)
        case Not():
            return _is(tree.of, not wanted)
        case Group():
            return _group(tree, wanted)


def _group(group: Group, wanted: bool) -> Schema:
    each = [_is(child, wanted) for child in group.of]
    count = group.needed if wanted else group.refused_by
    if count == len(each):
        return {"allOf": each}
    if count == 1:
        return {"anyOf": each}
    return {"anyOf": [{"allOf": list(some)} for some in combinations(each, count)]}


def _leaf(leaf: Leaf, wanted: bool) -> Schema:
    key = leaf.fact.key
    if leaf.op == "known":
        known = {"required": [key], "properties": {key: {"not": {"type": "null"}}}}
        return known if wanted else {"not": known}
    compared = _compared(leaf) if wanted else {"not": _compared(leaf)}
    known = {"not": {"type": "null"}}
    return {"required": [key], "properties": {key: {"allOf": [known, compared]}}}


def _compared(leaf: Leaf) -> Schema:
    told = dump(leaf)["value"]
    values = told if isinstance(told, list) else [told]
    match leaf.op:
        case "=" | "in":
            return {"enum": values}
        case "!=" | "not_in":
            return {"not": {"enum": values}}
        case ">=" | "<":
            not_less = _bound("formatMinimum", "minimum", values[0])
            return not_less if leaf.op == ">=" else {"not": not_less}
        case _:
            not_more = _bound("formatMaximum", "maximum", values[0])
            return not_more if leaf.op == "<=" else {"not": not_more}


def _bound(of_days: str, of_numbers: str, value: Any) -> Schema:  # noqa: ANN401 - of any type
    return {of_days if isinstance(value, str) else of_numbers: value}
