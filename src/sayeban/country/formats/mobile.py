"""Mobile number, stored as +989xxxxxxxxx (E.164). domain.md 2.10.

Hard rule: a nine and nine digits, written 09.., 9.., +98.., 0098.. or 98.. (a numeric cell drops
the plus). Prefixes are not listed: new operators appear before any list knows them, so the
numbering plan of `phonenumbers` only warns. A household may share one number.
"""

import re

import phonenumbers
import polars as pl

from sayeban.country.formats.arithmetic import matches_sql, plpgsql

_TYPED = r"^(\+98|0098|98|0)?(9[0-9]{9})$"
_STORED = r"^\+989[0-9]{9}$"
_NATIONAL_LENGTH = 10


def canonical(text: str) -> str | None:
    """+989xxxxxxxxx for a mobile number in any usual writing, else None."""
    if re.fullmatch(r"(\+98|0098|98|0)?9[0-9]{9}", text):
        return "+98" + text[-_NATIONAL_LENGTH:]
    return None


def valid(text: str) -> bool:
    """Whether `text` is a mobile number in the stored form."""
    return re.fullmatch(r"\+989[0-9]{9}", text) is not None


def dialled(stored: str) -> str:
    """09xxxxxxxxx, as people dial and write a stored number; anything else as it is."""
    return stored.replace("+98", "0", 1)


def doubtful(text: str) -> bool:
    """Whether the numbering plan knows no mobile number like this stored one; only a warning."""
    if not valid(text):
        return False
    number = phonenumbers.parse(text)
    return phonenumbers.number_type(number) != phonenumbers.PhoneNumberType.MOBILE


def canonical_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `canonical`."""
    return pl.when(column.str.contains(_TYPED)).then(column.str.replace(_TYPED, "+98${2}"))


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    return column.str.contains(_STORED)


SQL = matches_sql("mobile_valid", _STORED) + plpgsql(
    "mobile_canonical",
    f"""RETURN CASE WHEN code ~ '{_TYPED}' THEN '+98' || right(code, {_NATIONAL_LENGTH}) END;""",
    returns="text",
)
