"""The three forms of every rule side by side, and how to compare them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from sayeban.country.formats import (
    barcode26,
    bill_id,
    card,
    foreigner_id,
    gas_subscription,
    iban,
    legal_entity_id,
    meter_body_no,
    mobile,
    national_id,
    payment_id,
    postal_code,
)

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))

Expression = Callable[[pl.Expr], pl.Expr]
# Fixture `sql_answers`: (function, texts) -> the function's answer for every text.
Answers = Callable[[str, Sequence[str | None]], list[Any]]


@dataclass(frozen=True)
class Rule:
    """One rule: its Python form, its Polars form and, where it has one, its database function."""

    python: Callable[[str], Any]
    polars: Expression
    sql: str = ""

    @property
    def __name__(self) -> str:
        """What a failing test is called."""
        return f"{self.python.__module__.rsplit('.', 1)[-1]}.{self.python.__name__}"


def polars_answers(expression: Expression, texts: Sequence[str | None]) -> list[Any]:
    """The Polars form's answer for every text, in order."""
    frame = pl.DataFrame({"typed": pl.Series(texts, dtype=pl.String)})
    return frame.select(expression(pl.col("typed")))["typed"].to_list()


def national_id_restored(text: str) -> str:
    """First result of `restore`."""
    return national_id.restore(text)[0]


def national_id_padded(text: str) -> bool:
    """Second result of `restore`."""
    return national_id.restore(text)[1]


def barcode_bill(text: str) -> str | None:
    """First half of a barcode."""
    halves = barcode26.split(text)
    return None if halves is None else halves[0]


def barcode_payment(text: str) -> str | None:
    """Second half of a barcode."""
    halves = barcode26.split(text)
    return None if halves is None else halves[1]


def gas_bill_problem(text: str) -> str | None:
    """`bill_id.check` in the column of gas bills."""
    return bill_id.check(text, "gas")


def gas_bill_problem_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `gas_bill_problem`."""
    return bill_id.check_expr(column, "gas")


RULES = (
    Rule(national_id.valid, national_id.valid_expr, "national_id_valid"),
    Rule(national_id_restored, national_id.restore_expr),
    Rule(national_id_padded, national_id.padded_expr),
    Rule(foreigner_id.valid, foreigner_id.valid_expr, "foreigner_id_valid"),
    Rule(legal_entity_id.valid, legal_entity_id.valid_expr, "legal_entity_id_valid"),
    Rule(bill_id.valid, bill_id.valid_expr, "bill_id_valid"),
    Rule(bill_id.canonical, bill_id.canonical_expr, "bill_id_canonical"),
    Rule(bill_id.utility_of, bill_id.utility_expr, "bill_id_utility"),
    Rule(bill_id.company_code, bill_id.company_expr, "bill_id_company"),
    Rule(bill_id.check, bill_id.check_expr),
    Rule(gas_bill_problem, gas_bill_problem_expr),
    Rule(payment_id.amount, payment_id.amount_expr, "payment_id_amount"),
    Rule(payment_id.canonical, payment_id.canonical_expr),
    Rule(barcode26.valid, barcode26.valid_expr),
    Rule(barcode_bill, barcode26.bill_expr),
    Rule(barcode_payment, barcode26.payment_expr),
    Rule(gas_subscription.valid, gas_subscription.valid_expr, "gas_subscription_valid"),
    Rule(meter_body_no.valid, meter_body_no.valid_expr, "meter_body_no_valid"),
    Rule(postal_code.valid, postal_code.valid_expr, "postal_code_valid"),
    Rule(postal_code.doubtful, postal_code.doubtful_expr, "postal_code_doubtful"),
    Rule(mobile.valid, mobile.valid_expr, "mobile_valid"),
    Rule(mobile.canonical, mobile.canonical_expr, "mobile_canonical"),
    Rule(iban.valid, iban.valid_expr, "iban_valid"),
    Rule(iban.canonical, iban.canonical_expr),
    Rule(card.valid, card.valid_expr, "card_valid"),
)
