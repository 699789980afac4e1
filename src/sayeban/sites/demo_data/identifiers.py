"""Invented identifiers with right check digits, as Polars expressions over a serial number.

No real person's id is ever used: a national id begins with the three digits of an issuing place,
and 999, 998 and 997 are places that no published list of codes has (the highest is below 750).
One prefix holds 999,998 ids (ten nines are none), so a country of 1.8 million households needs
the second and third.
An id that loses its leading zero in a numeric cell cannot begin with a nine; the few rows that
show this begin with 099, which no list has either.
"""

from typing import Final

import polars as pl

from sayeban.country.formats import mod11
from sayeban.country.formats.arithmetic import weighted_sum_expr
from sayeban.country.formats.bill_id import SERVICE_DIGIT, Utility

PREFIX_HOLDS: Final = 999_998
_PREFIX: Final = 999
_ZERO_PREFIX: Final = 99  # 099
_ID_WEIGHTS: Final = tuple(range(2, 11))
_BILL_WEIGHTS: Final = tuple(mod11.weight(place) for place in range(12))

# A file code tells nothing of the serial; the multiplier has no factor in common with the range.
_FILE_CODES, _FIRST_FILE_CODE, _SPREAD = 80_000_000, 10_000_000, 7_919
SHARED_FILE_CODE: Final = 90_000_000
"""From here on: meters that stand on two rows. No other bill reaches this file code."""
_LATER_FILE_CODE: Final = 95_000_000
"""From here on: meters that are found after the collection."""
_SHORT_EVERY: Final = 5  # each fifth bill has a short file code, as old connections do


def national_id_expr(serial: pl.Expr) -> pl.Expr:
    """Ids of the serials 1, 2, 3 …; further prefixes (998, 997) when one is used up."""
    place = (serial - 1) // PREFIX_HOLDS
    body = (_PREFIX - place) * 1_000_000 + (serial - 1) % PREFIX_HOLDS + 1
    return _with_check_digit(body)


def zero_national_id_expr(serial: pl.Expr) -> pl.Expr:
    """Ids that begin with a zero, of serials below a million."""
    return _with_check_digit(_ZERO_PREFIX * 1_000_000 + serial)


def _with_check_digit(body: pl.Expr) -> pl.Expr:
    remainder = weighted_sum_expr(body, _ID_WEIGHTS) % 11
    check = pl.when(remainder <= 1).then(remainder).otherwise(11 - remainder)
    return _padded(body * 10 + check, 10)


def file_code_expr(serial: pl.Expr) -> pl.Expr:
    """A file code that no other serial has; each fifth one is short."""
    spread = _FIRST_FILE_CODE + serial * _SPREAD % _FILE_CODES
    return pl.when(serial % _SHORT_EVERY == 0).then(serial + 10).otherwise(spread)


def bill_id_expr(file_code: pl.Expr, company: pl.Expr, utility: Utility) -> pl.Expr:
    """Canonical bill ids; `company` are three digits as a number."""
    body = file_code * 10_000 + company * 10 + int(SERVICE_DIGIT[utility])
    check = mod11.check_digit_expr(weighted_sum_expr(body, _BILL_WEIGHTS))
    return _padded(body * 10 + check, 13)


def later_bill_id(number: int, company: str, utility: str) -> str:
    """The bill id of a meter that nobody has collected before."""
    service = next(digit for name, digit in SERVICE_DIGIT.items() if name == utility)
    body = f"{_LATER_FILE_CODE + number}{company}{service}"
    return f"{body}{mod11.check_digit(body)}"


def postal_code_expr(serial: pl.Expr) -> pl.Expr:
    """Ten digits without 0 and 2, as the Post gives them in most places."""
    mixed = serial * 2_654_435 + 97
    digits = dict(enumerate("13456789"))
    parts = [
        (mixed // len(digits) ** place % len(digits)).replace_strict(digits, return_dtype=pl.String)
        for place in range(10)
    ]
    return pl.concat_str(parts)


def mobile_expr(serial: pl.Expr) -> pl.Expr:
    """09xx numbers of an invented subscriber."""
    operators = dict(enumerate(("0912", "0913", "0917", "0935", "0990")))
    operator = (serial % len(operators)).replace_strict(operators, return_dtype=pl.String)
    return pl.concat_str(operator, _padded(serial * 104_729 % 10_000_000, 7))


def _padded(number: pl.Expr, length: int) -> pl.Expr:
    return number.cast(pl.String).str.zfill(length)
