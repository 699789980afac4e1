"""How addresses and commands of rules and decisions are asked."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sayeban.eligibility.actions import (
    approve_rule,
    decide_again,
    decide_by_hand,
    estimate_means,
    import_workbook,
    keep_parameters,
    keep_rules,
    preview_impact,
    run_rule,
)
from sayeban.eligibility.workbook import columns
from tests.matrix import asking, entries
from tests.matrix.entries import in_units, once
from tests.matrix.scene import Scene

_TERMS: Final = keep_parameters.ParameterTerms(
    "matrix_line", "مرز", "money", 1, date(2026, 3, 21), "ماده ۱"
)
_MEANS: Final = estimate_means.MeansTerms("مدل", (), True, "نمونه", date(2026, 3, 21))
_DECIDED: Final = decide_by_hand.ByHand("no_rule", 0, True, "بازدید", b"")
_DRAFT: Final = {"code": "no_rule", "revision": 1}


def _book(scene: Scene) -> list[entries.Call]:
    """A workbook without a rule in it."""
    path = scene.folder / "no_rules.csv"
    labels = {**columns.RULES, **columns.CONDITIONS}.values()
    path.write_text(",".join(labels) + "\n" + "," * (len(labels) - 1) + "x\n", encoding="utf-8")
    return once(import_workbook.import_workbook, path=path)(scene)


ASKED: Final[Mapping[str, asking.Make]] = {}
CALLS: Final[Mapping[str, entries.Make]] = {
    "eligibility.draft_rule": once(keep_rules.draft_rule, document={}),
    "eligibility.import_workbook": _book,
    "eligibility.set_means": once(estimate_means.set_means, terms=_MEANS),
    "eligibility.approve_means": once(estimate_means.approve_means, number=0),
    "eligibility.estimate_means": once(estimate_means.estimate_means),
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
