"""Which values parameters have on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast, get_args

from sayeban.eligibility.models import Parameter
from sayeban.facts.public import FactType, ParamType, Type, Value, read_value


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One value of a parameter as a list shows it. `waits`: nobody has approved it."""

    id: int
    name: str
    label: str
    type: str
    value: Any
    valid_from: date
    legal_basis: str
    entered_by: int | None
    entered_at: datetime
    waits: bool
    approved_by: int | None
    approved_at: datetime | None


def parameter_rows(name: str = "") -> list[ParameterRow]:
    """All values, or those of one parameter, the newest of each first."""
    found = Parameter.objects.order_by("name", "-valid_from")
    return [
        ParameterRow(
            *(each.pk, each.name, each.label, each.type, each.value, each.valid_from),
            *(each.legal_basis, each.entered_by, each.entered_at, each.approved_at is None),
            *(each.approved_by, each.approved_at),
        )
        for each in (found.filter(name=name) if name else found)
    ]


def param_types() -> dict[str, ParamType]:
    """Every parameter that rules may name, also one whose value is still to be approved."""
    return {each.name: type_of(each) for each in Parameter.objects.order_by("name", "valid_from")}


def params_on(day: date) -> dict[str, Value]:
    """The approved values that hold on a day: of each parameter the last that has begun."""
    held = Parameter.objects.filter(approved_at__isnull=False, valid_from__lte=day)
    newest = held.order_by("name", "-valid_from").distinct("name")
    read = ((each.name, read_value(type_of(each), each.value)) for each in newest)
    return {name: value for name, value in read if value is not None}


def type_of_row(row: ParameterRow) -> FactType:
    """What its value is written by."""
    return FactType(row.name, cast("Type", row.type), row.label)


def type_of(row: Parameter) -> ParamType:
    """Its type for conditions."""
    assert row.type in get_args(Type)
    return ParamType(row.name, cast("Type", row.type), row.label)
