"""Which facts follow from one."""

from sayeban.facts.conditions.tree import FactType
from sayeban.facts.reads.catalogue import catalogued
from sayeban.facts.rules import FOLLOWS
from sayeban.facts.templating import read_template


def facts_following(fact: str) -> frozenset[str]:
    """The fact itself, those whose formula reads it and those that are written along with it."""
    facts = catalogued()
    members: dict[str, FactType] = {
        key: each.type
        for key, each in facts.items()
        if each.type.subject == "person" and each.kind != "template"
    }
    following = {
        key
        for key, each in facts.items()
        if each.kind == "template"
        and fact in read_template(each.template, each.type, members).reads
    }
    return frozenset({fact, *following}) | FOLLOWS.get(fact, frozenset())
