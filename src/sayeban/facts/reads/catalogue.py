"""The catalogue of facts."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from sayeban.facts.conditions.tree import FactType, Type
from sayeban.facts.conditions.values import read
from sayeban.facts.models import Fact
from sayeban.facts.seeds_household import SEEDED


@dataclass(frozen=True, slots=True)
class CataloguedFact:
    """One fact as headquarters described it; codes as in rules.py, `template` as in templates."""

    type: FactType
    part: str
    register: str
    owner_unit: str
    max_age_days: int | None
    sensitive: bool
    kind: str
    template: dict[str, Any] | None
    retired: bool

    @property
    def key(self) -> str:
        return self.type.key

    @property
    def owner(self) -> str:
        """Who is asked when it is contested, "" where nobody is."""
        return self.owner_unit or self.register

    @property
    def label(self) -> str:
        return self.type.label


def catalogued() -> dict[str, CataloguedFact]:
    """Every fact by key, in the order of the file; retired ones too, for rules still read them."""
    found = Fact.objects.order_by("-subject", "position", "key")
    return {each.key: _catalogued(each) for each in found}


def catalogue() -> dict[str, FactType]:
    """What conditions can read, by key."""
    return {key: each.type for key, each in catalogued().items()}


def label_of(key: str) -> str:
    """What the fact is called, in words for one that is described no more."""
    found = Fact.objects.filter(key=key).values_list("label", flat=True).first()
    return found or "داده‌ای که دیگر در فهرست نیست"


@cache
def shipped_facts() -> dict[str, FactType]:
    """Those with which every installation begins, as conditions read them; none of codes, whose
    choices headquarters may change."""
    return {
        key: FactType(
            key,
            cast("Type", kind),
            label,
            "person" if subject == "person" else "household",
            rest.get("unit", ""),
        )
        for subject, key, kind, label, rest in SEEDED
        if kind != "code"
    }


def _catalogued(each: Fact) -> CataloguedFact:
    described = FactType(
        each.key,
        cast("Type", each.type),
        each.label,
        "person" if each.subject == "person" else "household",
        each.unit,
        tuple((code, label) for code, label in each.choices),
    )
    if each.least is not None or each.most is not None:
        least, most = read(described, each.least), read(described, each.most)
        described = replace(described, least=least, most=most)
    return CataloguedFact(
        described,
        each.part,
        each.register,
        each.owner_unit,
        each.max_age_days,
        each.privacy == "sensitive",
        each.kind,
        each.template,
        each.retired_at is not None,
    )
