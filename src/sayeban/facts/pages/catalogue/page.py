"""فهرست داده‌ها: what can be known about a person or a household, and from where."""

from dataclasses import dataclass

from django.http import HttpResponse

from sayeban.design.jinja import render
from sayeban.facts.reads.catalogue import catalogued
from sayeban.facts.rights import READERS
from sayeban.facts.rules import KINDS, PARTS, SUBJECTS, TYPE_LABELS
from sayeban.runtime.doors import Visit, door


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact. `days` is after how many days a value counts no more, None for never."""

    key: str
    label: str
    type: str
    choices: str
    subject: str
    owner: str
    kind: str
    days: int | None
    sensitive: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class CataloguePart:
    """The facts of one part of the file."""

    title: str
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """Every fact."""

    parts: tuple[CataloguePart, ...]


@door(READERS)
def facts(request: Visit) -> HttpResponse:
    """فهرست داده‌ها."""
    every = catalogued().values()
    parts = tuple(
        CataloguePart(
            title,
            tuple(
                FactLine(
                    each.key,
                    each.label,
                    TYPE_LABELS[each.type.type],
                    "، ".join(label for _, label in each.type.choices),
                    SUBJECTS[each.type.subject],
                    each.owner_unit,
                    KINDS[each.kind],
                    each.max_age_days,
                    each.sensitive,
                    each.retired,
                )
                for each in every
                if each.part == code
            ),
        )
        for code, title in PARTS.items()
    )
    return render(request, "facts/catalogue.jinja", CataloguePage(parts))
