"""Each constraint of the database against what it should say (style rule 6)."""

from collections.abc import Mapping
from itertools import chain
from math import prod
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.house import truth, unique
from tests.house.truth import DAWN, DAYS, NOON, Truth
from tests.house.truth_feeds import FEED_CHECKS
from tests.house.truth_moves import MOVE_CHECKS
from tests.house.truth_own import OWN_CHECKS
from tests.house.truth_registry import REGISTRY_CHECKS
from tests.house.truth_told import TOLD_CHECKS
from tests.house.truths import SLICES

pytestmark = pytest.mark.django_db

CHECKS = {
    **truth.CHECKS,
    **TOLD_CHECKS,
    **FEED_CHECKS,
    **OWN_CHECKS,
    **MOVE_CHECKS,
    **REGISTRY_CHECKS,
    **{name: truth for each in SLICES for name, truth in each.CHECKS.items()},
}
UNIQUE = {**unique.UNIQUE, **{k: v for each in SLICES for k, v in each.UNIQUE.items()}}
FREED = {**unique.FREED, **{k: v for each in SLICES for k, v in each.FREED.items()}}
STANDS = {
    "desk_ticket_one_a_counter": "called",
    "cases_calendar_wd": True,
    "cases_serviceversion_one_draft": "draft",
    "cases_serviceversion_one_published": "published",
    "eligibility_version_one_draft": "draft",
    "eligibility_version_one_a_day": "approved",
    "support_waiting_once": "waiting",
    "exemptions_helperentry_one_waiting": "waiting",
    "exemptions_move_one_open": "reported",
    "forms_version_one_draft": "draft",
    "forms_version_one_published": "published",
}
"""The state that a unique index counts, where it is not "open", or its yes of two."""
SAMPLES: dict[str, tuple[Any, Any]] = {
    "TextField": ("a", "b"),
    "CharField": ("a", "b"),
    "BooleanField": (True, False),
    "DateField": DAYS,
    "DateTimeField": (DAWN, NOON),
    "ArrayField": ([], ["a"]),
    "JSONField": ("{}", "{}"),
    "BinaryField": (b"a", b"b"),
}


def constraints(kind: type[models.BaseConstraint]) -> dict[str, tuple[type[models.Model], Any]]:
    """Every constraint of our own models by its name."""
    return {
        each.name: (model, each)
        for model in apps.get_models()
        if model.__module__.startswith("sayeban.")
        for each in model._meta.constraints
        if isinstance(each, kind)
    }


def differences(name: str, said: Truth) -> list[dict[str, Any]]:
    """The rows on which PostgreSQL and the predicate do not agree, of all combinations."""
    model, _ = constraints(models.CheckConstraint)[name]
    table = model._meta.db_table
    types = {f.column: f.db_type(connection) for f in model._meta.fields}
    lists = [
        f"(VALUES {', '.join(f'(%s::{types[column]})' for _ in values)}) AS of_{column} ({column})"
        for column, values in said.values.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint"
            " WHERE conname = %s AND conrelid = %s::regclass AND convalidated",
            [name, table],
        )
        ((condition,),) = cursor.fetchall()
        columns = ", ".join(said.values)
        # A CHECK lets pass what it cannot say.
        cursor.execute(
            f"SELECT {columns}, coalesce({condition.replace('%', '%%')}, true)"
            f" FROM {', '.join(lists)}",
            list(chain.from_iterable(said.values.values())),
        )
        found = [(dict(zip(said.values, row, strict=False)), row[-1]) for row in cursor.fetchall()]
    assert len(found) == prod(map(len, said.values.values()))
    assert {verdict for _, verdict in found} == {True, False}, "values that show one side alone"
    return [row for row, verdict in found if said.holds(**row) != verdict]


def test_every_check_has_a_table_of_truth() -> None:
    assert constraints(models.CheckConstraint).keys() == CHECKS.keys()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_its_table_says(name: str) -> None:
    assert differences(name, CHECKS[name]) == []


def test_a_check_that_says_something_else_is_seen() -> None:
    anything = Truth(CHECKS["exemptions_row_four_eyes"].values, lambda **_: True)
    assert differences("exemptions_row_four_eyes", anything) == [
        {"collected_by": who, "approved_by": who} for who in (1, 2)
    ]


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_speaks_persian(name: str) -> None:
    _, constraint = constraints(models.CheckConstraint)[name]
    assert any("آ" <= letter <= "ی" for letter in str(constraint.violation_error_message))


def test_every_other_constraint_is_unique_and_says_what_it_is_for() -> None:
    others = constraints(models.BaseConstraint).keys() - CHECKS.keys()
    assert others == UNIQUE.keys() == constraints(models.UniqueConstraint).keys()
    conditional = {n for n, (_, c) in constraints(models.UniqueConstraint).items() if c.condition}
    assert conditional == FREED.keys()


def sample(field: "models.Field[Any, Any]", which: int) -> Any:  # noqa: ANN401 - of the column's type
    """One of two values of a field."""
    if field.get_internal_type() == "UUIDField":
        return UUID(int=which)
    return SAMPLES.get(field.get_internal_type(), (0, 1))[which]


def insert(row: Mapping[str, Any]) -> None:
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO twin ({', '.join(row)}) VALUES ({marks})", [*row.values()])


def taken(row: Mapping[str, Any]) -> bool:
    """Whether the twin takes this row too; it does not keep it."""
    try:
        with transaction.atomic():
            insert(row)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("name", UNIQUE)
def test_a_second_row_of_one_key_is_refused_and_one_of_another_is_not(name: str) -> None:
    """On a twin of the table that has its unique indexes and neither references nor checks."""
    model, constraint = constraints(models.UniqueConstraint)[name]
    fields = {field.name: field for field in model._meta.fields}
    columns = {name: str(field.column) for name, field in fields.items()}
    of_others = {
        each
        for other in model._meta.constraints
        if isinstance(other, models.UniqueConstraint)
        for each in other.fields
    }
    own = {each for each, field in fields.items() if field.unique} | of_others
    own -= set(constraint.fields)
    freed, keyed = FREED.get(name, {}), set(constraint.fields)
    first = {columns[each]: sample(field, 0) for each, field in fields.items()}
    counted = STANDS.get(name, "open")
    # What frees a row by being empty stands in the first one.
    set_so = {each for each, value in freed.items() if each not in keyed and value is not None}
    of_state = {each for each in freed if each == "state" or isinstance(counted, bool)}
    first |= {each: counted if each in of_state else None for each in set_so}
    second = first | {columns[each]: sample(fields[each], 1) for each in own}
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"CREATE TEMP TABLE twin (LIKE {model._meta.db_table} INCLUDING INDEXES)")
    insert(first)
    assert not taken(second)
    for each in constraint.fields:
        assert taken(second | {columns[each]: sample(fields[each], 1)}), each
    assert taken({**second, **freed}) == bool(freed)
