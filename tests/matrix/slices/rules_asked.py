"""How addresses and commands of rules and decisions are asked."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from sayeban.documents.public import Redrawer, store
from sayeban.eligibility.actions import (
    approve_rule,
    decide_again,
    decide_by_hand,
    end_rule,
    estimate_means,
    import_workbook,
    keep_parameters,
    keep_rules,
    preview_impact,
    run_rule,
)
from sayeban.eligibility.means import SAMPLE
from sayeban.eligibility.models import Override, Rule, RuleEnding
from sayeban.eligibility.tests.makers import document, facts_seeded, in_force
from sayeban.eligibility.workbook import columns
from sayeban.exemptions.tests.makers import NOW
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.entries import in_units, once
from tests.matrix.people import unit_of
from tests.matrix.places import TARGETS
from tests.matrix.scene import Scene, picture

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


def _counted(scene: Scene) -> list[Asked]:
    """The version with an impact to be fetched."""
    code = scene.once("rules.rule", _rule)
    preview_impact.preview_impact(actor=OPERATOR, at=NOW, code=code, number=1)
    return [Asked("", {"code": code, "number": 1})]


def _held(scene: Scene) -> str:
    """The code of a rule that holds."""
    scene.once("rules.rule", _rule)
    return scene.once("rules.held", lambda: _in_force("matrix_held"))


def _in_force(code: str) -> str:
    in_force(document(code=code))
    return code


def _of_held(data: Mapping[str, str] | None = None, **keys: object) -> asking.Make:
    return lambda scene: [Asked("", {"code": _held(scene), **keys}, dict(data or {}))]


def _ending(scene: Scene) -> list[Asked]:
    """An end of the rule that waits for a second person."""

    def asked() -> int:
        rule = Rule.objects.get(code=_held(scene))
        tomorrow = NOW.date() + timedelta(1)
        made = RuleEnding.objects.create(rule=rule, ends_on=tomorrow, reason="x", asked_at=NOW)
        return made.pk

    def kept() -> int:
        with acting(OPERATOR, NOW):
            return asked()

    return [Asked("", {"number": scene.once("rules.ending", kept)})]


def _parameter(data: Mapping[str, str] | None = None) -> asking.Make:
    def make(scene: Scene) -> list[Asked]:
        scene.once("rules.value", _value)
        return [Asked("", {"name": _TERMS.name}, dict(data or {}))]

    return make


def _model(scene: Scene) -> list[Asked]:
    """A model that waits for a second person."""

    def written() -> int:
        facts_seeded()
        terms = estimate_means.MeansTerms("مدل", SAMPLE, True, "نمونه", date(2026, 3, 21))
        return estimate_means.set_means(actor=OPERATOR, at=NOW, terms=terms)

    return [Asked("", {"number": scene.once("rules.model", written)})]


def _persons(data: Mapping[str, object] | None = None) -> asking.Make:
    def make(scene: Scene) -> list[Asked]:
        _held(scene)
        return [
            Asked(unit, {"person_id": scene.person(unit)}, dict(data or {})) for unit in TARGETS[1:]
        ]

    return make


def _overrides(scene: Scene) -> dict[str, int]:
    """By unit, a decision by hand about its person, with its paper."""

    def kept() -> dict[str, int]:
        with acting(OPERATOR, NOW):
            rule = Rule.objects.get(code=_held(scene))
            return {unit: _override(scene, rule, unit) for unit in TARGETS[1:]}

    return scene.once("rules.by_hand", kept)


def _override(scene: Scene, rule: Rule, unit: str) -> int:
    place = unit_of(unit)
    with Redrawer() as redrawer:
        paper = store(picture(), redrawer=redrawer, place=place, actor=OPERATOR, at=NOW)
    made = Override.objects.create(
        rule=rule,
        subject_id=scene.person(unit),
        outcome=True,
        reason="بازدید",
        document_id=paper.pk,
        decided_at=NOW,
        province=place.province,
        county=place.county,
        centre=place.centre,
    )
    return made.pk


def _by_hand(scene: Scene) -> list[Asked]:
    return [Asked(unit, {"number": number}) for unit, number in _overrides(scene).items()]


def _ends_by_hand(scene: Scene) -> list[Asked]:
    return [
        Asked(unit, {"person_id": scene.person(unit), "number": number})
        for unit, number in _overrides(scene).items()
    ]


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
_DAY: Final = {"valid_from_day": "1", "valid_from_month": "10", "valid_from_year": "1405"}
_ENTERED: Final = {"value": "2", "legal_basis": "ماده ۲", **_DAY}
_END: Final = {"ends_on_day": "1", "ends_on_month": "10", "ends_on_year": "1405", "reason": "x"}
ASKED: Final[Mapping[str, asking.Make]] = {
    "rule_parameter GET": _parameter(),
    "rule_parameter_enter GET": _parameter(),
    "rule_parameter_enter POST": _parameter(_ENTERED),
    "rule_parameter_new POST": lambda _scene: [
        Asked("", {}, {**_ENTERED, "label": "مرز", "name": "other_line", "type": "int"})
    ],
    "rule_parameter_strike POST": lambda scene: [
        Asked("", {"number": scene.once("rules.value", _value)}, {})
    ],
    "rule_impact_xlsx GET": _counted,
    "rule_run POST": _of_held(number=1),
    "rule_end GET": _of_held(),
    "rule_end POST": _of_held(_END),
    "rule_end_approve POST": _ending,
    "rule_end_withdraw POST": _ending,
    "means_xlsx GET": _model,
    "means_approve POST": _model,
    "means_new POST": lambda _scene: [Asked("", {}, {"title": "مدل"})],
    "means_person GET": _persons(),
    "by_hand POST": lambda _scene: [Asked("", {}, {"identifier": "9990000000"})],
    "by_hand_person GET": _persons(),
    "rules_of_person GET": _persons(),
    "rules_of_person POST": _persons({"purpose": "answer"}),
    "by_hand_decide POST": _persons({"rule": "matrix_held", "outcome": "yes", "reason": "x"}),
    "by_hand_paper GET": _by_hand,
    "by_hand_end POST": _ends_by_hand,
    "need GET": _of_held(),
    "need POST": _of_held({"purpose": "contact"}),
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
    "rule_drop GET": _version,
    "rule_drop POST": lambda scene: _version(scene, revision="1"),
    "rule_return POST": lambda scene: _version(scene, revision="1", reason="سن"),
    "rule_parameter_approve POST": lambda scene: [
        Asked("", {"number": scene.once("rules.value", _value)}, {})
    ],
}
CALLS: Final[Mapping[str, entries.Make]] = {
    "eligibility.draft_rule": once(keep_rules.draft_rule, document={}),
    "eligibility.import_workbook": _book,
    "eligibility.end_rule": once(
        end_rule.end_rule, code="no_rule", ends_on=date(2026, 12, 22), reason="x"
    ),
    "eligibility.approve_end": once(end_rule.approve_end, number=0),
    "eligibility.withdraw_end": once(end_rule.withdraw_end, number=0),
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
