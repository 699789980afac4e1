"""Facts of one person, by agreement and purpose; every look is kept and the person can see it."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse, JsonResponse
from ninja import Router

from sayeban.audit import events
from sayeban.country.today import today_of
from sayeban.facts.public import (
    Corrected,
    Datum,
    PurposeTerms,
    corrections_for,
    disclose,
    file_of,
    purposes,
    tell_receiver,
    written,
)
from sayeban.interop.api.social.door import ROWS, Caller, Scope, calls
from sayeban.interop.api.social.schemas import PROBLEMS, FactsAnswer, FactsQuestion
from sayeban.interop.reads.grants import person_open
from sayeban.interop.refusals import NotGranted
from sayeban.people.public import PersonFile
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking

router = Router()


@router.post(
    "/facts/lookup",
    response={200: FactsAnswer, **PROBLEMS},
    auth=Scope("facts.read", "social_facts"),
    operation_id="lookupFacts",
    tags=["facts"],
)
@calls
def social_facts(caller: Caller, sent: FactsQuestion) -> HttpResponse:
    """Facts of a person for a purpose. The number is sent in the body, so that no log keeps it."""
    grant = caller.grant
    grant.refuse_beyond(grant.purposes, [sent.purpose])
    grant.refuse_beyond(grant.facts, sent.facts)
    purpose = _standing(sent.purpose)
    person = person_open(grant, sent.national_id)
    with looking(caller.actor):
        parts = file_of(person.person_id, today_of(caller.at)).parts
        events.look(
            user_id=None,
            purpose=f"{grant.title}: {purpose.title}",
            subject="people.person",
            subject_id=str(person.person_id),
            rows=1,
        )
    asked = [each for part in parts for each in part.data if each.fact.key in sent.facts]
    corrected = _keep(caller, person, purpose, asked)
    data = [_told(each, corrected.get(each.fact.key)) for each in asked]
    said = {
        "purpose": purpose.title,
        "legal_basis": purpose.legal_basis,
        "asked_at": caller.at,
        "facts": data,
    }
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    answer[ROWS] = "1"
    return answer


def _standing(key: str) -> PurposeTerms:
    """A purpose that was ended opens nothing, whatever agreements name."""
    with looking(SYSTEM):
        for each in purposes():
            if each.key == key:
                return each
    raise NotGranted(what=key)


def _keep(
    caller: Caller, person: PersonFile, purpose: PurposeTerms, asked: Sequence[Datum]
) -> Mapping[str, Corrected]:
    """Keep who is told which values; what it got before and was wrong it hears now."""
    receiver, keys = f"grant:{caller.grant.id}", [each.fact.key for each in asked]
    with looking(caller.actor):
        found = corrections_for(receiver, person.person_id, person.household_id, keys)
    if values := [each.shown.value_id for each in asked if each.shown]:
        disclose(
            actor=caller.actor,
            at=caller.at,
            person_id=person.person_id,
            receiver=receiver,
            title=caller.grant.title,
            purpose=purpose.title,
            values=values,
        )
    if contests := [each.contest for each in found.values()]:
        tell_receiver(actor=caller.actor, at=caller.at, receiver=receiver, contests=contests)
    return found


def _told(datum: Datum, corrected: Corrected | None) -> dict[str, object]:
    shown = datum.shown
    return {
        "key": datum.fact.key,
        "label": datum.fact.label,
        "unit": datum.fact.type.unit,
        "value": None if datum.value is None else written(datum.value),
        "origin": shown.origin if shown else "",
        "register": shown.register if shown else "",
        "as_of": shown.as_of if shown else None,
        "stale": bool(shown and shown.stale),
        "contested": datum.contest_id is not None,
        "corrected_on": corrected.on if corrected else None,
        "corrected_since": corrected.since if corrected else None,
    }
