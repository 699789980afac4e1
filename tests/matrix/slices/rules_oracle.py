"""What addresses and commands of rules and decisions must answer, from the issue alone."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.oracle_rules import DIRECTOR, HQ, WORKER, headquarters, posts
from tests.matrix.places import Rule

_writes: Final = headquarters
_approves: Final = Rule("somewhere", HQ, why="a second person of headquarters, never a program")
_by_hand: Final = Rule(
    "within",
    HQ | DIRECTOR | posts("county_head", "centre_head", "technical_head"),
    why="a head decides otherwise than a rule, where the file is",
)

PAGES: Final[Mapping[str, Rule]] = {}
ACTIONS: Final[Mapping[str, Rule]] = {
    "eligibility.draft_rule": _writes,
    "eligibility.drop_draft": _approves,
    "eligibility.return_rule": _approves,
    "eligibility.approve_rule": _approves,
    "eligibility.preview_impact": _writes,
    "eligibility.run_rule": _writes,
    "eligibility.set_parameter": _writes,
    "eligibility.approve_parameter": _approves,
    "eligibility.strike_parameter": _approves,
    "eligibility.decide_by_hand": _by_hand,
    "eligibility.end_by_hand": _by_hand,
    "eligibility.decide_again": Rule("somewhere", why=WORKER),
}
