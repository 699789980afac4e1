"""The description of the companies' service as a page, made from the served document itself."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse

from sayeban.design.jinja import render
from sayeban.runtime.doors import Visit, door
from sayeban.sites.api import PREFIX, description

Json = Mapping[str, Any]
_REFERENCE: Final = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """A parameter or property. `schema` is the described type that it refers to, else ""."""

    name: str
    type: str
    schema: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class AnswerDoc:
    """An answer by its status; `schema` is what its body is, "" for none."""

    status: str
    schema: str


@dataclass(frozen=True, slots=True)
class OperationDoc:
    """One operation. `call` asks for it with curl."""

    id: str
    method: str
    path: str
    about: str
    scopes: str
    parameters: tuple[FieldDoc, ...]
    bodies: tuple[FieldDoc, ...]
    answers: tuple[AnswerDoc, ...]
    call: str


@dataclass(frozen=True, slots=True)
class SchemaDoc:
    """A described type and its properties."""

    name: str
    about: str
    fields: tuple[FieldDoc, ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """Everything that a program can ask for, and what it sends and gets."""

    version: str
    about: str
    prefix: str
    operations: tuple[OperationDoc, ...]
    schemas: tuple[SchemaDoc, ...]


@door("anyone")
def api_docs(request: Visit) -> HttpResponse:
    """راهنمای فنی سرویس شرکت‌ها."""
    return render(request, "sites/api_docs.jinja", api_page(description()))


def api_page(document: Json) -> ApiPage:
    """The page of an OpenAPI document."""
    return ApiPage(
        document["info"]["version"],
        document["info"]["description"],
        PREFIX,
        tuple(_operations(document["paths"])),
        tuple(
            SchemaDoc(name, schema.get("description", ""), tuple(_properties(schema)))
            for name, schema in sorted(document["components"]["schemas"].items())
        ),
    )


def _operations(paths: Json) -> Iterator[OperationDoc]:
    for path, methods in paths.items():
        for method, told in methods.items():
            bodies = told.get("requestBody", {}).get("content", {})
            yield OperationDoc(
                told["operationId"],
                method.upper(),
                path,
                told.get("description", ""),
                "، ".join(scope for each in told["security"] for scope in each["Scope"]),
                tuple(_parameter(each) for each in told.get("parameters", ())),
                tuple(_field(kind, body["schema"], required=True) for kind, body in bodies.items()),
                tuple(_answer(*each) for each in sorted(told["responses"].items())),
                _call(method.upper(), path, told),
            )


def _parameter(told: Json) -> FieldDoc:
    found = _field(told["name"], told["schema"], required=told.get("required", False))
    about = ". ".join(filter(None, [f"in {told['in']}", told.get("description", "")]))
    return FieldDoc(found.name, found.type, found.schema, found.required, about)


def _properties(schema: Json) -> Iterator[FieldDoc]:
    required = schema.get("required", ())
    for name, told in schema.get("properties", {}).items():
        yield _field(name, told, required=name in required)


def _field(name: str, told: Json, *, required: bool) -> FieldDoc:
    return FieldDoc(name, _type(told), _refers(told), required, told.get("description", ""))


def _answer(status: str, told: Json) -> AnswerDoc:
    bodies = told.get("content", {}).values()
    return AnswerDoc(status, next((_refers(each["schema"]) for each in bodies), ""))


def _refers(schema: Json) -> str:
    """The described type that a schema names, itself or as what a list holds."""
    if found := schema.get("$ref", ""):
        return str(found).removeprefix(_REFERENCE)
    parts = [schema.get("items", {}), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    return next(filter(None, (_refers(part) for part in parts if part)), "")


def _type(schema: Json) -> str:
    """The type in a few words, with what bounds it."""
    if "$ref" in schema:
        return _refers(schema)
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return " | ".join(_type(each) for each in schema[choice])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if schema.get("type") == "array":
        return f"array of {_type(schema.get('items', {}))}{_bounds(schema)}"
    named = [schema.get("type", "any"), schema.get("format"), schema.get("pattern")]
    return " ".join(filter(None, named)) + _bounds(schema)


def _bounds(schema: Json) -> str:
    kinds = (("minimum", "maximum"), ("minItems", "maxItems"), ("minLength", "maxLength"))
    for least, most in kinds:
        if least in schema or most in schema:
            return f" ({schema.get(least, '')}…{schema.get(most, '')})"
    return ""


def _call(method: str, path: str, told: Json) -> str:
    """The operation as a line for a shell."""
    headers = ["Authorization: Bearer $TOKEN"]
    headers += [
        f"{each['name']}: …"
        for each in told.get("parameters", ())
        if each["in"] == "header" and each.get("required")
    ]
    lines = [f'curl -X {method} "$BASE{PREFIX}{path}"', *(f'-H "{each}"' for each in headers)]
    if "requestBody" in told:
        lines += ['-H "Content-Type: application/json"', "--data @body.json"]
    return " \\\n  ".join(lines)
