"""Which facts follow from one."""

from sayeban.facts.conditions.tree import FactType
from sayeban.facts.reads.catalogue import catalogued
from sayeban.facts.templating import read_template


def facts_following(fact: str) -> frozenset[str]:
    """The fact itself, and those whose formula reads it."""
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
    home = {"owns_house"} if fact == "tenure" else set()
    return frozenset({fact, *home, *following})
