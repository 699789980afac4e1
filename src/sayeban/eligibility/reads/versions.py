"""Which version of a rule holds on a day, and what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from sayeban.eligibility.documents import RuleDocument, facts_for
from sayeban.eligibility.models import Rule, RuleEnding, RuleVersion
from sayeban.eligibility.reads.parameters import param_types, params_on
from sayeban.eligibility.refusals import RuleNotInForce, RuleUnknown
from sayeban.facts.public import (
    FactType,
    Tree,
    Value,
    catalogue,
    parse,
    values_of_params,
)


@dataclass(frozen=True, slots=True)
class Ready:
    """A version with what it needs to be asked: its tree and the parameters of the day."""

    version: RuleVersion
    rule: Rule
    tree: Tree
    facts: Mapping[str, FactType]
    params: Mapping[str, Value]


def version_on(code: str, day: date) -> RuleVersion | None:
    """The approved version that holds on a day: the last that has begun, unless the rule ended."""
    approved = _begun(day).filter(rule__code=code)
    return approved.select_related("rule").order_by("-valid_from").first()


def ready_on(code: str, day: date) -> Ready:
    """The version of the day. Refuses rule.not_in_force and condition.parameter_missing."""
    found = version_on(code, day)
    if found is None:
        raise RuleNotInForce(rule=code)
    return ready(found, day)


def ready(version: RuleVersion, day: date) -> Ready:
    """A version with the parameters of a day.

    Refuses condition.parameter_missing, and condition.invalid where the catalogue has lost what
    the version reads.
    """
    facts = facts_for(catalogue(), version.rule.subject)
    tree = parse(version.tree, facts, param_types(), rule=True)
    return Ready(version, version.rule, tree, facts, values_of_params(tree, params_on(day)))


def tree_on(code: str, day: date) -> Tree:
    """What the version of the day asks, whatever its parameters are. Refuses rule.not_in_force."""
    found = version_on(code, day)
    if found is None:
        raise RuleNotInForce(rule=code)
    return parse(found.tree, facts_for(catalogue(), found.rule.subject), param_types(), rule=True)


def version_of(code: str, number: int) -> RuleVersion:
    """One version of a rule; refuses rule.unknown."""
    found = RuleVersion.objects.filter(rule__code=code, number=number).select_related("rule")
    if (version := found.first()) is None:
        raise RuleUnknown
    return version


def written_version(code: str) -> RuleVersion | None:
    """What the editor begins with: the draft of a rule, or else its newest version that was not
    laid aside, if there is one."""
    found = RuleVersion.objects.filter(rule__code=code).select_related("rule").order_by("-number")
    draft, stands = found.filter(state="draft"), found.exclude(state="dropped")
    return draft.first() or stands.first() or found.first()


def in_force_on(day: date) -> list[RuleVersion]:
    """Of each rule the version that holds on a day."""
    return list(
        _begun(day).select_related("rule").order_by("rule_id", "-valid_from").distinct("rule_id")
    )


def _begun(day: date) -> "QuerySet[RuleVersion]":
    """Approved versions that began by then and were not ended since."""
    ends = RuleEnding.objects.filter(
        rule=OuterRef("rule"), approved_at__isnull=False, ends_on__lte=day
    )
    begun = RuleVersion.objects.filter(state="approved", valid_from__lte=day)
    return begun.exclude(Exists(ends.filter(ends_on__gt=OuterRef("valid_from"))))


def document_of(version: RuleVersion) -> RuleDocument:
    """The version as a document."""
    rule = version.rule
    facts = facts_for(catalogue(), rule.subject)
    return RuleDocument(
        *(rule.code, version.title, rule.subject, rule.institution, rule.service),
        *(version.applies_to, version.legal_basis, version.valid_from),
        parse(version.tree, facts, param_types(), rule=True),
    )
