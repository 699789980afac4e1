"""What a partner searches for, as a condition of SQL over white-listed attributes.

The three kinds of query of the standard: idtype-value, expression and predicate. Names become SQL
of attributes.py and values become parameters; nothing that was sent is ever part of a statement.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sayeban.country import text
from sayeban.interop.attributes import ATTRIBUTES, Attribute, Entity
from sayeban.interop.faults import Faulty

_DEEPEST: Final = 5
_MOST: Final = 20
_MOST_VALUES: Final = 1_000
_LONGEST: Final = 200
_TESTS: Final = {"eq": "= %s", "lt": "< %s", "gt": "> %s", "le": "<= %s", "ge": ">= %s"}
_SPELT: Final = {"lte": "le", "gte": "ge"}
_JOINED: Final = {"and": "({} AND {})", "or": "({} OR {})", "not": "({} AND NOT {})"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with the values of its parameters, in their order."""

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks by what: the entity, and the attributes that its record allows."""

    entity: Entity
    allowed: Collection[str]

    def attribute(self, name: object) -> Attribute:
        """An attribute that may be asked by; refuses rjct.search_criteria.invalid."""
        if not isinstance(name, str) or name not in self.allowed:
            raise _wrong(str(name))
        found = ATTRIBUTES.get(name)
        if found is None or not found.test(self.entity):
            raise _wrong(name)
        return found


def _wrong(place: str = "") -> Faulty:
    return Faulty("rjct.search_criteria.invalid", place[:_LONGEST])


def condition_of(kind: str, query: object, asked: Asked) -> Condition:
    """The condition of a query; refuses rjct.search_criteria.invalid, also for graphql."""
    if kind == "idtype-value" and isinstance(query, Mapping):
        return _compared(query.get("type"), "eq", query.get("value"), asked)
    if kind == "predicate" and isinstance(query, Sequence) and not isinstance(query, str):
        return _predicate(query, asked)
    if kind == "expression" and isinstance(query, Mapping):
        return _expression(query, asked)
    raise _wrong("query_type")


def _expression(query: Mapping[str, Any], asked: Asked) -> Condition:
    value = query.get("value")
    told = value.get("expression") if isinstance(value, Mapping) else None
    if not isinstance(told, Mapping) or told.get("collection", asked.entity) != asked.entity:
        raise _wrong("expression")
    return _tree(told.get("query"), asked, _DEEPEST)


def _tree(node: object, asked: Asked, deep: int) -> Condition:
    """{"$and": [...]}, {"$or": [...]} or {attribute: {"$lt": 5}}; several keys hold together."""
    if not isinstance(node, Mapping) or not node or deep == 0 or len(node) > _MOST:
        raise _wrong("query")
    parts = []
    for key, value in node.items():
        if key in ("$and", "$or"):
            if not isinstance(value, list) or not 1 <= len(value) <= _MOST:
                raise _wrong(key)
            word = " AND " if key == "$and" else " OR "
            parts.append(_all([_tree(each, asked, deep - 1) for each in value], word))
        elif isinstance(value, Mapping) and value:
            tests = [_compared(key, op.removeprefix("$"), v, asked) for op, v in value.items()]
            parts.append(_all(tests, " AND "))
        else:
            parts.append(_compared(key, "eq", value, asked))
    return _all(parts, " AND ")


def _predicate(query: Sequence[Any], asked: Asked) -> Condition:
    """A list of pairs in the order of seq_num; all of them hold."""
    if not 1 <= len(query) <= _MOST or not all(isinstance(each, Mapping) for each in query):
        raise _wrong("query")
    numbers = [each.get("seq_num", place) for place, each in enumerate(query)]
    if not all(isinstance(number, int | float) for number in numbers):
        raise _wrong("seq_num")
    ordered = sorted(zip(numbers, range(len(query)), strict=True))
    return _all([_pair(query[place], asked) for _, place in ordered], " AND ")


def _pair(each: Mapping[str, Any], asked: Asked) -> Condition:
    first = _test(each.get("expression1"), asked)
    if "expression2" not in each:
        if "condition" in each and each["condition"] not in _JOINED:
            raise _wrong("condition")
        return first
    second = _test(each["expression2"], asked)
    joined = _JOINED.get(each.get("condition", "and"))
    if joined is None:
        raise _wrong("condition")
    return Condition(joined.format(first.sql, second.sql), first.values + second.values)


def _test(told: object, asked: Asked) -> Condition:
    if not isinstance(told, Mapping):
        raise _wrong("expression1")
    return _compared(
        told.get("attribute_name"), told.get("operator"), told.get("attribute_value"), asked
    )


def _compared(name: object, operator: object, value: object, asked: Asked) -> Condition:
    attribute = asked.attribute(name)
    test = attribute.test(asked.entity)
    operator = _SPELT.get(operator, operator) if isinstance(operator, str) else ""
    if operator == "in":
        if not isinstance(value, list) or not 1 <= len(value) <= _MOST_VALUES:
            raise _wrong(str(name))
        return Condition(test.format("= ANY (%s)"), ([_value(attribute, v) for v in value],))
    if operator not in _TESTS or (attribute.kind == "flag" and operator != "eq"):
        raise _wrong(str(name))
    return Condition(test.format(_TESTS[operator]), (_value(attribute, value),))


def _value(attribute: Attribute, value: object) -> str | int | date:
    """A value of the attribute's kind; digits are taken in any spelling."""
    if attribute.kind == "flag":
        if isinstance(value, bool):
            return value
        raise _wrong("value")
    if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > _LONGEST:
        raise _wrong("value")
    try:
        if attribute.kind == "date":
            return date.fromisoformat(str(value)[:10])
        if attribute.kind == "number":
            return int(value)
    except ValueError:
        raise _wrong("value") from None
    if "\0" in str(value):
        raise _wrong("value")
    return text.identifier(str(value)) if attribute.kind == "digits" else str(value)


def _all(parts: Sequence[Condition], word: str) -> Condition:
    sql = word.join(part.sql for part in parts)
    return Condition(f"({sql})", tuple(value for part in parts for value in part.values))


def order_of(sort: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    """What ORDER BY says before the number of the row; refuses rjct.sort.invalid."""
    told = []
    for each in sort:
        name, way = each.get("attribute_name"), each.get("sort_order", "asc")
        attribute = ATTRIBUTES.get(name) if isinstance(name, str) else None
        if attribute is None or not attribute.order or name not in asked.allowed:
            raise Faulty("rjct.sort.invalid")
        if way not in ("asc", "desc"):
            raise Faulty("rjct.sort.invalid")
        told.append(f"{attribute.order} {way} NULLS LAST, ")
    return "".join(told)
