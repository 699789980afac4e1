"""What a template may ask of a value, read from the annotations of its class."""

import inspect
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from enum import Enum
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from django import forms
from django.forms.boundfield import BoundField

# A type as annotations write it; `Any` where nothing is known.
Kind: TypeAlias = Any
_CLOSED = {"builtins", "datetime", "decimal"}


@dataclass(frozen=True, slots=True)
class Method:
    """A method that a template must call; `returns` is the type of its answer."""

    name: str
    returns: Kind


class Missing:
    """The answer for an attribute that the class has not."""


def _origin(kind: Kind) -> Kind:
    """`list` of `list[int]`, None of `int`; mypy's own idea of get_origin(Any) is too narrow."""
    found: Kind = get_origin(kind)
    return found


def alternatives(kind: Kind) -> tuple[Kind, ...]:
    """The members of a union, of any other type itself."""
    return get_args(kind) if _origin(kind) in (Union, types.UnionType) else (kind,)


def may_be_none(kind: Kind) -> bool:
    """Whether None is one of the alternatives."""
    return type(None) in alternatives(kind)


def without_none(kind: Kind) -> Kind:
    """The type where it is known not to be None."""
    left = tuple(each for each in alternatives(kind) if each is not type(None))
    return Union[left] if left else Any  # noqa: UP007 - the members are known at run time only


def name_of(kind: Kind) -> str:
    """How a problem names a type."""
    return getattr(kind, "__name__", str(kind))


def attribute(kind: Kind, name: str) -> Kind:
    """The type of `value.name`: a type, a Method, or Missing. Any asks nothing."""
    found = [_attribute_of_one(each, name) for each in alternatives(without_none(kind))]
    if Missing in found:
        return Missing
    return found[0] if all(each == found[0] for each in found) else Any


def _attribute_of_one(kind: Kind, name: str) -> Kind:
    cls = _origin(kind) or kind
    if not isinstance(cls, type) or cls in (Any, object):
        return Any
    if issubclass(cls, forms.BaseForm) and name in _form_fields(cls):
        return BoundField
    if issubclass(cls, Mapping) and not hasattr(cls, name):
        return item(kind)
    hints = _hints(cls)
    return hints[name] if name in hints else _member(cls, name)


def _member(cls: type, name: str) -> Kind:
    member = inspect.getattr_static(cls, name, Missing)
    if isinstance(member, property):
        return _hints(member.fget).get("return", Any)
    if inspect.isfunction(member):
        return Method(name, _hints(member).get("return", Any))
    if member is Missing:
        return Missing if _is_closed(cls, name) else Any
    return Any


def _is_closed(cls: type, name: str) -> bool:
    """Whether the class tells all that its values have: others may set more while they live."""
    if issubclass(cls, forms.BaseForm):
        return not hasattr(forms.Form(), name)
    return is_dataclass(cls) or cls.__module__ in _CLOSED or issubclass(cls, Enum)


def _form_fields(cls: type[forms.BaseForm]) -> Mapping[str, forms.Field]:
    fields: Mapping[str, forms.Field] = getattr(cls, "base_fields", {})
    return fields


def _hints(thing: Kind) -> dict[str, Kind]:
    """Annotations with their names looked up; none where a name exists for the checker only."""
    try:
        return get_type_hints(thing)
    except (NameError, TypeError):
        return {}


def element(kind: Kind) -> Kind:
    """The type of what a `for` gets out of a value."""
    kind = without_none(kind)
    origin, args = _origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, forms.BaseForm):
        return BoundField
    if not (isinstance(origin, type) and issubclass(origin, Iterable) and args):
        return Any
    if origin is tuple and args[-1] is not Ellipsis:
        return args[0] if all(each == args[0] for each in args) else Any
    return args[0]


def item(kind: Kind) -> Kind:
    """The type of `value[…]`."""
    origin, args = _origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping) and args:
        return args[1]
    return element(kind)


def unpack(kind: Kind, count: int) -> tuple[Kind, ...] | None:
    """The types of `a, b = value`; None when the value surely has another length."""
    args = get_args(kind)
    if _origin(kind) is not tuple or args[-1] is Ellipsis:
        return (element(kind),) * count
    return args if len(args) == count else None
