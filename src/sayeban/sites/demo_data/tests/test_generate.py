"""The invented data are the same every time, complete, and nobody's."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest

from sayeban.country import jalali
from sayeban.country.formats import bill_id, mobile, national_id, postal_code
from sayeban.exemptions.codes import COLLECT_FLAGS, COLLECT_REJECTS, LOAD_FLAGS, LOAD_REJECTS
from sayeban.exemptions.rules import NO_DATA_REASONS, UTILITIES
from sayeban.sites.demo_data import generate
from sayeban.sites.demo_data.generating import TooFewHouseholds
from sayeban.sites.demo_data.geography import SERIALS_A_HOUSEHOLD, plan
from sayeban.sites.demo_data.identifiers import PREFIX_HOLDS, national_id_expr

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 24)
SMALL, SAMPLE = 1_500, 20_000
AT_LEAST = 20


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    generate(SAMPLE, out, today=TODAY)
    return out


@pytest.fixture(scope="module")
def ledger(sample: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((sample / "ledger.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def truth(sample: Path) -> pl.DataFrame:
    return pl.concat(pl.read_parquet(path) for path in sorted((sample / "truth").iterdir()))


def _cells(path: Path) -> list[pl.DataFrame]:
    book = fastexcel.read_excel(str(path))
    return [book.load_sheet(name, header_row=None).to_polars() for name in book.sheet_names]


def _accounts(value: object) -> Iterator[Mapping[str, Any]]:
    """Every {rows, accepted, unchanged, rejected} anywhere in the ledger."""
    if isinstance(value, Mapping):
        if {"rows", "accepted", "unchanged", "rejected"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _accounts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _accounts(inner)


class TestSameSeed:
    def test_gives_the_same_data(self, tmp_path: Path) -> None:
        first, second = tmp_path / "1", tmp_path / "2"
        assert generate(SMALL, first, today=TODAY) == generate(SMALL, second, today=TODAY)
        for name in ("companies.csv", "centres.csv", "staff.csv", "ledger.json"):
            assert (first / name).read_bytes() == (second / name).read_bytes()
        for path in sorted((first / "documents").iterdir()):
            assert path.read_bytes() == (second / "documents" / path.name).read_bytes()
        for path in sorted((first / "hq").iterdir()):
            sheets = zip(_cells(path), _cells(second / "hq" / path.name), strict=True)
            assert all(one.equals(other) for one, other in sheets)

    def test_another_seed_gives_other_data(self, tmp_path: Path) -> None:
        first = generate(SMALL, tmp_path / "1", seed=1, today=TODAY)
        second = generate(SMALL, tmp_path / "2", seed=2, today=TODAY)
        assert first["total"]["load"]["rows"] == second["total"]["load"]["rows"]
        assert first["provinces"]["07"]["pairs"] != second["provinces"]["07"]["pairs"]

    def test_too_few_households_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(TooFewHouseholds):
            generate(SMALL - 1, tmp_path, today=TODAY)


class TestLedger:
    def test_rows_are_accepted_unchanged_or_rejected(self, ledger: dict[str, Any]) -> None:
        accounts = list(_accounts(ledger))
        assert len(accounts) > 10
        for account in accounts:
            parts = ("accepted", "unchanged", "rejected")
            assert account["rows"] == sum(account[part] for part in parts)
            if "reasons" in account:
                assert sum(account["reasons"].values()) == account["rejected"]

    def test_every_code_of_the_load_is_planted_often_enough(self, ledger: dict[str, Any]) -> None:
        load = ledger["total"]["load"]
        wanted = set(LOAD_FLAGS) - {"row.locked"}  # only a load after an approval can give it
        assert min(load["reasons"].get(code, 0) for code in LOAD_REJECTS) >= AT_LEAST
        assert min(load["flagged"].get(code, 0) for code in wanted) >= AT_LEAST

    def test_every_code_of_the_collection_is_planted_often_enough(
        self, ledger: dict[str, Any]
    ) -> None:
        rounds = ledger["total"]["collect"]
        shown = ledger["provinces"]["07"]["staged"]
        reasons = {
            **rounds["1"]["reasons"],
            **shown["closed"]["reasons"],
            **shown["locked"]["reasons"],
        }
        flagged = {**rounds["2"]["flagged"], **rounds["1"]["flagged"]}
        flagged["late"] = rounds["2"]["flagged"]["late"]
        assert min(reasons.get(code, 0) for code in COLLECT_REJECTS) >= AT_LEAST
        assert min(flagged.get(code, 0) for code in COLLECT_FLAGS) >= AT_LEAST

    def test_every_place_at_release_is_there_often_enough(self, ledger: dict[str, Any]) -> None:
        lists = [one for p in ledger["provinces"].values() for one in p["release"]]
        seen: dict[str, int] = {}
        for one in lists:
            for counts in (*one["ineligible"].values(), one["removed"]):
                for code, rows in counts.items():
                    seen[code] = seen.get(code, 0) + rows
        assert len(seen) == 12
        assert min(seen.values()) >= AT_LEAST

    def test_each_list_and_its_supplement_hold_every_row_once(self, ledger: dict[str, Any]) -> None:
        for province in ledger["provinces"].values():
            first, *second = province["release"]
            for utility in UTILITIES:
                placed = _placed(first, utility) + sum(_placed(one, utility) for one in second)
                late = first["ineligible"][utility].get("county.late", 0)
                assert placed - late == province["load"]["accepted"]

    def test_every_spelling_occurs(self, ledger: dict[str, Any]) -> None:
        assert min(ledger["total"]["spellings"].values()) >= AT_LEAST


def _placed(released: Mapping[str, Any], utility: str) -> int:
    gone = sum(released["removed"].values())
    return int(released["listed"][utility] + gone + sum(released["ineligible"][utility].values()))


class TestPeople:
    def test_have_ids_that_nobody_has(self, truth: pl.DataFrame) -> None:
        ids = truth["national_id"]
        assert ids.n_unique() == truth.height
        assert truth.select(national_id.valid_expr(pl.col("national_id")).all()).item()
        assert set(ids.str.head(3)) == {"999", "099"}

    def test_of_a_whole_country_have_ids_of_their_own(self) -> None:
        plans = plan(1_800_000)
        assert len(plans) == 31
        assert sum(province.households for province in plans) == 1_800_000
        ends = [p.first_serial + int(p.households * SERIALS_A_HOUSEHOLD) + 2_000 for p in plans]
        starts = [province.first_serial for province in plans]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
        assert ends[-1] <= 3 * PREFIX_HOLDS

    def test_of_the_second_prefix_have_valid_ids_too(self) -> None:
        serials = pl.DataFrame({"n": [1, PREFIX_HOLDS, PREFIX_HOLDS + 1, 3 * PREFIX_HOLDS]})
        ids = serials.select(national_id_expr(pl.col("n"))).to_series()
        assert all(map(national_id.valid, ids))
        assert list(ids.str.head(3)) == ["999", "999", "998", "997"]

    def test_have_every_reason_for_no_data(self, truth: pl.DataFrame) -> None:
        for reason in NO_DATA_REASONS:
            assert truth.filter(pl.col("plan") == f"reason_{reason}").height >= AT_LEAST

    def test_were_born_on_a_day_of_the_calendar_before_today(self, truth: pl.DataFrame) -> None:
        born = [jalali.parse(each) for each in truth["birth_date"]]
        assert all(day and date(1930, 1, 1) < day < TODAY for day in born)

    def test_have_postal_codes_and_mobiles_that_hold(self, truth: pl.DataFrame) -> None:
        assert all(map(postal_code.valid, truth["postal_code"]))
        assert all(mobile.canonical(number) for number in truth["mobile"])


class TestBills:
    @pytest.mark.parametrize("utility", UTILITIES)
    def test_have_right_check_digits(self, truth: pl.DataFrame, utility: bill_id.Utility) -> None:
        bills = truth.filter(pl.col(f"{utility}_bill") != "")
        problems = bills.select(bill_id.check_expr(pl.col(f"{utility}_bill"), utility))
        assert problems.to_series().null_count() == bills.height

    def test_stand_on_one_row_unless_two_strangers_declare_them(self, truth: pl.DataFrame) -> None:
        bills = truth.filter(pl.col("gas_bill") != "").group_by("gas_bill").len()
        twice = bills.filter(pl.col("len") > 1)
        planted = truth.filter((pl.col("role") == "b") & (pl.col("decision") != "returned"))
        assert set(twice["gas_bill"]) == set(planted["shared_bill"])
        assert twice["len"].max() == 2
