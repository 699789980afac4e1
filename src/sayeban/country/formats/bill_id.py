"""Bill id (شناسه قبض): constant for a connection over all periods. domain.md 2.4.

    file code (1 to 8) | company (3) | service (1) | check digit (1)

Printed with or without leading zeros, so the canonical form has 13 digits, zero-padded: two bills
are the same exactly when their canonical forms are equal.
"""

import re
from typing import Final, Literal

import polars as pl

from sayeban.country.formats import mod11
from sayeban.country.formats.arithmetic import (
    digit_expr,
    number_expr,
    plpgsql,
    weighted_sum_expr,
    weighted_sum_sql,
)

Utility = Literal["water", "electricity", "gas"]
Problem = Literal["bill_id.length", "bill_id.check_digit", "bill_id.wrong_utility"]

SERVICE_DIGIT: Final[dict[Utility, str]] = {"water": "1", "electricity": "2", "gas": "3"}
_UTILITY: Final[dict[str, Utility]] = {digit: utility for utility, digit in SERVICE_DIGIT.items()}

LENGTH = 13
_PATTERN = "^[0-9]{6,13}$"
_SMALLEST = 100_000  # a bill of less than six digits has no file code, however many zeros lead it
_LARGEST_FILE_CODE = 99_999_999
WEIGHTS = (0, *(mod11.weight(place) for place in range(LENGTH - 1)))


def canonical(text: str) -> str | None:
    """The 13-digit form of a bill id, or None for a text of another length or no digits."""
    if re.fullmatch("[0-9]{6,13}", text) and int(text) >= _SMALLEST:
        return text.zfill(LENGTH)
    return None


def check(text: str, utility: Utility | None = None) -> Problem | None:
    """The first thing wrong with a bill id, None when right.

    `utility` is the column it stands in; None asks for no particular one. The order of the codes
    is the order in which they are reported: length, check digit, wrong utility (A-069).
    """
    bill = canonical(text)
    if bill is None:
        return "bill_id.length"
    if mod11.check_digit(bill[:-1]) != int(bill[-1]):
        return "bill_id.check_digit"
    if utility is not None and utility_of(bill) != utility:
        return "bill_id.wrong_utility"
    return None


def valid(text: str) -> bool:
    """Whether `text` is a bill id of any service with the right check digit."""
    return check(text) is None


def utility_of(text: str) -> Utility | None:
    """The utility that the service digit names; None for other services and for no bill id."""
    bill = canonical(text)
    return None if bill is None else _UTILITY.get(bill[11])


def company_code(text: str) -> str | None:
    """The three digits of the issuing company; None for no bill id."""
    bill = canonical(text)
    return None if bill is None else bill[8:11]


def make(file_code: int, company: str, utility: Utility) -> str:
    """A canonical bill id for generated data.

    ValueError when the file code is not in 1..99,999,999 or the company not three digits.
    """
    if not 1 <= file_code <= _LARGEST_FILE_CODE or not re.fullmatch("[0-9]{3}", company):
        msg = f"no bill id has file code {file_code} and company {company!r}"
        raise ValueError(msg)
    body = f"{file_code:08d}{company}{SERVICE_DIGIT[utility]}"
    return f"{body}{mod11.check_digit(body)}"


def _well_formed_expr(column: pl.Expr) -> pl.Expr:
    return column.str.contains(_PATTERN) & (number_expr(column) >= _SMALLEST)


def canonical_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `canonical`."""
    return pl.when(_well_formed_expr(column)).then(column.str.zfill(LENGTH))


def check_expr(column: pl.Expr, utility: Utility | None = None) -> pl.Expr:
    """Polars form of `check`: the code as text, null when right or when there is no bill."""
    problem = (
        pl.when(~_well_formed_expr(column))
        .then(pl.lit("bill_id.length"))
        .when(~_check_digit_holds_expr(column))
        .then(pl.lit("bill_id.check_digit"))
    )
    if utility is not None:
        service = digit_expr(number_expr(column), 1)
        wrong = service != int(SERVICE_DIGIT[utility])
        problem = problem.when(wrong).then(pl.lit("bill_id.wrong_utility"))
    return problem.otherwise(None).name.keep()


def _check_digit_holds_expr(column: pl.Expr) -> pl.Expr:
    number = number_expr(column)
    check_digit = mod11.check_digit_expr(weighted_sum_expr(number, WEIGHTS))
    return digit_expr(number, 0) == check_digit


def valid_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `valid`: Boolean, null for null."""
    return _well_formed_expr(column) & _check_digit_holds_expr(column)


def utility_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `utility_of`."""
    service = canonical_expr(column).str.slice(11, 1)
    return service.replace_strict(_UTILITY, default=None, return_dtype=pl.String)


def company_expr(column: pl.Expr) -> pl.Expr:
    """Polars form of `company_code`."""
    return canonical_expr(column).str.slice(8, 3)


_UTILITY_SQL = " ".join(f"WHEN '{digit}' THEN '{name}'" for digit, name in _UTILITY.items())


def _part_sql(name: str, part: str) -> str:
    body = f"""IF code !~ '{_PATTERN}' THEN RETURN NULL; END IF;
  RETURN CASE WHEN code::bigint >= {_SMALLEST} THEN {part} END;"""
    return plpgsql(name, body, returns="text")


SQL = (
    plpgsql(
        "bill_id_valid",
        f"""IF code !~ '{_PATTERN}' THEN RETURN false; END IF;
  n := code::bigint;
  IF n < {_SMALLEST} THEN RETURN false; END IF;
  s := {weighted_sum_sql("n", WEIGHTS)};
  RETURN n % 10 = {mod11.check_digit_sql("s")};""",
        declare="n bigint; s bigint;",
    )
    + _part_sql("bill_id_canonical", f"lpad(code, {LENGTH}, '0')")
    + _part_sql("bill_id_company", "substr(lpad(code, 13, '0'), 9, 3)")
    + _part_sql("bill_id_utility", f"CASE substr(lpad(code, 13, '0'), 12, 1) {_UTILITY_SQL} END")
)
