"""Where a row gets its place, decided without a database."""

from collections.abc import Sequence
from typing import Any

import pytest

from sayeban.exemptions import codes
from sayeban.exemptions.rules_release import (
    INELIGIBLE,
    LISTED,
    REMOVED,
    Block,
    Candidate,
    Meter,
    Tally,
    late_blocks,
    place_all,
)

BILL = "0000000130737"
COMPANIES = {("gas", "307"): {"07"}, ("gas", "308"): {"10"}}


def _place(row: Candidate, without: Sequence[str] = ()) -> str:
    found = place_all([row], ["gas"], without=without, companies=COMPANIES, province="07")
    return found[row.row_id, "gas"]


def _meter(bill: str = BILL, kind: str = "private", **given: bool) -> dict[str, Meter]:
    return {"gas": Meter(kind, bill, **given)}


def test_every_place_has_its_persian_sentence_in_the_same_order() -> None:
    assert [code for code in codes.OUTCOMES if code not in REMOVED] == list(INELIGIBLE)


LADDER: list[tuple[str, dict[str, Any]]] = [
    ("county.late", {"county": "0702"}),
    ("deceased", {"aside": "deceased"}),
    ("candidate.confirmed", {"meters": _meter(confirmed=True)}),
    ("not_collected", {"no_data_reason": "refuses", "missing": ["location"]}),
    ("no_connection", {"location": "rural_unconnected"}),
    ("connection.shared", {"meters": _meter(kind="shared")}),
    ("company.unknown", {"meters": _meter("0000000139937")}),
    ("company.other_province", {"meters": _meter("0000000130837")}),
    (LISTED, {}),
]


@pytest.mark.parametrize(("expected", "fact"), LADDER)
def test_one_fact_alone_decides_the_place(expected: str, fact: dict[str, Any]) -> None:
    row = Candidate(1, **({"meters": _meter()} | fact))

    assert _place(row, without=["0702"]) == expected


@pytest.mark.parametrize("first", range(len(LADDER) - 4))
def test_of_several_facts_the_first_in_the_order_decides(first: int) -> None:
    facts: dict[str, Any] = {"meters": _meter(kind="shared")}
    for _, fact in reversed(LADDER[first:5]):
        facts |= fact
    row = Candidate(1, **facts)

    assert _place(row, without=["0702"]) == LADDER[first][0]


def test_a_private_connection_without_a_bill_was_not_collected() -> None:
    assert _place(Candidate(1, meters=_meter(""))) == "not_collected"


def test_a_reason_for_no_data_on_a_complete_row_takes_nothing_away() -> None:
    assert _place(Candidate(1, meters=_meter(), no_data_reason="refuses")) == LISTED


def test_of_one_meter_the_heads_row_is_listed_and_then_the_oldest() -> None:
    rows = [
        Candidate(1, is_head=False, meters=_meter()),
        Candidate(2, meters=_meter()),
        Candidate(3, meters=_meter()),
    ]

    found = place_all(rows, ["gas"], companies=COMPANIES, province="07")

    assert [found[n, "gas"] for n in (1, 2, 3)] == ["same_meter", "listed", "same_meter"]


def test_a_row_that_is_not_listed_takes_no_meter_from_the_others() -> None:
    rows = [Candidate(1, aside="exited", meters=_meter()), Candidate(2, meters=_meter())]

    found = place_all(rows, ["gas"], companies=COMPANIES, province="07")

    assert found[2, "gas"] == LISTED


def test_the_own_worklist_of_the_province_is_pending_and_cannot_be_left_out() -> None:
    found = late_blocks({"": 2, "0702": 1, "0701": 3, "0703": 0}, "07", without=["0701", ""])

    assert found == [Block("pending", "07", 2), Block("county.late", "0702", 1)]


def test_a_tally_that_lost_or_doubled_a_row_does_not_conserve() -> None:
    good = [("gas", LISTED, 2), ("gas", "deceased", 1), ("water", "same_meter", 2)]
    tally = Tally.of(["gas", "water"], [*good, ("water", "deceased", 1)])

    assert tally.conserves(3)
    assert not tally.conserves(4)
    assert not Tally.of(["gas", "water"], good).conserves(3)
