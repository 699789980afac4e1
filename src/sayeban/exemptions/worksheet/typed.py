"""What collectors typed, as one judged frame: any spelling in, stored values and codes out.

The workbook and the page's form end here, so they read every value alike (A-108). All of it is
vectorised.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Final

import polars as pl

from sayeban.country import jalali, text
from sayeban.country.formats import bill_id, mobile, national_id, postal_code
from sayeban.exemptions.codes import COLLECT_REJECTS
from sayeban.exemptions.rules import UTILITIES
from sayeban.exemptions.worksheet import words
from sayeban.exemptions.worksheet.columns import KEYS
from sayeban.exemptions.worksheet.keys import key_exprs
from sayeban.people.public import Vocabulary
from sayeban.sheets.public import ROW_NO

_CONNECTION_FACTS = ("type", "bill", "number", "channel", "source", "method")
FORM_FIELDS: Final = (
    *("postal_code", "mobile", "tenure", "status", "tenancy_end", "location", "remarks"),
    "no_data_reason",
    *(f"{utility}_{fact}" for utility in UTILITIES for fact in _CONNECTION_FACTS),
)
"""What is typed of one row. The workbook has one channel and source for all connections."""

_CODES = (
    "postal_code",
    "mobile",
    *(f"{u}_{fact}" for u in UTILITIES for fact in ("bill", "number")),
)
_FLAGS = {
    "postal_code": "postal_code.invalid",
    "mobile": "mobile.invalid",
    "tenure": "ownership.unknown_value",
    "status": "status.unknown_value",
}
_CONNECTION_CHOICES = {
    "type": words.CONNECTION_TYPES,
    "channel": words.CHANNELS,
    "source": words.SOURCES,
    "method": words.ENTRY_METHODS,
}
_CHOICES: dict[str, Vocabulary] = {
    "tenure": words.TENURES,
    "status": words.STATUSES,
    "location": words.LOCATIONS,
    "no_data_reason": words.NO_DATA_REASONS,
} | {
    f"{utility}_{fact}": vocabulary
    for utility in UTILITIES
    for fact, vocabulary in _CONNECTION_CHOICES.items()
}
_REJECTS = {"tenancy_end": "date.invalid"} | {
    name: "connection.unknown_value" for name in _CHOICES if name not in _FLAGS
}
_DASHES = r"^[-‐‑‒–—−_./\\* ]+$"
_NO_CONNECTION = "none"


@dataclass(frozen=True, slots=True)
class Typed:
    """One batch. `rows` has the columns of collect_in_bulk.TYPED; `marks` one line a fault: ord,
    column (a key of worksheet.columns, or a form field), code."""

    rows: pl.DataFrame
    marks: pl.DataFrame


def read_worksheet(frame: pl.DataFrame, utilities: Collection[str]) -> Typed:
    """Judge the rows of a worksheet: `row_no` and the found columns as raw text.

    `ord` is Excel's row number. Rows in which nothing but blanks stands are left out.
    """
    absent = [pl.lit(None, pl.String).alias(key) for key in KEYS if key not in frame.columns]
    cells = pl.col(KEYS).str.strip_chars()
    filled = frame.with_columns(absent).with_columns(pl.when(cells != "").then(cells).name.keep())
    in_three = [
        expr.alias(f"{utility}_{fact}")
        for utility in UTILITIES
        for fact, expr in (
            ("channel", pl.col("channel")),
            ("source", pl.col("source")),
            ("method", pl.lit("workbook")),
        )
    ]
    raw = filled.filter(pl.any_horizontal(pl.col(KEYS).is_not_null())).select(
        pl.col(ROW_NO).cast(pl.Int64).alias("ord"),
        *key_exprs(pl.col("key")),
        national_id.restore_expr(text.identifier_expr(pl.col("national_id").fill_null(""))),
        *(name for name in FORM_FIELDS if name in KEYS),
        *in_three,
    )
    typed = judge(raw, utilities)
    one_cell = pl.col("column").str.replace("^[a-z]+_(channel|source)$", "${1}")
    return Typed(typed.rows, typed.marks.with_columns(one_cell).unique(maintain_order=True))


def judge(raw: pl.DataFrame, utilities: Collection[str]) -> Typed:
    """Judge a frame of ord, key, sheet_version, sheet_digest, national_id and FORM_FIELDS as typed.

    What stands in the columns of a utility that is none of the campaign's `utilities` is passed
    over.
    An unreadable postal code, mobile, ownership or status is left out and flagged: what was known
    stays. An unreadable collected value rejects its row, with the first code of COLLECT_REJECTS.
    """
    others = [name for name in FORM_FIELDS if name.partition("_")[0] in {*UTILITIES} - {*utilities}]
    asked = raw.with_columns(pl.lit(None, pl.String).alias(name) for name in others)
    tidy = asked.select(_tidied(name).alias(name) for name in FORM_FIELDS)
    values = tidy.select(_value(name).alias(name) for name in FORM_FIELDS)
    both = tidy.hstack([column.alias(f"read_{column.name}") for column in values])
    problems = both.select(
        *(_unread(name, code) for name, code in (_FLAGS | _REJECTS).items()),
        *(
            bill_id.check_expr(pl.col(f"{u}_bill"), u).alias(f"{u}_bill")
            for u in bill_id.SERVICE_DIGIT
        ),
    )
    flagged = problems.select(
        pl.concat_str(_FLAGS.keys(), separator="|", ignore_nulls=True).alias("typed_flags")
    )
    head = raw.select("ord", "key", "sheet_version", "sheet_digest", "national_id")
    rows = head.hstack(values.with_columns(_kept())).hstack(flagged)
    return Typed(rows.hstack(problems.select(_first_reject())), _marks(raw["ord"], problems))


def _tidied(name: str) -> pl.Expr:
    """What was typed without blanks; null where nothing was."""
    return pl.col(name).map_batches(partial(_tidy_series, name), return_dtype=pl.String)


def _tidy_series(name: str, typed: pl.Series) -> pl.Series:
    """Plain digits are tidy; of everything else, mostly words and dates that are few, each
    distinct one is tidied once."""
    others = typed.filter(~typed.str.contains(r"^[0-9]+$")).unique()
    return typed.replace(others, others.to_frame(name).select(_tidy(name)).to_series())


def _tidy(name: str) -> pl.Expr:
    """A dash as type means «ندارد»."""
    column = text.normalize_expr(pl.col(name))
    if name in _CODES:
        column = text.identifier_expr(column)
    elif name.endswith("_type"):
        dashed = column.str.contains(_DASHES)
        column = pl.when(dashed).then(pl.lit(_NO_CONNECTION)).otherwise(column)
    return pl.when((column != "") & ~column.str.contains(_DASHES)).then(column)


def _value(name: str) -> pl.Expr:
    """The stored form of a tidied field; null where it is blank or not understood."""
    column = pl.col(name)
    if name in _CHOICES:
        code = _CHOICES[name].expr(column)
        return pl.when(code != "").then(code)
    if name == "postal_code":
        return pl.when(postal_code.valid_expr(column)).then(column)
    if name == "mobile":
        return mobile.canonical_expr(column)
    if name == "tenancy_end":
        return jalali.parse_expr(column)
    if name.endswith("_bill"):
        return bill_id.canonical_expr(column)
    return column


def _kept() -> list[pl.Expr]:
    """Blank collected fields are "" (cleared); a way belongs to a connection that exists."""
    kept = [pl.col("location", "remarks", "no_data_reason").fill_null("")]
    for utility in UTILITIES:
        facts = [pl.col(f"{utility}_{fact}").fill_null("") for fact in ("type", "bill", "number")]
        exists = facts[0].is_in(["private", "shared"])
        said = pl.any_horizontal(fact != "" for fact in facts)
        kept += facts
        for fact, holds in (("channel", exists), ("source", exists), ("method", said)):
            name = f"{utility}_{fact}"
            way = pl.when(holds).then(pl.col(name).fill_null("")).otherwise(pl.lit(""))
            kept.append(way.alias(name))
    return kept


def _unread(name: str, code: str) -> pl.Expr:
    unread = pl.col(name).is_not_null() & pl.col(f"read_{name}").is_null()
    of_type = name.endswith("_type")
    other = _contradiction(name.removesuffix("_type")) if of_type else pl.lit(None, pl.String)
    return pl.when(unread).then(pl.lit(code)).otherwise(other).alias(name)


def _contradiction(utility: str) -> pl.Expr:
    """What does not exist has no number: nobody knows which of the two cells is the mistake."""
    numbered = pl.any_horizontal(
        pl.col(f"{utility}_{fact}").is_not_null() for fact in ("bill", "number")
    )
    denied = pl.col(f"read_{utility}_type") == _NO_CONNECTION
    return pl.when(denied & numbered).then(pl.lit("connection.contradicts"))


def _first_reject() -> pl.Expr:
    """The first code in the order of COLLECT_REJECTS that any field of the row has."""
    fields = [*_REJECTS, *(f"{utility}_bill" for utility in UTILITIES)]
    firsts = [
        pl.when(pl.any_horizontal(pl.col(fields) == code)).then(pl.lit(code))
        for code in COLLECT_REJECTS
    ]
    return pl.coalesce(*firsts, pl.lit("")).alias("reject")


def _marks(ords: pl.Series, problems: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(
        pl.DataFrame({"ord": ords, "code": column})
        .drop_nulls("code")
        .select("ord", pl.lit(column.name).alias("column"), "code")
        for column in problems
    ).sort("ord", maintain_order=True)
