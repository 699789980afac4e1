"""Values of the seven types: from JSON, to JSON, and whether one is of a type."""

from datetime import date
from decimal import Decimal
from typing import Final

from sayeban.facts.conditions.texts import printable
from sayeban.facts.conditions.tree import ORDERED, FactType, Op, ParamType, Type, Value

_BIGINT: Final = 2**63
_DECIMALS: Final = 6
_DIGITS: Final = 15
"""What a JSON number of any reader keeps."""
_TRILLION: Final = 10**12
"""With six decimals it is the decimal(18, 6) that numbers are bound as."""
_LONGEST: Final = 200


def read(typed: FactType | ParamType, given: object) -> Value | None:
    """The value that JSON gives for this type, None when it is none of it."""
    if typed.type == "date" and isinstance(given, str):
        return _date(given)
    if typed.type == "number" and isinstance(given, int | float) and not isinstance(given, bool):
        given = Decimal(given if isinstance(given, int) else str(given).removesuffix(".0"))
    return given if belongs(typed, given) else None  # type: ignore[return-value]


def written(value: Value) -> bool | int | float | str:
    """The JSON of a value; `read` gives the value back."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def belongs(typed: FactType | ParamType, value: object) -> bool:
    """Whether this is a value of the type, small enough for every database."""
    if isinstance(typed, FactType) and typed.type == "code":
        return isinstance(value, str) and value in dict(typed.choices)
    return _IS[typed.type](value)


def is_outside(fact: FactType, value: Value) -> bool:
    """Whether a value of the type lies beyond what the fact can be: a decile of 12."""
    too_small = fact.least is not None and value < fact.least  # type: ignore[operator]  # of one type
    return too_small or (fact.most is not None and value > fact.most)  # type: ignore[operator]


def is_futile(fact: FactType, op: Op, value: Value) -> bool:
    """Whether a comparison with this value is the same of everybody: a decile of 1000 or less."""
    never = (op == ">" and value == fact.most) or (op == "<" and value == fact.least)
    return never or (fact.type in ORDERED and is_outside(fact, value))


def _is_text(value: object) -> bool:
    """Not empty, and writable as UTF-8 without control characters."""
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and printable(value)


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _BIGINT


def _is_number(value: object) -> bool:
    if not isinstance(value, Decimal) or not value.is_finite():
        return False
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return len(digits) <= _DIGITS and -exponent <= _DECIMALS and abs(value) < _TRILLION


_IS: Final = {
    "bool": lambda value: isinstance(value, bool),
    "int": _is_int,
    "money": _is_int,
    "number": _is_number,
    "date": lambda value: type(value) is date,
    "text": _is_text,
    "code": _is_text,
}


def _date(given: str) -> date | None:
    try:
        found = date.fromisoformat(given)
    except ValueError:
        return None
    return found if found.isoformat() == given else None


def comparable(left: Type, right: Type) -> bool:
    """Whether a fact of one type may be compared with something of the other."""
    return left == right or {left, right} == {"int", "number"}
