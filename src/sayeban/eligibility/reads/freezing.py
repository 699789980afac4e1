"""A version kept for as long as something lasts that was begun under it, such as a campaign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayeban.eligibility.documents import read_document
from sayeban.eligibility.models import Override, Rule, RuleVersion
from sayeban.eligibility.reads.impact import params_json
from sayeban.eligibility.reads.parameters import param_types
from sayeban.eligibility.reads.versions import Ready, in_force_on, ready_on
from sayeban.facts.public import (
    catalogue,
    compile_sql,
    facts_of,
    params_of,
    parse,
    read_value,
    shipped_facts,
    source_of,
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is written down: the version and the parameters of the day, as JSON."""

    version_id: int
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expressed:
    """One boolean expression of SQL with what it binds; null is unknown. `kept` are the facts that
    it reads from kept rows."""

    sql: str
    given: Mapping[str, Any]
    kept: frozenset[str]


def row_rules(day: date) -> dict[str, str]:
    """Titles of the rules about persons that hold on a day, by code."""
    held = in_force_on(day)
    return {each.rule.code: each.title for each in held if each.rule.subject == "person"}


def freeze(code: str, day: date) -> Frozen:
    """The rule as it holds on a day. Refuses rule.not_in_force and condition.parameter_missing."""
    found = ready_on(code, day)
    return Frozen(found.version.pk, params_json(found.params))


def frozen(kept: Frozen) -> Ready:
    """What was written down, whatever holds by now. Refuses condition.invalid where the catalogue
    has lost what the version reads."""
    version = RuleVersion.objects.select_related("rule").get(pk=kept.version_id)
    facts = catalogue()
    tree = parse(version.tree, facts, param_types(), rule=True)
    read = ((name, read_value(of, kept.params[name])) for name, of in params_of(tree).items())
    params = {name: value for name, value in read if value is not None}
    return Ready(version, version.rule, tree, facts, params)


def shipped(document: Mapping[str, Any]) -> Ready:
    """A rule of the product itself, without asking the database. It reads no parameters."""
    read = read_document(document, shipped_facts(), {})
    rule = Rule(code=read.code, subject=read.subject, institution=read.institution)
    version = RuleVersion(rule=rule, number=1, title=read.title, legal_basis=read.legal_basis)
    return Ready(version, rule, read.tree, shipped_facts(), {})


def as_expression(asked: Ready, own: Mapping[str, str], person: str) -> Expressed:
    """The rule about a person as an expression within a statement over other rows.

    `own` are the facts that these rows hold themselves, by column; all others come from the kept
    rows of `person`, a column too. What a human decided stands before what the rule says.
    """
    kept = facts_of(asked.tree) - own.keys()
    compiled = compile_sql(asked.tree, asked.facts, _cells(asked, own, person))
    rule_says = f"(SELECT asked.outcome FROM ({compiled.sql}) AS asked)"
    given = compiled.bind(asked.params)
    if not Override.objects.filter(rule=asked.rule.pk, ended_at=None).exists():
        return Expressed(rule_says, given, kept)
    by_hand = (
        "(SELECT o.outcome FROM eligibility_override o WHERE o.rule_id = %(by_hand_rule)s"
        f" AND o.subject_id = {person} AND o.ended_at IS NULL)"
    )
    given["by_hand_rule"] = asked.rule.pk
    return Expressed(f"coalesce({by_hand}, {rule_says})", given, kept)


def _cells(asked: Ready, own: Mapping[str, str], person: str) -> str:
    """One row of what the rule reads, as the source of a compiled text."""
    read = sorted(facts_of(asked.tree))
    cells = ", ".join(f"{own.get(key, f'k.{key}')} AS {key}" for key in read)
    if own.keys() >= set(read):
        return f"SELECT 0 AS id, {cells}"
    return (
        f"SELECT 0 AS id, {cells} FROM (SELECT {person} AS person) AS p"
        f" LEFT JOIN {source_of('person')} AS k ON k.id = p.person"
    )
