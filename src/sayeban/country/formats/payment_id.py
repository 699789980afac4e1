"""Payment id (شناسه پرداخت): one period's amount for one bill. domain.md 2.5.

    amount in thousands of rial (1 to 8) | year (1) | period (2) | check 1 | check 2

Check 1 covers the digits before it, check 2 the bill id and this id together, both without
leading zeros, so a payment id is right or wrong only beside its bill. The exemption itself needs
none; it is read from a scanned bill and shows how recent the bill is.
"""

import re
from functools import reduce
from operator import add

import polars as pl

from sayeban.country.formats import bill_id, mod11
from sayeban.country.formats.arithmetic import (
    digit_expr,
    number_expr,
    weighted_sum_expr,
    weighted_sum_sql,
)

LENGTH = 13
_PATTERN = "^[0-9]{6,13}$"
_SMALLEST = 100_000  # an amount of at least 1,000 rial
_FIRST_WEIGHTS = (0, 0, *(mod11.weight(place) for place in range(LENGTH - 2)))
_SECOND_WEIGHTS = (0, *(mod11.weight(place) for place in range(LENGTH - 1)))
_THOUSAND_RIAL = 1_000
_TAIL = 100_000  # year, period and both check digits


def canonical(text: str) -> str | None:
    """The 13-digit form of a payment id, or None for a text of another length or no digits."""
    if re.fullmatch("[0-9]{6,13}", text) and int(text) >= _SMALLEST:
        return text.zfill(LENGTH)
    return None


def valid(text: str, bill: str) -> bool:
    """Whether `text` is a payment id that belongs to the valid bill id `bill`."""
    payment = canonical(text)
    if payment is None or not bill_id.valid(bill):
        return False
    body = payment.lstrip("0")[:-1]
    first = mod11.check_digit(payment[:11]) == int(payment[11])
    return first and mod11.check_digit(bill.lstrip("0") + body) == int(payment[12])


def amount(text: str) -> int | None:
    """The amount in rial, a multiple of 1,000; None for no payment id."""
    payment = canonical(text)
    return None if payment is None else int(payment) // _TAIL * _THOUSAND_RIAL


def make(bill: str, rial: int, year: int, period: int) -> str:
    """The payment id of `bill` for generated data, without leading zeros.

    `rial` is rounded down to thousands, at least 1,000; of `year` the last digit counts.
    """
    body = f"{rial // _THOUSAND_RIAL}{year % 10}{period:02d}"
    body += str(mod11.check_digit(body))
    return body + str(mod11.check_digit(bill.lstrip("0") + body))


def _well_formed_expr(column: pl.Expr) -> pl.Expr:
    return column.str.contains(_PATTERN) & (number_expr(column) >= _SMALLEST)


def canonical_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `canonical`."""
    return pl.when(_well_formed_expr(column)).then(column.str.zfill(LENGTH))


def valid_expr(column: pl.Expr, bill: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null when either is null."""
    number, bill_number = number_expr(column), number_expr(bill)
    first = mod11.check_digit_expr(weighted_sum_expr(number, _FIRST_WEIGHTS))
    # The bill's digits stand left of this id's own: its length shifts their weights.
    shift = number.cast(pl.String).str.len_bytes().cast(pl.Int64) - 1
    left = [
        digit_expr(bill_number, place) * ((shift + place) % mod11.CYCLE + 2)
        for place in range(bill_id.LENGTH)
    ]
    total = reduce(add, left) + weighted_sum_expr(number, _SECOND_WEIGHTS)
    holds = (
        _well_formed_expr(column)
        & bill_id.valid_expr(bill)
        & (digit_expr(number, 1) == first)
        & (digit_expr(number, 0) == mod11.check_digit_expr(total))
    )
    return pl.when(column.is_not_null() & bill.is_not_null()).then(holds)


def amount_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `amount`: Int64 rial."""
    rial = number_expr(column) // _TAIL * _THOUSAND_RIAL
    return pl.when(_well_formed_expr(column)).then(rial)


SQL = f"""CREATE OR REPLACE FUNCTION payment_id_valid(code text, bill text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $f$
DECLARE n bigint; b bigint; s bigint; shift int;
BEGIN
  IF code !~ '{_PATTERN}' OR bill !~ '{_PATTERN}' THEN RETURN false; END IF;
  n := code::bigint; b := bill::bigint;
  IF n < {_SMALLEST} OR b < {_SMALLEST} THEN RETURN false; END IF;
  s := {weighted_sum_sql("b", bill_id.WEIGHTS)};
  IF b % 10 <> {mod11.check_digit_sql("s")} THEN RETURN false; END IF;
  s := {weighted_sum_sql("n", _FIRST_WEIGHTS)};
  IF n / 10 % 10 <> {mod11.check_digit_sql("s")} THEN RETURN false; END IF;
  s := {weighted_sum_sql("n", _SECOND_WEIGHTS)};
  shift := length(n::text) - 1;
  WHILE b > 0 LOOP
    s := s + b % 10 * (shift % {mod11.CYCLE} + 2);
    b := b / 10; shift := shift + 1;
  END LOOP;
  RETURN n % 10 = {mod11.check_digit_sql("s")};
END $f$;
CREATE OR REPLACE FUNCTION payment_id_amount(code text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $f$
BEGIN
  IF code !~ '{_PATTERN}' THEN RETURN NULL; END IF;
  RETURN nullif(code::bigint / {_TAIL}, 0) * {_THOUSAND_RIAL};
END $f$;
"""
