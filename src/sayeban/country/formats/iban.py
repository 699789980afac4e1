"""Iranian IBAN (شبا): IR, two check digits, bank (3) and account (19). domain.md 2.12."""

import re

import polars as pl

from sayeban.country.formats.arithmetic import number_expr, plpgsql

_TYPED = "^([Ii][Rr])?[0-9]{24}$"
_STORED = "^IR[0-9]{24}$"
_DIGITS = 24
_IR = 1827  # the letters I and R as ISO 13616 counts them, moved behind the account


def canonical(text: str) -> str | None:
    """IR and 24 digits, for a text with or without (lower case) IR; None for anything else."""
    if re.fullmatch("([Ii][Rr])?[0-9]{24}", text):
        return "IR" + text[-_DIGITS:]
    return None


def valid(text: str) -> bool:
    """Whether `text` is an IBAN in canonical form with right check digits."""
    if not re.fullmatch("IR[0-9]{24}", text):
        return False
    return int(f"{text[4:]}{_IR}{text[2:4]}") % 97 == 1


def canonical_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `canonical`."""
    return pl.when(column.str.contains(_TYPED)).then(column.str.replace("^([Ii][Rr])?", "IR"))


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    # 28 digits do not fit a 64-bit number: the remainder is carried over three pieces.
    high, low = number_expr(column.str.slice(4, 11)), number_expr(column.str.slice(15, 11))
    check = number_expr(column.str.slice(2, 2))
    account = (high % 97 * 10**11 + low) % 97
    remainder = (account * 10**6 + _IR * 100 + check) % 97
    return column.str.contains(_STORED) & (remainder == 1)


SQL = plpgsql(
    "iban_valid",
    f"""IF code !~ '{_STORED}' THEN RETURN false; END IF;
  a := (substr(code, 5, 11)::bigint % 97 * {10**11} + substr(code, 16)::bigint) % 97;
  RETURN (a * {10**6} + {_IR * 100} + substr(code, 3, 2)::bigint) % 97 = 1;""",
    declare="a bigint;",
)
