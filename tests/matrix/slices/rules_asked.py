"""How addresses and commands of rules and decisions are asked."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sayeban.eligibility.actions import (
    approve_rule,
    decide_again,
    decide_by_hand,
    keep_parameters,
    keep_rules,
    preview_impact,
    run_rule,
)
from tests.matrix import asking, entries
from tests.matrix.entries import in_units, once

_TERMS: Final = keep_parameters.ParameterTerms(
    "matrix_line", "مرز", "money", 1, date(2026, 3, 21), "ماده ۱"
)
_DECIDED: Final = decide_by_hand.ByHand("no_rule", 0, True, "بازدید", b"")
_DRAFT: Final = {"code": "no_rule", "revision": 1}

ASKED: Final[Mapping[str, asking.Make]] = {}
CALLS: Final[Mapping[str, entries.Make]] = {
    "eligibility.draft_rule": once(keep_rules.draft_rule, document={}),
    "eligibility.drop_draft": once(keep_rules.drop_draft, **_DRAFT),
    "eligibility.return_rule": once(approve_rule.return_rule, **_DRAFT, reason="سن"),
    "eligibility.approve_rule": once(approve_rule.approve_rule, **_DRAFT),
    "eligibility.preview_impact": once(preview_impact.preview_impact, code="no_rule", number=1),
    "eligibility.run_rule": once(run_rule.run_rule, code="no_rule"),
    "eligibility.set_parameter": once(keep_parameters.set_parameter, terms=_TERMS),
    "eligibility.approve_parameter": once(keep_parameters.approve_parameter, number=0),
    "eligibility.strike_parameter": once(keep_parameters.strike_parameter, number=0),
    "eligibility.decide_by_hand": in_units(decide_by_hand.decide_by_hand, decided=_DECIDED),
    "eligibility.end_by_hand": in_units(decide_by_hand.end_by_hand, number=0),
    "eligibility.decide_again": once(decide_again.decide_again, kind="person", subject=0),
}
UNKNOWN: Final[frozenset[str]] = frozenset()
"""What scope says of an object that is not the actor's to know of."""
