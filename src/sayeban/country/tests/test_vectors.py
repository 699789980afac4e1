"""The published check vectors (domain.md section 2) hold in Python, Polars and SQL."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from sayeban.country.formats import (
    barcode26,
    bill_id,
    card,
    iban,
    legal_entity_id,
    national_id,
    payment_id,
)
from sayeban.country.tests.forms import VECTORS, Answers, Expression, polars_answers

FORMATS: list[tuple[str, Callable[[str], bool], Expression, str]] = [
    ("national_id", national_id.valid, national_id.valid_expr, "national_id_valid"),
    ("legal_id", legal_entity_id.valid, legal_entity_id.valid_expr, "legal_entity_id_valid"),
    ("iban", iban.valid, iban.valid_expr, "iban_valid"),
    ("card", card.valid, card.valid_expr, "card_valid"),
]
BILLS: list[dict[str, Any]] = VECTORS["bill"]
GENERATED: list[dict[str, Any]] = VECTORS["generated_synthetic"]


@pytest.mark.parametrize(("name", "valid", "expression", "function"), FORMATS)
def test_each_form_of_a_format_decides_its_vectors_rightly(
    name: str,
    valid: Callable[[str], bool],
    expression: Expression,
    function: str,
    sql_answers: Answers,
) -> None:
    texts, wanted = list(VECTORS[name]), list(VECTORS[name].values())
    assert [valid(text) for text in texts] == wanted
    assert polars_answers(expression, texts) == wanted
    assert sql_answers(function, texts) == wanted


@pytest.mark.parametrize("vector", BILLS, ids=lambda vector: f"{vector['bill']}-{vector['pay']}")
def test_a_bill_and_its_payment_id_are_read_as_published(vector: dict[str, Any]) -> None:
    bill, payment = vector["bill"], vector["pay"]
    assert bill_id.valid(bill) is vector["bill_ok"]
    assert payment_id.valid(payment, bill) is vector["pay_ok"]
    assert bill_id.company_code(bill) == vector["company"]
    assert payment_id.amount(payment) == vector["amount_rial"]


def test_polars_reads_the_bill_vectors_alike() -> None:
    frame = pl.DataFrame(BILLS).select(
        bill_ok=bill_id.valid_expr(pl.col("bill")),
        pay_ok=payment_id.valid_expr(pl.col("pay"), pl.col("bill")),
        company=bill_id.company_expr(pl.col("bill")),
        amount_rial=payment_id.amount_expr(pl.col("pay")),
    )
    assert frame.to_dicts() == [{key: bill[key] for key in frame.columns} for bill in BILLS]


def test_the_database_reads_the_bill_vectors_alike(sql_answers: Answers) -> None:
    bills = [vector["bill"] for vector in BILLS]
    assert sql_answers("bill_id_valid", bills) == [vector["bill_ok"] for vector in BILLS]
    assert sql_answers("bill_id_company", bills) == [vector["company"] for vector in BILLS]


def test_both_barcode_vectors_hold_and_one_wrong_digit_shows() -> None:
    codes = list(VECTORS["barcode26"])
    spoiled = [code[:-1] + str((int(code[-1]) + 1) % 10) for code in codes]
    wanted = [True] * len(codes) + [False] * len(codes)
    assert [barcode26.valid(code) for code in codes + spoiled] == wanted
    assert polars_answers(barcode26.valid_expr, codes + spoiled) == wanted


@pytest.mark.parametrize("vector", GENERATED, ids=lambda vector: vector["bill"])
def test_generated_bills_equal_the_published_ones(vector: dict[str, Any]) -> None:
    utility = bill_id.utility_of(vector["bill"])
    assert utility is not None
    bill = bill_id.make(int(vector["file"]), vector["company"], utility)
    year, period = int(vector["pay"][-5]), int(vector["pay"][-4:-2])
    payment = payment_id.make(bill, vector["amount"], year, period)
    assert (bill, payment) == (vector["bill"], vector["pay"])
    assert barcode26.join(bill, payment) == vector["barcode"]
    assert barcode26.split(vector["barcode"]) == (bill, payment.zfill(13))
    assert barcode26.valid(vector["barcode"])
