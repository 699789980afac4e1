"""A service as a document: what is imported, exported and shown, with types on its edge."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sayeban.cases.placing import place_in
from sayeban.cases.refusals import ServiceMalformed
from sayeban.cases.rules import MOST_DAYS, MOST_LEGAL_DAYS
from sayeban.kit.canonical import fingerprint

Key = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,59}$")]
Text = Annotated[str, Field(max_length=500, pattern="^[^\\x00]*$")]
Long = Annotated[str, Field(max_length=4000, pattern="^[^\\x00]*$")]
Tree = dict[str, Any]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Channels(_Part):
    """How a service is told of, asked for, made and handed over."""

    information: tuple[Text, ...] = ()
    request: tuple[Text, ...] = ()
    production: tuple[Text, ...] = ()
    delivery: tuple[Text, ...] = ()


class Sheet(_Part):
    """The fields of the official service-identity sheet (شناسنامهٔ خدمت).

    `sample`: made up for the product, since the official list is not public. `guardian`: what the
    head of a household sees of it on his own page where it is for a minor of his, a code of
    words.GUARDIANS; left out, he does not see it.
    """

    service_id: Text = ""
    provider: Text = ""
    parent_body: Text = ""
    description: Long = ""
    type: Text = "G2C"
    recipients: Text = ""
    nature: Text = ""
    level: Text = ""
    life_event: Text = ""
    trigger: Text = ""
    monthly_volume: Text = ""
    cost: Text = ""
    channels: Channels = Channels()
    inquiries: tuple[Text, ...] = ()
    sample: bool = False
    guardian: Literal["shown", "hidden"] | None = None


class DocumentAsked(_Part):
    """A document that the person brings; `when`: only if this tree is true of him."""

    code: Key
    title: Text
    required: bool = True
    when: Tree | None = None


class StepDefined(_Part):
    """One step, as in models.StepDef."""

    key: Key
    title: Text
    role: Text
    unit_level: Literal["hq", "province", "county", "centre"]
    department: Text | None = None
    days: int = Field(ge=1, le=MOST_DAYS)
    clock: Literal["own", "external", "applicant", "paused"] = "own"
    checklist: tuple[Text, ...] = ()
    tell_citizen: Literal["opened", "asked", "visit", "decided"] | None = None
    parallel_with: Key | None = None


class TransitionDefined(_Part):
    """One outcome of a step. `to` is a step's key, or "close:" and a result.

    The first transition of a step is its usual one: the promise follows these. `ground`: what an
    end that says no rests on, a code of rules.GROUNDS; left out, a refusal in a service with a
    rule rests on the rule. `documents`: what a document that is required and missing does to the
    outcome, a code of rules.DOCUMENTS; left out, it is passed on purpose alone.
    """

    step: Key
    outcome: Key
    label: Text
    to: Annotated[str, Field(pattern="^(close:)?[a-z][a-z0-9_]{0,59}$")]
    reason_required: bool = False
    ground: Literal["rule", "other"] | None = None
    documents: Literal["complete", "later"] | None = None
    guard: Tree | None = None

    @property
    def to_step(self) -> str:
        return "" if self.to.startswith("close:") else self.to

    @property
    def result(self) -> str:
        return self.to.removeprefix("close:") if self.to.startswith("close:") else ""


class ServiceDocument(_Part):
    """A whole service. Texts may still be empty and targets dangle: judging says so."""

    code: Annotated[str, Field(pattern="^[a-z][a-z0-9_]{1,59}$")]
    title: Text
    search_words: tuple[Text, ...] = ()
    department: Text
    legal_basis: Long = ""
    sheet: Sheet = Sheet()
    form: Text | None = None
    rule: Text | None = None
    legal_deadline_days: int | None = Field(None, ge=1, le=MOST_LEGAL_DAYS)
    start: Text = ""
    documents: tuple[DocumentAsked, ...] = ()
    steps: tuple[StepDefined, ...] = ()
    transitions: tuple[TransitionDefined, ...] = ()

    def step(self, key: str) -> StepDefined | None:
        """The step with this key."""
        return next((each for each in self.steps if each.key == key), None)

    def ways(self, key: str) -> tuple[TransitionDefined, ...]:
        """The transitions of a step, the usual one first."""
        return tuple(each for each in self.transitions if each.step == key)

    def beside(self, key: str) -> tuple[str, ...]:
        """The steps that open together with a step."""
        return tuple(each.key for each in self.steps if each.parallel_with == key)

    def as_json(self) -> dict[str, Any]:
        """As it is exported and kept."""
        return self.model_dump(mode="json")

    @property
    def sha256(self) -> str:
        """The same for the same document, whatever the order of its fields was."""
        return fingerprint(self.as_json())


def read(document: Mapping[str, Any]) -> ServiceDocument:
    """The document of a service; refuses service.malformed and names the first wrong place."""
    try:
        return ServiceDocument.model_validate(document)
    except ValidationError as wrong:
        place = place_in(document, wrong.errors()[0]["loc"])
        raise ServiceMalformed(place=place) from None
