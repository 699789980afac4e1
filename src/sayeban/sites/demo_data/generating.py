"""Write everything that a campaign begins with, and the ledger of what must come of it."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

import polars as pl

from sayeban.exemptions.rules import UTILITIES
from sayeban.kit.refusals import Refusal
from sayeban.sites.demo_data import headquarters, reference
from sayeban.sites.demo_data.dealing import deal
from sayeban.sites.demo_data.expected import with_expectations
from sayeban.sites.demo_data.geography import ProvincePlan, plan
from sayeban.sites.demo_data.ledger import Counts, province_ledger, staged_ledger, total
from sayeban.sites.demo_data.pictures import write_documents
from sayeban.sites.demo_data.plans import ADDED, SENT_BACK, share
from sayeban.sites.demo_data.staging import Staging, staging
from sayeban.sites.demo_data.truth import province_truth

FEWEST: Final = 1_500
DEFAULT_SEED: Final = 1405
LEDGER: Final = "ledger.json"


class TooFewHouseholds(Refusal):
    """Too few for every fault to have somebody to stand on."""

    code = "demo.too_few"
    sentence = "دست‌کم {fewest} خانوار لازم است تا هر خطایی جایی داشته باشد."


def generate(households: int, out: Path, *, seed: int = DEFAULT_SEED, today: date) -> Counts:
    """Write the files below to `out`, the same bytes of data for the same arguments.

    hq/PP.xlsx, companies.csv, centres.csv, staff.csv, people.xlsx, documents/<centre>.zip,
    truth/PP.parquet (for `fill`), ledger.json (the answer). One province is in memory at a time.
    Refuses demo.too_few.
    """
    if households < FEWEST:
        raise TooFewHouseholds(fewest=FEWEST)
    plans = plan(households)
    stage = staging(plans)
    for folder in ("hq", "truth", "documents"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    _write_reference(plans, out)
    status: list[pl.DataFrame] = []
    provinces = {p.code: _province(p, plans, stage, seed, today, out, status) for p in plans}
    reference.write_status_file(status, out / "people.xlsx")
    ledger = _ledger(provinces, plans, stage) | {
        "seed": seed, "today": today.isoformat(), "households": households,
    }  # fmt: skip
    (out / LEDGER).write_text(json.dumps(ledger, ensure_ascii=False, indent=1), "utf-8")
    return ledger


def _write_reference(plans: Sequence[ProvincePlan], out: Path) -> None:
    reference.companies().write_csv(out / "companies.csv")
    reference.centres(plans).write_csv(out / "centres.csv")
    reference.staff(plans).write_csv(out / "staff.csv")


def _province(
    province: ProvincePlan,
    plans: Sequence[ProvincePlan],
    stage: Staging,
    seed: int,
    today: date,
    out: Path,
    status: list[pl.DataFrame],
) -> Counts:
    rng = Random(f"{seed}/{province.code}")  # noqa: S311 - repeatable on purpose
    people = deal(province, plans, stage, rng)
    truth = with_expectations(province_truth(province, people, rng, today))
    lines, spellings = headquarters.typed_lines(province, truth, rng)
    headquarters.write(out / "hq" / f"{province.code}.xlsx", province, lines)
    truth.write_parquet(out / "truth" / f"{province.code}.parquet")
    status.append(reference.status_lines(truth))
    added = _added(truth, province, stage)
    return {
        **province_ledger(truth, lines, sum(map(len, added.values()))),
        "spellings": spellings,
        "unimported": truth.filter(pl.col("centre") == province.unimported).height,
        "added": added,
        "staged": staged_ledger(truth, stage),
        "documents": write_documents(truth, stage, out / "documents"),
        "pairs": _pairs(truth),
        "sent_back": _by_centre(truth.filter(pl.col("plan") == SENT_BACK)),
        "conflict": truth.filter(pl.col("plan") == "conflict")["national_id"].to_list(),
    }


def _added(truth: pl.DataFrame, province: ProvincePlan, stage: Staging) -> dict[str, list[str]]:
    """By workbook: whose rows somebody wrote below the list, one a workbook in turn."""
    centres = truth.filter((pl.col("centre") != "") & (pl.col("centre") != stage.closed))
    places = centres["worklist"].unique().sort().to_list()
    strangers = truth.filter((pl.col("plan") == "clean") & (pl.col("head") == -1))
    added: dict[str, list[str]] = {}
    for turn in range(share(ADDED, province.households)):
        place = places[turn % len(places)]
        elsewhere = strangers.filter(pl.col("worklist") != place)["national_id"]
        added.setdefault(place, []).append(elsewhere[turn])
    return added


def _pairs(truth: pl.DataFrame) -> list[dict[str, Any]]:
    """The second of two strangers with one gas bill: on whom the decision falls."""
    second = truth.filter(pl.col("role") == "b").sort("pair")
    return second.select(
        pl.col("shared_bill").alias("bill_id"), "level", "decision", "national_id"
    ).to_dicts()


def _by_centre(rows: pl.DataFrame) -> dict[str, list[str]]:
    grouped = rows.sort("number").group_by("centre", maintain_order=True)
    return {str(key[0]): group["national_id"].to_list() for key, group in grouped}


def _ledger(provinces: dict[str, Counts], plans: Sequence[ProvincePlan], stage: Staging) -> Counts:
    return {
        "utilities": list(UTILITIES),
        "provinces": provinces,
        "total": total(provinces.values()),
        "late_county": plans[0].counties[-1].code,
        "staging": {
            "closed": stage.closed,
            "conflict": stage.conflict,
            "documents": list(stage.documents),
            "returning": list(stage.returning),
        },
    }
