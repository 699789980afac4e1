"""Barcode of a paper bill: 26 digits, bill id and payment id of 13 each. domain.md 2.6."""

import re

import polars as pl

from sayeban.country.formats import payment_id

_PATTERN = "^[0-9]{26}$"
_HALF = 13


def split(text: str) -> tuple[str, str] | None:
    """(bill id, payment id), 13 digits each, of a scanned code; None for no 26 digits."""
    if not re.fullmatch("[0-9]{26}", text):
        return None
    return text[:_HALF], text[_HALF:]


def join(bill: str, payment: str) -> str:
    """The barcode of a bill and its payment id, both of 6 to 13 digits."""
    return bill.zfill(_HALF) + payment.zfill(_HALF)


def valid(text: str) -> bool:
    """Whether both halves are right and belong together."""
    halves = split(text)
    return halves is not None and payment_id.valid(halves[1], halves[0])


def bill_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of the first half of `split`."""
    return pl.when(column.str.contains(_PATTERN)).then(column.str.slice(0, _HALF))


def payment_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of the second half of `split`."""
    return pl.when(column.str.contains(_PATTERN)).then(column.str.slice(_HALF, _HALF))


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    bill, payment = column.str.slice(0, _HALF), column.str.slice(_HALF, None)
    return column.str.contains(_PATTERN) & payment_id.valid_expr(payment, bill)
