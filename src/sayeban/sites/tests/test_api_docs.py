"""The page of the companies' service says what the served description says."""

from typing import Any

import pytest
from django.test import Client

from sayeban.sites.api import description
from sayeban.sites.api_docs import api_page


def test_every_operation_and_every_type_is_on_the_page(db: None) -> None:
    document = description()
    said = Client().get("/utility/docs/").content.decode()
    for path, methods in document["paths"].items():
        assert path in said
        for told in methods.values():
            assert f'id="{told["operationId"]}"' in said
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in said


def test_what_a_link_of_the_page_names_is_on_the_page() -> None:
    page = api_page(description())
    names = {each.name for each in page.schemas}
    fields = [field for each in page.schemas for field in each.fields]
    fields += [field for each in page.operations for field in (*each.parameters, *each.bodies)]
    spoken = {field.schema for field in fields} | {
        answer.schema for each in page.operations for answer in each.answers
    }
    assert spoken - {""} <= names


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 5}, "integer (1…5)"),
        ({"type": "string", "format": "date"}, "string date"),
        ({"enum": ["rcvd", "succ"]}, "rcvd | succ"),
        ({"const": "private"}, '"private"'),
        ({"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]}, "string (…9) | null"),
        ({"type": "array", "maxItems": 3, "items": {"type": "string"}}, "array of string (…3)"),
        ({}, "any"),
    ],
)
def test_a_type_is_told_in_a_few_words(schema: dict[str, Any], said: str) -> None:
    document = {
        "info": {"version": "1", "description": ""},
        "paths": {},
        "components": {"schemas": {"One": {"properties": {"field": schema}}}},
    }
    (found,) = api_page(document).schemas[0].fields
    assert (found.type, found.required) == (said, False)
