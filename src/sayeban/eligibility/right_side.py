"""The box for what a fact is compared with: a choice where there are few, else a typed value."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from sayeban.country import jalali, numbers, text
from sayeban.design.forms import TextField
from sayeban.facts.public import FactType

_YES: Final = {"yes": "بله", "no": "نه"}
_HOW: Final = {
    "int": "یک عدد. چند عدد را با «؛» جدا کنید.",
    "number": "یک عدد، اعشار با نقطه. چند عدد را با «؛» جدا کنید.",
    "money": "به ریال. چند مبلغ را با «؛» جدا کنید.",
    "date": "مانند ۱۴۰۵/۰۱/۰۱.",
    "text": "چند متن را با «؛» جدا کنید.",
}
_WRONG: Final = {
    "int": "«{typed}» عدد درستی نیست. آن را با رقم بنویسید.",
    "number": "«{typed}» عدد نیست. آن را با رقم بنویسید.",
    "money": "«{typed}» مبلغ نیست. آن را به ریال و با رقم بنویسید.",
    "date": "«{typed}» در تقویم نیست. روز را مانند ۱۴۰۵/۰۱/۰۱ بنویسید.",
}
_ECHOED: Final = 40
_NONE: Final = "مقداری بنویسید یا برگزینید."


def value_field(fact: FactType) -> forms.Field:
    """The box for values of this fact; it may stay empty where something else is compared with."""
    asked: dict[str, Any] = {"label": "مقدار", "required": False}
    if fact.type == "bool":
        return forms.ChoiceField(choices=list(_YES.items()), **asked)
    if fact.type == "code":
        box = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=fact.choices, widget=box, **asked)
    unit = f" واحد: {fact.unit}." if fact.unit else ""
    return TextField(help_text=_HOW[fact.type] + unit, **asked)


def read_values(fact: FactType, typed: object) -> list[Any]:
    """The values as JSON, one at least; ValidationError for what is none of the type."""
    if isinstance(typed, list):
        found = list(typed)
    elif fact.type == "bool":
        found = [typed == "yes"]
    else:
        parts = (each.strip() for each in str(typed).replace(";", "؛").split("؛"))
        found = [_value(fact, each) for each in parts if each]
    if not found:
        raise ValidationError(_NONE)
    return found


def shown_values(fact: FactType, value: object) -> object:
    """What the box shows of a value of a document, or of a list of them."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    if fact.type == "code":
        return values
    if fact.type == "bool":
        return "yes" if value is True else "no"
    return "؛ ".join(_shown(fact, each) for each in values)


def _shown(fact: FactType, value: object) -> str:
    if fact.type == "date":
        return jalali.persian_digits(jalali.format(date.fromisoformat(str(value))))
    if isinstance(value, int):
        return jalali.number(value)
    return (
        jalali.persian_digits(str(value).replace(".", "٫")) if fact.type != "text" else str(value)
    )


def _value(fact: FactType, typed: str) -> object:
    if fact.type == "text":
        return typed
    plain = text.ascii_digits(typed)
    try:
        if fact.type == "date":
            return _day(plain)
        return _number(plain, whole=fact.type != "number")
    except ValueError:
        raise ValidationError(_WRONG[fact.type].format(typed=typed[:_ECHOED])) from None


def _number(plain: str, *, whole: bool) -> int | float:
    number = numbers.read(plain)
    if number is None:
        raise ValueError
    if whole and number != number.to_integral_value():
        raise ValueError
    return numbers.as_json(number)


def _day(plain: str) -> str:
    found = jalali.parse(plain)
    if found is None:
        raise ValueError
    return found.isoformat()
