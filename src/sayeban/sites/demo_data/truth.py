"""The truth of one province as a frame: one line an accepted row, with every value it has."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

import polars as pl

from sayeban.country import jalali
from sayeban.exemptions.rules import CHANNELS, SOURCES
from sayeban.sites.demo_data import identifiers as ids
from sayeban.sites.demo_data.dealing import ALONE, UNLISTED, Person
from sayeban.sites.demo_data.geography import ProvincePlan
from sayeban.sites.demo_data.looks import LOOKS, by_look
from sayeban.sites.demo_data.names import FAMILY, GIVEN
from sayeban.sites.demo_data.plans import NOTHING, PLANS

EVERYWHERE: Final = 399
"""A gas company that works in each province, so that strangers far apart can have its bill."""
_TENURES: Final = {"owner": 55, "tenant": 30, "other": 15}
_SOON, _FAR = 60, 700  # days until a tenancy ends


def province_truth(
    province: ProvincePlan, people: Sequence[Person], rng: Random, today: date
) -> pl.DataFrame:
    """Everything that is true of a province's rows.

    Columns: number, worklist, province, county, county_name, home_centre, centre, dirt, plan,
    head, pair, role, level, decision, late; national_id, head_id, first_name, last_name, full_name,
    birth_date (as it is written), postal_code, mobile, tenure, tenancy_end; location, and of each
    utility type, bill, number; shared_bill; channel, source, look; old_postal_code and old_mobile,
    which headquarters has where they were corrected.
    """
    frame = _dealt(province, people).with_columns(_drawn(people, rng, today))
    at = province.first_serial
    frame = frame.with_columns(serial=pl.col("number") + at, home=_home(len(people)) + at)
    frame = frame.with_columns(*_identity(province.index), _birth_dates(frame, today))
    return frame.with_columns(_dwelling()).with_columns(_connections(province)).drop("serial")


def _dealt(province: ProvincePlan, people: Sequence[Person]) -> pl.DataFrame:
    own = ("number", "worklist", "county", "centre", "dirt", "plan", "head", "pair", "role")
    columns = {name: [getattr(p, name) for p in people] for name in (*own, "level", "decision")}
    return pl.DataFrame(
        columns
        | {
            "home_county": [p.home.code for p in people],
            "county_name": [p.home.name for p in people],
            "home_centre": [p.home.centres[0] for p in people],
            "late": [bool(p.county) and province.is_late(p.home) for p in people],
        }
    ).with_columns(province=pl.lit(province.code))


def _drawn(people: Sequence[Person], rng: Random, today: date) -> list[pl.Series]:
    """What chance decides. A member has the name, tenure and tenancy of his head."""
    size = len(people)
    ends = [today + timedelta(days=rng.randint(_SOON, _FAR)) for _ in range(size)]
    family = rng.choices(FAMILY, k=size)
    tenure = [_tenure(p.plan, rng) for p in people]
    for person in people:
        if person.head >= 0:
            family[person.number] = family[person.head]
            tenure[person.number], ends[person.number] = tenure[person.head], ends[person.head]
    return [
        pl.Series("first_name", rng.choices(GIVEN, k=size)),
        pl.Series("last_name", family),
        pl.Series("tenure", tenure),
        pl.Series("tenancy_end", ends, dtype=pl.Date),
        pl.Series("look", rng.choices(range(LOOKS), k=size), dtype=pl.Int64),
        pl.Series("channel", rng.choices(list(CHANNELS), k=size)),
        pl.Series("source", rng.choices(list(SOURCES), k=size)),
    ]


def _tenure(plan: str, rng: Random) -> str:
    wanted = PLANS[plan].tenure if plan in PLANS else ""
    if wanted == "tenant":
        return wanted
    weights = _TENURES | ({"tenant": 0} if wanted == "settled" else {})
    return rng.choices(list(weights), list(weights.values()))[0]


def _home(size: int) -> pl.Expr:
    """The number of the head; those of heads on no list come after all numbers."""
    head = pl.col("head")
    unlisted = size - 1 + (head == UNLISTED).cast(pl.Int64).cum_sum()
    return pl.when(head >= 0).then(head).when(head == UNLISTED).then(unlisted).otherwise("number")


def _identity(province: int) -> list[pl.Expr]:
    padded = pl.col("dirt") == "padded"
    own_zero = padded.cast(pl.Int64).cum_sum() + province * 20_000
    national_id = ids.national_id_expr(pl.col("serial"))
    name = pl.concat_str("first_name", "last_name", separator=" ")
    return [
        pl.when(padded).then(ids.zero_national_id_expr(own_zero)).otherwise(national_id)
        .alias("national_id"),
        pl.when(pl.col("head") == ALONE).then(pl.lit(""))
        .otherwise(ids.national_id_expr(pl.col("home"))).alias("head_id"),
        name.alias("full_name"),
    ]  # fmt: skip


def _birth_dates(frame: pl.DataFrame, today: date) -> pl.Series:
    """Who is nobody's member is of 22 to 86 years, members of 1 to 40; by the serial alone, so that
    all else that chance decides stays as it is."""
    member = (frame["head"] >= 0) | (frame["head"] == UNLISTED)
    lived = [
        365 + serial * 7919 % 14_245 if is_member else 8_036 + serial * 7919 % 23_376
        for serial, is_member in zip(frame["serial"], member, strict=True)
    ]
    born = [jalali.format(today - timedelta(days=days)) for days in lived]
    return pl.Series("birth_date", born)


def _dwelling() -> list[pl.Expr]:
    serial, home = pl.col("serial"), pl.col("home")
    moved = pl.when(pl.col("plan") == "corrected").then(serial + 5_000_000)
    return [
        ids.postal_code_expr(home).alias("postal_code"),
        ids.mobile_expr(serial).alias("mobile"),
        ids.postal_code_expr(moved.otherwise(home)).alias("old_postal_code"),
        ids.mobile_expr(moved.otherwise(serial)).alias("old_mobile"),
        pl.when(pl.col("plan").is_in(["rural", "rural_unconnected"]))
        .then(pl.col("plan")).when(pl.col("plan").is_in(NOTHING)).then(pl.lit(""))
        .otherwise(pl.lit("urban")).alias("location"),
    ]  # fmt: skip


def _connections(province: ProvincePlan) -> list[pl.Expr]:
    place, serial = int(province.code), pl.col("serial")
    nothing = pl.col("plan").is_in([*NOTHING, "rural_unconnected"])
    company = _companies(place)
    shared = ids.bill_id_expr(pl.col("pair") + ids.SHARED_FILE_CODE, company["gas"], "gas")
    own = pl.col("pair").lt(0) | ((pl.col("decision") == "returned") & (pl.col("role") == "b"))
    bills = {
        "water": ids.bill_id_expr(ids.file_code_expr(serial), company["water"], "water"),
        "electricity": ids.bill_id_expr(
            ids.file_code_expr(serial), company["electricity"], "electricity"
        ),
        "gas": pl.when(own)
        .then(ids.bill_id_expr(ids.file_code_expr(serial), company["gas"], "gas"))
        .otherwise(shared),
    }
    types = _types()
    return [
        *(pl.when(nothing).then(pl.lit("")).otherwise(t).alias(f"{u}_type")
          for u, t in types.items()),
        *(pl.when(nothing | (types[u] == "none")).then(pl.lit("")).otherwise(b).alias(f"{u}_bill")
          for u, b in bills.items()),
        *(pl.when(nothing | (types[u] == "none")).then(pl.lit("")).otherwise(n).alias(f"{u}_number")
          for u, n in _numbers(place, serial).items()),
        shared.alias("shared_bill"),
    ]  # fmt: skip


def _types() -> Mapping[str, pl.Expr]:
    declared = (pl.col("decision") == "as_private") & (pl.col("role") == "a")
    gas = (
        pl.when(pl.col("plan").is_in(["rural", "no_gas"]))
        .then(pl.lit("none"))
        .when((pl.col("plan") == "shared") | declared)
        .then(pl.lit("shared"))
        .otherwise(pl.lit("private"))
    )
    return {"water": pl.lit("private"), "electricity": pl.lit("private"), "gas": gas}


def _companies(place: int) -> Mapping[str, pl.Expr]:
    """The three digits inside the bill: 1PP water, 2PP and 4PP electricity, 3PP gas."""
    far = pl.col("level") == "nation"
    unknown, other = pl.col("plan") == "company_unknown", pl.col("plan") == "company_other"
    return {
        "water": pl.lit(100 + place),
        "electricity": pl.when(other).then(200 + (place + 1) % 31)
        .otherwise(by_look(*map(pl.lit, [400 + place, *[200 + place] * 3]))),
        "gas": pl.when(unknown).then(900 + place).when(far & (pl.col("role") != ""))
        .then(EVERYWHERE).otherwise(300 + place),
    }  # fmt: skip


def _numbers(place: int, serial: pl.Expr) -> Mapping[str, pl.Expr]:
    """Subscription numbers, and the number on the body of the electricity meter."""
    text = serial.cast(pl.String)
    return {
        "water": pl.concat_str(pl.lit("1"), text.str.zfill(9)),
        "electricity": pl.concat_str(pl.lit("7"), text.str.zfill(8)),
        "gas": pl.concat_str(pl.lit(f"{300 + place}"), text.str.zfill(7), pl.lit("42")),
    }
