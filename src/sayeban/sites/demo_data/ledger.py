"""The ledger: how many rows of each code every step must count, by province and in all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any, Final

import polars as pl

from sayeban.exemptions.rules import UTILITIES
from sayeban.sites.demo_data.plans import SENT_BACK
from sayeban.sites.demo_data.staging import Staging

Counts = dict[str, Any]
SAMPLE_PERCENT: Final = 5
SAMPLE_LEAST: Final = 5
REMOVED: Final = ("deceased", "exited")
_SUMMED: Final = (
    *("load", "split", "collect", "people", "blocked", "approved", "progress", "spellings"),
)
_OPEN_LONG: Final = ("confirmed", "shared", "same_household", "as_private")


def province_ledger(truth: pl.DataFrame, lines: pl.DataFrame, added: int) -> Counts:
    """Everything that is expected of one province.

    load, split and collect (by round "1", "2"), people, blocked (what stops a centre between the
    rounds, and the rows that a suspicion holds at the province), approved (by level), sampled (by
    sampling unit), release (the list, and the supplement of a late county).
    """
    return {
        "load": _load(truth, lines),
        "split": {"1": _sheets(truth, "first"), "2": _sheets(truth, "second")},
        "collect": {
            "1": collected(truth.filter(pl.col("first").is_not_null()), "first", added),
            "2": collected(truth.filter(pl.col("second").is_not_null()), "second"),
            "3": _third(truth),
        },
        "people": _people(truth),
        "blocked": _blocked(truth),
        "approved": _approved(truth),
        "sampled": _sampled(truth),
        "release": _releases(truth),
        "progress": _progress(truth),
    }


def total(provinces: Iterable[Counts]) -> Counts:
    """The sums over provinces of whatever can be added up."""
    found = list(provinces)
    return {name: added_up([one[name] for one in found]) for name in _SUMMED if name in found[0]}


def added_up(counts: Iterable[Mapping[str, Any]]) -> Counts:
    """One nested mapping of numbers that holds the sums of several."""
    total: Counts = {}
    for one in counts:
        for name, value in one.items():
            if isinstance(value, Mapping):
                total[name] = added_up([total.get(name, {}), value])
            else:
                total[name] = total.get(name, 0) + value
    return total


def staged_ledger(truth: pl.DataFrame, stage: Staging) -> Counts:
    """What the singled-out centres of this province show; only those that lie in it."""
    shown: Counts = {}
    closed = truth.filter((pl.col("centre") == stage.closed) & pl.col("first").is_not_null())
    if closed.height:
        untouched = closed.filter(pl.col("first") == "unchanged").height
        shown["closed"] = _account(
            closed.height, 0, untouched, {"worklist.closed": closed.height - untouched}, {}
        )
        still = closed.filter(pl.col("second").is_not_null()).height
        shown["locked"] = _account(still, 0, 0, {"row.locked": still}, {})
    return shown


def collected(rows: pl.DataFrame, verdict: str, added: int = 0) -> Counts:
    """The account of one round over rows that are on its sheets, with `added` ones below."""
    verdicts = Counter(rows[verdict].to_list())
    accepted, unchanged = verdicts.pop("", 0), verdicts.pop("unchanged", 0)
    if added:
        verdicts["row.unknown_key"] += added
    flags = _codes(rows[f"{verdict}_flags"])
    return _account(rows.height + added, accepted, unchanged, dict(verdicts), flags)


def _account(
    rows: int, accepted: int, unchanged: int, reasons: Mapping[str, int], flagged: Counts
) -> Counts:
    return {
        "rows": rows,
        "accepted": accepted,
        "unchanged": unchanged,
        "rejected": sum(reasons.values()),
        "reasons": dict(sorted(reasons.items())),
        "flagged": dict(sorted(flagged.items())),
    }


def _codes(flags: pl.Series) -> Counts:
    return dict(Counter(flags.explode().drop_nulls().to_list()))


def _load(truth: pl.DataFrame, lines: pl.DataFrame) -> Counts:
    reasons = Counter(lines.filter(pl.col("reason") != "")["reason"].to_list())
    return _account(lines.height, truth.height, 0, reasons, _codes(truth["load_flags"]))


def _sheets(truth: pl.DataFrame, verdict: str) -> Counts:
    """A worklist is handed down as long as it has a row, also one that needs no collection."""
    return {
        "sheets": truth["worklist"].n_unique(),
        "rows": truth.filter(pl.col(verdict).is_not_null()).height,
    }


def _third(truth: pl.DataFrame) -> Counts:
    """Rows that a centre's head had sent back; typed again after the sub-deadline."""
    rows = truth.filter(pl.col("plan") == SENT_BACK).with_columns(
        third=pl.lit(""), third_flags=pl.concat_list("second_flags", pl.lit("late"))
    )
    return collected(rows, "third")


