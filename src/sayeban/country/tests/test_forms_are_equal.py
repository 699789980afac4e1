"""Python, Polars and SQL decide every text alike (Hypothesis), with a control that can fail."""

from collections.abc import Callable

import polars as pl
import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayeban.country.formats import (
    bill_id,
    card,
    iban,
    legal_entity_id,
    national_id,
    payment_id,
)
from sayeban.country.tests.forms import RULES, Answers, Rule, polars_answers

# The database fixture is only read, so one for all examples is right.
several_forms = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def digits(length: int) -> st.SearchStrategy[str]:
    """ASCII digits, leading zeros as likely as others."""
    return st.integers(0, 10**length - 1).map(lambda value: f"{value:0{length}d}")


def completed(
    stem: st.SearchStrategy[str], ends: int, valid: Callable[[str], bool]
) -> st.SearchStrategy[str]:
    """Stems with the one of `10**ends` endings that makes them valid, when there is one."""

    def complete(text: str) -> str:
        endings = (f"{text}{end:0{ends}d}" for end in range(10**ends))
        return next(filter(valid, endings), text)

    return stem.map(complete)


def iban_of(account: str) -> str:
    """The valid IBAN of 22 digits."""
    return next(text for check in range(100) if iban.valid(text := f"IR{check:02d}{account}"))


utilities: st.SearchStrategy[bill_id.Utility] = st.sampled_from(("water", "electricity", "gas"))
bills = st.builds(bill_id.make, st.integers(1, 99_999_999), digits(3), utilities)
payments = st.builds(
    payment_id.make,
    bills,
    st.integers(1_000, 99_999_999_000),
    st.integers(0, 9),
    st.integers(0, 99),
)
barcodes = bills.flatmap(
    lambda bill: st.builds(
        lambda rial: bill + payment_id.make(bill, rial, 5, 3).zfill(13),
        st.integers(1_000, 99_999_999_000),
    )
)
right = st.one_of(
    completed(digits(9), 1, national_id.valid),
    completed(digits(9), 1, national_id.valid).map(lambda text: text.lstrip("0")),
    completed(digits(10), 1, legal_entity_id.valid),
    completed(digits(15), 1, card.valid),
    digits(22).map(iban_of),
    bills,
    bills.map(lambda text: text.lstrip("0")),
    payments,
    barcodes,
    st.builds(
        lambda lead, rest: f"{lead}9{rest}",
        st.sampled_from(("", "0", "98", "+98", "0098")),
        digits(9),
    ),
)
loose = st.one_of(
    st.integers(1, 28).flatmap(digits),
    st.builds(lambda digit, count: str(digit) * count, st.integers(0, 9), st.integers(4, 28)),
    st.text("0123456789۱٤+- IRir.\nab", max_size=28),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A right text with one character replaced."""
    text: str = draw(right.filter(bool))
    place = draw(st.integers(0, len(text) - 1))
    other: str = draw(st.sampled_from("0123456789٣ "))
    return text[:place] + other + text[place + 1 :]


texts = st.lists(st.one_of(right, loose, spoiled()), min_size=1, max_size=80)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.slow
@several_forms
@given(typed=texts)
def test_the_forms_of_a_rule_agree_on_every_text(
    rule: Rule, typed: list[str], sql_answers: Answers
) -> None:
    wanted = [rule.python(text) for text in typed]
    assert polars_answers(rule.polars, typed) == wanted
    if rule.sql:
        assert sql_answers(rule.sql, typed) == wanted


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_an_empty_value_stays_empty(rule: Rule, sql_answers: Answers) -> None:
    assert polars_answers(rule.polars, [None]) == [None]
    if rule.sql:
        assert sql_answers(rule.sql, [None]) == [None]


@pytest.mark.slow
@several_forms
@given(pairs=st.lists(st.tuples(st.one_of(bills, spoiled(), loose), st.one_of(payments, loose))))
def test_the_forms_of_the_payment_id_agree_beside_any_bill(
    pairs: list[tuple[str, str]], sql_connection: BaseDatabaseWrapper
) -> None:
    own = [(bill, payment_id.make(bill, 258_000, 5, 3)) for bill, _ in pairs if bill_id.valid(bill)]
    pairs = pairs + own
    wanted = [payment_id.valid(payment, bill) for bill, payment in pairs]
    assert all(wanted[len(pairs) - len(own) :])
    schema = {"bill": pl.String, "payment": pl.String}
    frame = pl.DataFrame(pairs, schema=schema, orient="row")
    answers = frame.select(payment_id.valid_expr(pl.col("payment"), pl.col("bill")))
    assert answers.to_series().to_list() == wanted
    with sql_connection.cursor() as cursor:
        cursor.execute(
            "SELECT payment_id_valid(p, b) FROM unnest(%s::text[], %s::text[])"
            " WITH ORDINALITY AS typed(p, b, place) ORDER BY place",
            [frame["payment"].to_list(), frame["bill"].to_list()],
        )
        assert [answer for (answer,) in cursor.fetchall()] == wanted


def test_the_comparison_sees_a_form_that_forgets_one_rule() -> None:
    def forgetful(column: pl.Expr) -> pl.Expr:
        return national_id.valid_expr(column) | (column == "1111111111")

    typed = ["0499370899", "1111111111"]
    assert polars_answers(national_id.valid_expr, typed) == list(map(national_id.valid, typed))
    assert polars_answers(forgetful, typed) != list(map(national_id.valid, typed))
