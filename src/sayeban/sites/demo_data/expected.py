"""What follows from each row's plan: verdicts, flags, and its place on the province's list."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from sayeban.exemptions.rules import UTILITIES
from sayeban.sites.demo_data.plans import (
    ASIDE,
    DIRT_FLAGS,
    MEMBER,
    PLANS,
    REASONS,
    STAGED,
    Plan,
)

_ALL: Final[Mapping[str, Plan]] = {
    **PLANS,
    **STAGED,
    "member": MEMBER,
    "taken": Plan(0),
    "": Plan(0),
}
_WITH_DOCUMENTS: Final = ["with_documents", "same_picture"]
_OPEN_LATER: Final = ["confirmed", "shared", "same_household", "as_private"]
"""Decisions that come after the second round; until then both rows are marked."""


def with_expectations(truth: pl.DataFrame) -> pl.DataFrame:
    """`truth` with load_flags, aside_first, aside, first, first_flags, second, second_flags (lists
    of codes; verdicts as in plans.Plan, null where the row is on no sheet), and a column
    `place_<utility>`: its place in the release."""
    plans = _plan_table()
    joined = _marked_first(truth).join(plans, on="plan", how="left", maintain_order="left")
    marked = joined.with_columns(*_aside(), _load_flags(), _lacks_document())
    return marked.with_columns(
        _first(), _first_flags(), _second(), _second_flags()
    ).with_columns(_place(utility) for utility in UTILITIES).drop(
        "mends", "verdict", "own_flags", "lasting", "later_aside", "lacks_document", "marked_first"
    )  # fmt: skip


def _plan_table() -> pl.DataFrame:
    plans = _ALL.items()
    texts = pl.List(pl.String)
    return pl.DataFrame(
        {
            "plan": [name for name, _ in plans],
            "verdict": [plan.verdict for _, plan in plans],
            "mends": [plan.mends for _, plan in plans],
            "own_flags": pl.Series([list(plan.flags) for _, plan in plans], dtype=texts),
            "lasting": pl.Series([list(plan.lasting) for _, plan in plans], dtype=texts),
            "later_aside": [plan.aside for _, plan in plans],
        }
    )


def _marked_first(truth: pl.DataFrame) -> pl.DataFrame:
    """Whether a shared meter is known to be one when this row comes in.

    Workbooks come in the order of their paths. Across provinces "b" lies in the later one.
    """
    near = truth.filter(pl.col("level").is_in(["county", "province"]))
    stranger = near.select(
        "pair",
        pl.when(pl.col("role") == "a").then(pl.lit("b")).otherwise(pl.lit("a")).alias("role"),
        pl.col("worklist").alias("stranger"),
    )
    both = truth.join(stranger, on=["pair", "role"], how="left", maintain_order="left")
    after = pl.col("worklist") >= pl.col("stranger")
    far = (pl.col("level") == "nation") & (pl.col("role") == "b")
    return both.with_columns(marked_first=after.fill_null(value=False) | far).drop("stranger")


def _aside() -> list[pl.Expr]:
    first = pl.col("dirt").replace_strict(ASIDE, default="", return_dtype=pl.String)
    return [
        first.alias("aside_first"),
        pl.when(first != "").then(first).otherwise("later_aside").alias("aside"),
    ]


def _load_flags() -> pl.Expr:
    flags = {dirt: "|".join(codes) for dirt, codes in DIRT_FLAGS.items()}
    joined = pl.col("dirt").replace_strict(flags, default="", return_dtype=pl.String)
    return _listed(joined).alias("load_flags")


def _listed(joined: pl.Expr) -> pl.Expr:
    return joined.str.split("|").list.filter(pl.element() != "")


def _lacks_document() -> pl.Expr:
    private = pl.any_horizontal(pl.col(f"{u}_type") == "private" for u in UTILITIES)
    has = pl.col("plan").is_in(_WITH_DOCUMENTS)
    return (private & ~has).alias("lacks_document")


def _flag(holds: pl.Expr, code: str) -> pl.Expr:
    return pl.when(holds).then(pl.lit([code])).otherwise(pl.lit([], dtype=pl.List(pl.String)))


def _first() -> pl.Expr:
    return pl.when(pl.col("aside_first") == "").then("verdict").alias("first")


def _first_flags() -> pl.Expr:
    """Flags of a row whose upload was accepted, or that nobody typed.

    The second of two strangers is marked as it comes in, both when they come in one workbook.
    """
    taken = pl.col("marked_first")
    flags = pl.concat_list(
        "own_flags",
        "lasting",
        _flag(pl.col("gas_type") == "shared", "connection.shared"),
        _flag(pl.col("lacks_document"), "document.missing"),
        _flag(taken, "bill_id.taken"),
    )
    landed = pl.col("aside_first").eq("") & pl.col("verdict").is_in(["", "unchanged"])
    return pl.when(landed).then(flags).otherwise(_none()).alias("first_flags")


def _none() -> pl.Expr:
    return pl.lit([], dtype=pl.List(pl.String))


def _second() -> pl.Expr:
    returned = (pl.col("decision") == "returned") & (pl.col("role") == "b")
    typed = pl.when(pl.col("mends") | returned).then(pl.lit("")).otherwise(pl.lit("unchanged"))
    return pl.when(pl.col("aside") == "").then(typed).alias("second")


def _second_flags() -> pl.Expr:
    """What is typed in a centre in the second round comes after its sub-deadline."""
    returned = (pl.col("decision") == "returned") & (pl.col("role") == "b")
    late = (pl.col("mends") | returned) & (pl.col("centre") != "")
    flags = pl.concat_list(
        "lasting",
        _flag(pl.col("gas_type") == "shared", "connection.shared"),
        _flag(pl.col("lacks_document"), "document.missing"),
        _flag(late, "late"),
        _flag(pl.col("decision").is_in(_OPEN_LATER), "bill_id.taken"),
    )
    return pl.when(pl.col("aside") == "").then(flags).otherwise(_none()).alias("second_flags")


def _place(utility: str) -> pl.Expr:
    """The place of a row for one utility, in the order of the issue's section 3."""
    kind, decision, role = pl.col(f"{utility}_type"), pl.col("decision"), pl.col("role")
    of_gas = pl.lit(utility == "gas")
    confirmed = decision.is_in(["confirmed", "as_private"]) & (role == "b")
    twice = (decision == "same_household") & (role == "b")
    return (
        pl.when(pl.col("aside") != "").then("aside")
        .when(of_gas & confirmed).then(pl.lit("candidate.confirmed"))
        .when(pl.col("plan").is_in(REASONS)).then(pl.lit("not_collected"))
        .when(kind.is_in(["", "none"])).then(pl.lit("no_connection"))
        .when((kind == "shared") | (of_gas & (decision == "shared")))
        .then(pl.lit("connection.shared"))
        .when(of_gas & (pl.col("plan") == "company_unknown")).then(pl.lit("company.unknown"))
        .when(pl.lit(utility == "electricity") & (pl.col("plan") == "company_other"))
        .then(pl.lit("company.other_province"))
        .when((pl.col("plan") == "member") | (of_gas & twice)).then(pl.lit("same_meter"))
        .otherwise(pl.lit("listed"))
        .alias(f"place_{utility}")
    )  # fmt: skip