def _people(truth: pl.DataFrame) -> Counts:
    rows = truth.filter(pl.col("plan").str.starts_with("file_")).height
    return {"rows": rows, "accepted": rows, "unchanged": 0, "rejected": 0}


def _blocked(truth: pl.DataFrame) -> Counts:
    centres = truth.filter((pl.col("aside") == "") & (pl.col("centre") != "") & ~pl.col("late"))
    stolen = (pl.col("decision") == "returned") & (pl.col("role") == "b")
    landed = pl.col("first").is_in(["", "unchanged", "row.conflict"])
    again = landed & ~stolen & (pl.col("second") == "")
    held = pl.col("decision").is_in(_OPEN_LONG) | (pl.col("plan") == "same_picture")
    return {
        "centre": {
            "pending": centres.filter(~landed | stolen).height,
            "incomplete": centres.filter(again).height,
        },
        "held": truth.filter(held).height,
    }


def _approved(truth: pl.DataFrame) -> Counts:
    """Rows that each level approves, those of a late county apart; `returned` by centres."""
    gathered = truth.filter(pl.col("aside") == "")
    counts: Counts = {"returned": gathered.filter(pl.col("plan") == SENT_BACK).height}
    for name, late in (("in_time", False), ("late", True)):
        rows = gathered.filter(pl.col("late") == late)
        counts[name] = {
            "centre": rows.filter(pl.col("centre") != "").height,
            "county": rows.filter(pl.col("county") != "").height,
            "province": rows.height,
        }
    return counts


def _sampled(truth: pl.DataFrame) -> Counts:
    """Rows drawn: by each county of its centres, by the province of every worklist."""
    gathered = truth.filter(pl.col("aside") == "")
    sizes = gathered.group_by("county", "centre", "late").len().sort("county", "centre")
    counties: Counter[str] = Counter()
    province: Counter[str] = Counter()
    for county, centre, late, size in sizes.iter_rows():
        drawn = min(size, max(SAMPLE_LEAST, ceil(size * SAMPLE_PERCENT / 100)))
        province["late" if late else "in_time"] += drawn
        if centre:
            counties[county] += drawn
    return {"county": dict(counties), "province": dict(province)}


def _releases(truth: pl.DataFrame) -> list[Counts]:
    """The list of what was in time, and a second one where a county was late."""
    late = truth.filter(pl.col("late"))
    in_time = truth.filter(~pl.col("late"))
    first = _list(in_time, 1, late.height)
    return [first, _list(late, 2, 0)] if late.height else [first]


def _list(rows: pl.DataFrame, number: int, late: int) -> Counts:
    by_utility = {u: Counter(rows[f"place_{u}"].to_list()) for u in UTILITIES}
    listed = pl.any_horizontal(pl.col(f"place_{u}") == "listed" for u in UTILITIES)
    removed = next(iter(by_utility.values()))
    gone = ("listed", *REMOVED)
    return {
        "list_no": number,
        "households": rows.filter(listed).height,
        "listed": {u: counts["listed"] for u, counts in by_utility.items()},
        "removed": {code: removed[code] for code in REMOVED},
        "ineligible": {
            u: {code: n for code, n in sorted(counts.items()) if code not in gone}
            | ({"county.late": late} if late else {})
            for u, counts in by_utility.items()
        },
    }


def _progress(truth: pl.DataFrame) -> Counts:
    """Rows by state when everything is released."""
    gone = truth.filter(pl.col("aside").is_in(REMOVED)).height
    outside = truth.filter(~pl.col("aside").is_in(["", *REMOVED])).height
    return {"released": truth.height - gone - outside, "removed": gone, "outside": outside}
