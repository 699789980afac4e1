"""What is known already of what a form asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sayeban.facts.public import CataloguedFact, Value, catalogued, counting, row_of, sees_sensitive
from sayeban.forms.document import Answer, FormDocument, Question
from sayeban.forms.values import taken
from sayeban.people.public import person_file
from sayeban.runtime.actor import Actor

_FILE: Final = "پروندهٔ او"


@dataclass(frozen=True, slots=True)
class Known:
    """A value that a form shows for confirmation, with its origin, register and day; `owner` says
    who answers for it. What his file alone says has origin "file" and no day.
    """

    value: Answer
    origin: str
    register: str
    as_of: date | None
    owner: str


def prefilled(form: FormDocument, person_id: int, today: date) -> dict[str, Known]:
    """What is known by question key; a value that the question does not take is left out."""
    asked = {each.fact: each for each in form.questions if each.fact}
    told = {
        fact: Known(each.value, each.origin, each.register, each.as_of, each.owner)
        for fact, each in counting(asked, person_id, today).items()
    }
    for fact, value in row_of(person_id).items():
        if fact in asked and fact not in told and value is not None:
            told[fact] = Known(_as_json(value), "file", "", None, _FILE)
    known = {asked[fact].key: (asked[fact], each) for fact, each in told.items()}
    return {key: each for key, (question, each) in known.items() if _is_taken(question, each)}


def shown_to(actor: Actor, form: FormDocument, person_id: int, today: date) -> dict[str, Known]:
    """Of what is known what whoever fills the form may see: what he does not see he does not
    confirm either.

    A worker sees sensitive data of persons whose files he keeps; the person himself what is his,
    and of his household what is not sensitive.
    """
    known = prefilled(form, person_id, today)
    own = actor.kind == "citizen"
    sees = not own and sees_sensitive(actor, person_file(person_id).unit)
    facts = catalogued()
    of = {each.key: facts.get(each.fact) for each in form.questions}

    def may(fact: CataloguedFact | None) -> bool:
        if fact is None or not fact.sensitive:
            return True
        return fact.type.subject == "person" if own else sees

    return {key: each for key, each in known.items() if may(of[key])}


def _is_taken(question: Question, known: Known) -> bool:
    kept, wrong = taken(question, known.value)
    return kept is not None and not wrong


def _as_json(value: Value) -> Answer:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def writable() -> Mapping[str, CataloguedFact]:
    """The facts that a form may ask for: what follows from other data is asked of nobody."""
    return {
        key: each for key, each in catalogued().items() if each.kind == "kept" and not each.retired
    }
