"""How values look in a page: Persian digits in prose, ASCII digits in isolated identifiers."""

from datetime import date, datetime
from decimal import Decimal

from markupsafe import Markup

from sayeban.country import jalali
from sayeban.country.formats import mobile
from sayeban.country.today import TEHRAN, today_of

MARK = "\u061c"
"""Arabic letter mark: no sign, it keeps the one beside it on its side."""


def fa(value: object) -> str:
    """Any value as text with Persian digits, for prose."""
    return jalali.persian_digits(str(value))


def number(value: float | Decimal) -> str:
    """«۱٬۸۲۳٬۴۰۰», «۱۹٫۸», «۲» for 2.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return fa(f"{value:,}".replace(",", "٬").replace(".", "٫"))


def percent(share: float | Decimal, decimals: int = 1) -> str:
    """«۶۵٪» for 0.65.

    A mark in front puts the sign on the same side everywhere: without it a browser draws it left
    of the number after a Persian word and right of it in an empty cell.
    """
    return MARK + jalali.percent(share, decimals)


def jdate(value: date, short: bool = False) -> str:
    """«۲ آذر ۱۴۰۵», short «۱۴۰۵/۰۹/۰۲»; an aware datetime counts as its day in Tehran."""
    day = today_of(value) if isinstance(value, datetime) else value
    return fa(jalali.format(day)) if short else jalali.long_form(day)


def jdatetime(value: datetime) -> str:
    """«۲ آذر ۱۴۰۵، ساعت ۱۴:۳۰» in Tehran. ValueError for a naive value: its zone is unknown."""
    if value.tzinfo is None:
        raise ValueError("an aware datetime is needed")
    local = value.astimezone(TEHRAN)
    return f"{jalali.long_form(local.date())}، ساعت {fa(f'{local:%H:%M}')}"


def grouped(value: str) -> Markup:
    """An identifier in groups of four, as one reads it aloud; its gaps may be typed too."""
    fours = (value[at : at + 4] for at in range(0, len(value), 4))
    return ident("\u00a0".join(fours))


def ident(value: str) -> Markup:
    """An identifier as it is stored, left to right and kept apart from the text around it."""
    return Markup('<bdi dir="ltr" class="code">{}</bdi>').format(value)


def phone(value: str) -> Markup:
    """A mobile number as people dial and say it: «۰۹۱۲۱۲۳۴۵۶۷» for +989121234567."""
    said = fa(mobile.dialled(value))
    return Markup('<bdi dir="ltr" class="phone">{}</bdi>').format(said)
