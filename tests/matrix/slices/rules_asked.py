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
from sayeban.eligibility.tests.makers import document, facts_seeded
from sayeban.eligibility.workbook import columns
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.entries import in_units, once
from tests.matrix.scene import Scene

_TERMS: Final = keep_parameters.ParameterTerms(
    "matrix_line", "مرز", "money", 1, date(2026, 3, 21), "ماده ۱"
)
_MEANS: Final = estimate_means.MeansTerms("مدل", (), True, "نمونه", date(2026, 3, 21))
_DECIDED: Final = decide_by_hand.ByHand("no_rule", 0, True, "بازدید", b"")
_DRAFT: Final = {"code": "no_rule", "number": 1, "revision": 1}


def _rule() -> str:
    """The code of a rule with a draft."""
    facts_seeded()
    return keep_rules.draft_rule(actor=OPERATOR, at=NOW, document=document()).code


def _value() -> int:
    return keep_parameters.set_parameter(actor=OPERATOR, at=NOW, terms=_TERMS)


def _version(scene: Scene, **data: str) -> list[Asked]:
    return [Asked("", {"code": scene.once("rules.rule", _rule), "number": 1}, data)]


def _edited(data: Mapping[str, str] | None = None, **place: str) -> asking.Make:
    """A page of the editor of the rule."""

    def make(scene: Scene) -> list[Asked]:
        where: dict[str, object] = {"code": scene.once("rules.rule", _rule), **place}
        return [Asked("", where, {"seen": "1.1", **(data or {})})]

    return make


def _begun(scene: Scene) -> list[Asked]:
    """A new rule, of a fact of the catalogue."""
    scene.once("rules.rule", _rule)
    return [Asked("", {}, _ABOUT | _LEAF | {"code": "no_rule"})]


def _book(scene: Scene) -> list[entries.Call]:
    """A workbook without a rule in it."""
    path = scene.folder / "no_rules.csv"
    labels = {**columns.RULES, **columns.CONDITIONS}.values()
    path.write_text(",".join(labels) + "\n" + "," * (len(labels) - 1) + "x\n", encoding="utf-8")
    return once(import_workbook.import_workbook, path=path)(scene)


_ABOUT: Final = {
    **{"title": "سالمندان", "subject": "person", "institution": "behzisti"},
    **{"legal_basis": "ماده ۲", "applies_to": "application"},
    **{"valid_from_day": "1", "valid_from_month": "10", "valid_from_year": "1405"},
}
_LEAF: Final = {"fact": "age", "op": ">=", "right": "value", "value": "60", "basis": "ماده"}
ASKED: Final[Mapping[str, asking.Make]] = {
    "rule_new POST": _begun,
    "rule_edit GET": _edited(),
    "rule_edit POST": _edited({"do": "up:r"}),
    "rule_about GET": _edited(),
    "rule_about POST": _edited(_ABOUT),
    "rule_add GET": _edited(at="r"),
    "rule_add POST": _edited(_LEAF, at="r"),
    "rule_condition GET": _edited(at="r"),
    "rule_condition POST": _edited(_LEAF, at="r"),
    "rule_group GET": _edited(at="r"),
    "rule_group POST": _edited({"word": "all"}, at="r"),
    "rule_version GET": _version,
    "rule_impact POST": _version,
    "rule_approve POST": lambda scene: _version(scene, revision="1"),
    "rule_return POST": lambda scene: _version(scene, revision="1", reason="سن"),
    "rule_parameter_approve POST": lambda scene: [
        Asked("", {"number": scene.once("rules.value", _value)}, {})
    ],
}
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
