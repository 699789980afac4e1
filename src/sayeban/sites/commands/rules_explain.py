"""sayeban rules explain: what the rules say of one person, why, and on which data that rests."""

from argparse import Namespace
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date

from django.utils.timezone import now

from sayeban.country.today import today_of
from sayeban.eligibility import public as eligibility
from sayeban.facts import public as facts
from sayeban.kit.units import Unit
from sayeban.people.public import seen_file
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.refusals import AccessDenied
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.days import read_day
from sayeban.sites.commands.one_person import find_person
from sayeban.sites.commands.rules_told import Known, explained_lines
from sayeban.sites.readable import Readable


def explain(options: Namespace) -> Readable:
    """The answers about a person with their reasons and their data; the look is kept."""
    actor, today = actor_for(options), today_of(now())
    day = read_day(options.on) if options.on else today
    with looking(actor):
        person = find_person(options.person)
        file = facts.file_of(person, today)
        _refuse(actor, file.person.unit)
        seen_file(actor, person, "rules.explain")
        hidden = _hidden(actor, file.person.unit)
        data = {each.fact.key: each for part in file.parts for each in part.data}
        answers = [
            (_open(each, hidden), _known(each, data, hidden))
            for each in _decided(options.rule, person, day)
        ]
    labels = {key: each.fact.label for key, each in data.items()}
    told = [each.as_json() | {"facts": list(map(asdict, known))} for each, known in answers]
    lines = explained_lines(options.person.strip(), day, answers, labels)
    return Readable({"decisions": told}, lines)


def _refuse(actor: Actor, unit: Unit) -> None:
    """Only those to whom the page of the rules about a person is open; and the installation."""
    if actor.kind == "user" and not actor.reaches(eligibility.DECIDERS, unit):
        raise AccessDenied


def _hidden(actor: Actor, unit: Unit) -> Mapping[str, facts.CataloguedFact]:
    if actor.kind != "user" or facts.sees_sensitive(actor, unit):
        return {}
    return {key: each for key, each in facts.catalogued().items() if each.sensitive}


def _decided(rule: str, person: int, day: date) -> list[eligibility.Decided]:
    if rule:
        return [eligibility.decide(rule, person, day)]
    return eligibility.decide_all(person, day)


def _open(
    decided: eligibility.Decided, hidden: Mapping[str, facts.CataloguedFact]
) -> eligibility.Decided:
    """The answer without what its reasons and its ways to a yes would tell of hidden data."""
    if hidden.keys().isdisjoint(key for each in decided.reasons for key in each.facts):
        return decided
    reasons = (replace(each, text=facts.said_to(each, hidden)) for each in decided.reasons)
    return replace(decided, reasons=tuple(reasons), change=())


def _known(
    decided: eligibility.Decided, data: Mapping[str, facts.Datum], hidden: Collection[str]
) -> list[Known]:
    """What is known of the facts of the reasons, each once."""
    keys = dict.fromkeys(key for each in decided.reasons for key in each.facts)
    found = (data[key] for key in keys if key in data)
    return [_in_words(each, hidden) for each in found if not each.is_empty]


def _in_words(datum: facts.Datum, hidden: Collection[str]) -> Known:
    fact, shown = datum.fact, datum.shown
    value = shown.value if shown else datum.value
    return Known(
        *(fact.key, fact.label),
        facts.HIDDEN if fact.key in hidden else facts.said_of(fact, value),
        facts.source(fact, shown.origin, shown.register) if shown else facts.source(fact),
        shown.as_of if shown else None,
        bool(shown and shown.stale),
    )
