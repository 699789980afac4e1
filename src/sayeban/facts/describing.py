"""The description of a fact as JSON, in and out: what `sayeban facts` reads and writes."""

from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sayeban.facts.conditions.values import written
from sayeban.facts.reads.catalogue import CataloguedFact
from sayeban.facts.refusals import FactInvalid

Bound = int | float | str | None
"""The least or the most of a fact as JSON: a number, a day as text."""


@dataclass(frozen=True, slots=True)
class Described:
    """How a fact is described; `template` as in templating.py, None for one that is kept."""

    type: str
    subject: str
    label: str
    unit: str = ""
    part: str = "welfare"
    register: str = ""
    owner_unit: str = ""
    max_age_days: int | None = None
    sensitive: bool = False
    template: dict[str, Any] | None = None
    choices: tuple[tuple[str, str], ...] = field(default=())
    least: Bound = None
    most: Bound = None


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    key: str
    type: str
    subject: str
    label: str
    unit: str = ""
    part: str = "welfare"
    # A method of the base class has its name.
    from_register: str = Field("", alias="register")
    owner_unit: str = ""
    max_age_days: int | None = None
    sensitive: bool = False
    template: dict[str, Any] | None = None
    choices: list[list[str]] = []
    least: Bound = None
    most: Bound = None
    kind: Literal["kept", "derived", "template"] = "kept"


def read_description(document: object) -> tuple[str, Described]:
    """Key and description of one fact; refuses fact.invalid. What people's files tell is no
    business of a description."""
    try:
        found = _Document.model_validate(document)
    except ValidationError as error:
        at = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise FactInvalid(why=f"بخش «{at or 'همه'}» آن درست نیست.") from error
    if found.kind == "derived" or any(len(each) != 2 for each in found.choices):  # noqa: PLR2004 - code and label
        raise FactInvalid(why="گونه یا گزینه‌های آن درست نیست.")
    given = found.model_dump(exclude={"key", "kind", "choices"}, by_alias=True)
    return found.key, Described(**given, choices=tuple((c, label) for c, label in found.choices))


def as_document(fact: CataloguedFact) -> dict[str, object]:
    """The description that `read_description` takes."""
    return {
        "key": fact.key,
        "type": fact.type.type,
        "subject": fact.type.subject,
        "label": fact.label,
        "unit": fact.type.unit,
        "part": fact.part,
        "register": fact.register,
        "owner_unit": fact.owner_unit,
        "max_age_days": fact.max_age_days,
        "sensitive": fact.sensitive,
        "template": fact.template,
        "choices": [list(choice) for choice in fact.type.choices],
        "kind": fact.kind,
        "least": None if fact.type.least is None else written(fact.type.least),
        "most": None if fact.type.most is None else written(fact.type.most),
    }
