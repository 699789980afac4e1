"""The pure decisions of the ladder."""

import pytest

from sayeban.exemptions.codes import APPROVAL_BLOCKS
from sayeban.exemptions.rules import State
from sayeban.exemptions.rules_ladder import (
    LEVELS,
    OVERRIDABLE,
    ApprovalLevel,
    Block,
    Stratum,
    in_order,
    part,
    returnable,
    sample_blocks,
)

# What each level's approval makes of a row of a unit below, in the order of the states.
BELOW: dict[ApprovalLevel, str] = {
    "county": "below below below aside aside below take above above above aside",
    "province": "below below below aside aside below below take above above aside",
}
OWN = "below take take aside aside below above above above above aside"


@pytest.mark.parametrize("level", ["county", "province"])
def test_the_whole_table_of_rows_of_units_below(level: ApprovalLevel) -> None:
    assert " ".join(part(level, state, own=False) for state in State) == BELOW[level]


@pytest.mark.parametrize("level", LEVELS)
def test_the_whole_table_of_the_own_worklist(level: ApprovalLevel) -> None:
    assert " ".join(part(level, state, own=True) for state in State) == OWN


def test_a_head_sends_back_what_he_or_a_level_below_approved() -> None:
    approved = [State.CENTRE_APPROVED, State.COUNTY_APPROVED, State.PROVINCE_APPROVED]
    for number, level in enumerate(LEVELS, start=1):
        assert returnable(level) & set(approved) == set(approved[:number])
        assert not returnable(level) & {State.LEAVING, State.OUTSIDE, State.RELEASED, State.REMOVED}


def test_blocks_stand_in_the_order_of_their_table_and_are_added_up() -> None:
    blocks = [
        Block("four_eyes", "0701", 1),
        Block("pending", "0702", 1),
        Block("four_eyes", "0701", 2),
        Block("pending", "0701", 1),
    ]
    assert in_order(blocks) == (
        Block("pending", "0701", 1),
        Block("pending", "0702", 1),
        Block("four_eyes", "0701", 3),
    )


def test_only_the_sample_can_be_overridden() -> None:
    assert {code for code in APPROVAL_BLOCKS if code.startswith("sample.")} == OVERRIDABLE


@pytest.mark.parametrize(
    ("checked", "wrong", "limit", "stops"),
    [
        (5, 0, 5, False),
        (5, 1, 5, False),
        (5, 2, 5, True),
        (5, 1, 3, True),
        (0, 0, 5, False),
        (100, 9, 5, False),
        (100, 11, 5, True),
    ],
)
def test_a_sample_stops_when_its_lower_bound_is_above_the_limit(
    checked: int, wrong: int, limit: float, stops: bool
) -> None:
    stratum = Stratum("centre:1", 10, 0, checked, checked, wrong, 0)
    expected = [Block("sample.errors", "centre:1", wrong)] if stops else []
    assert sample_blocks(stratum, 0, limit) == expected


def test_what_is_undrawn_and_what_is_unchecked_are_missing_together() -> None:
    stratum = Stratum("centre:1", 10, 4, 5, 3, 0, 2)
    assert sample_blocks(stratum, 4, 5) == [Block("sample.missing", "centre:1", 6)]
