"""The files that come before the campaign: companies, centres, staff; and the status file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from sayeban.country import divisions
from sayeban.sheets.public import write_xlsx
from sayeban.sites.demo_data.geography import CountyPlan, ProvincePlan
from sayeban.sites.demo_data.names import FAMILY, GIVEN
from sayeban.sites.demo_data.truth import EVERYWHERE

HEADQUARTERS_STAFF: Final = (("hq.expert", "hq_expert"), ("hq.deputy", "hq_deputy"))
PROVINCE_STAFF: Final = (
    ("dg", "director_general"),
    ("expert1", "province_expert"),
    ("expert2", "province_expert"),
)
"""The first expert collects the province's own worklist, the second one draws the sample."""
COUNTY_STAFF: Final = (("head", "county_head"), ("expert", "county_expert"))
CENTRE_STAFF: Final = (
    ("head", "centre_head"),
    ("tech", "technical_head"),
    ("worker1", "social_worker"),
    ("worker2", "social_worker"),
)
OTHER_STAFF: Final = (
    ("observer", "observer", "province"),
    ("clerk", "counter_clerk", "county"),
    ("village", "village_helper", "county"),
    ("desk.head", "desk_head", "county"),
    ("desk.clerk", "desk_clerk", "county"),
    ("liaison", "liaison_expert", "county"),
)
"""Posts of which one user is enough: unit is the first province or its first county."""
_STATUS: Final = {"file_deceased": "فوت", "file_exited": "خروج از پرونده"}


def companies() -> pl.DataFrame:
    """Water 1PP, electricity 2PP and 4PP, gas 3PP of each province, and one gas company of all."""
    kinds = {1: ("water", "آب و فاضلاب"), 2: ("electricity", "توزیع برق"), 3: ("gas", "گاز")}
    kinds[4] = ("electricity", "توزیع برق شهری")
    rows = [
        (f"{digit}{province.code}", utility, province.code, f"شرکت {name} {province.name}")
        for province in divisions.provinces()
        for digit, (utility, name) in kinds.items()
    ]
    rows += [(str(EVERYWHERE), "gas", p.code, "شرکت گاز میان‌استانی") for p in divisions.provinces()]
    return pl.DataFrame(rows, schema=["code", "utility", "province", "name"], orient="row")


def centres(plans: Sequence[ProvincePlan]) -> pl.DataFrame:
    """Every centre but those that headquarters' rows bring first."""
    operators = ("خصوصی", "خیریه", "سازمان مردم‌نهاد", "دولتی")
    rows = [
        (code, county.code, f"مرکز {county.name} {place}", operators[place % len(operators)])
        for plan in plans
        for county in plan.counties
        for place, code in enumerate(county.centres, start=1)
    ]
    schema = ["کد مرکز", "کد شهرستان", "نام مرکز", "نوع مرکز"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def staff(plans: Sequence[ProvincePlan]) -> pl.DataFrame:
    """Everybody with a post. User names: dg.07, head.0701, expert.0701, worker1.1070101 …"""
    posts = [(user, post, "hq") for user, post in HEADQUARTERS_STAFF]
    for plan in plans:
        posts += [(f"{user}.{plan.code}", post, plan.code) for user, post in PROVINCE_STAFF]
        for county in plan.counties:
            posts += _county_posts(county, _centre_codes(plan, county))
    first = plans[0]
    units = {"province": first.code, "county": first.counties[0].code}
    posts += [(f"{u}.{units[level]}", post, units[level]) for u, post, level in OTHER_STAFF]
    rows = [
        (user, _name(place), post, unit, f"0912{place:07d}")
        for place, (user, post, unit) in enumerate(posts)
    ]
    schema = ["username", "full_name", "post", "unit", "mobile"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _centre_codes(plan: ProvincePlan, county: CountyPlan) -> tuple[str, ...]:
    is_first = county == plan.counties[0]
    return (*county.centres, plan.unimported) if is_first else county.centres


def _county_posts(county: CountyPlan, centres: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    yield from ((f"{user}.{county.code}", post, county.code) for user, post in COUNTY_STAFF)
    for centre in centres:
        yield from ((f"{user}.{centre}", post, f"centre:{centre}") for user, post in CENTRE_STAFF)


def _name(place: int) -> str:
    return f"{GIVEN[place % len(GIVEN)]} {FAMILY[place * 7 % len(FAMILY)]}"


def status_lines(truth: pl.DataFrame) -> pl.DataFrame:
    """What the registry's file tells of a province: deaths, exits, places in care (A-133)."""
    told = truth.filter(pl.col("plan").str.starts_with("file_"))
    return told.select(
        pl.col("national_id").alias("کد ملی"),
        pl.col("full_name").alias("نام و نام خانوادگی"),
        pl.col("plan").replace_strict(_STATUS, default="", return_dtype=pl.String)
        .alias("وضعیت مددجو"),
        pl.when(pl.col("plan") == "file_resident").then(pl.lit("بله")).otherwise(pl.lit(""))
        .alias("مقیم مرکز شبانه‌روزی"),
    )  # fmt: skip


def write_status_file(lines: Sequence[pl.DataFrame], path: Path) -> None:
    """people.xlsx of all provinces."""
    write_xlsx(pl.concat(lines), path, "وضعیت مددجویان")
