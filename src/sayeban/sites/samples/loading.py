"""Put the samples into an installation: services with forms, rules, numbers; a means test.

One person of headquarters writes them and another one puts them in force, as with any service.
What is there already is left alone: a sample never takes the place of what somebody wrote.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from sayeban.cases import public as cases
from sayeban.eligibility import public as eligibility
from sayeban.forms import public as forms
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking

FOLDER: Final = Path(__file__).parent / "services"
_NO_LAW: Final = "نمونه؛ فرمول رسمی منتشر نشده است"
_MEANS_FROM: Final = date(2026, 3, 21)


@dataclass(frozen=True, slots=True)
class SamplesLoaded:
    """How many were put in force; those that were there already do not count."""

    forms: int
    rules: int
    services: int


@cache
def samples() -> tuple[Mapping[str, Any], ...]:
    """The documents in the order of their codes: `service`, and where it has them `form`, `rule`
    and `parameters`.
    """
    return tuple(json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json")))


def load_samples(*, writer: Actor, second: Actor, at: datetime) -> SamplesLoaded:
    """Write all samples as `writer` and put them in force as `second`.

    Refuses what writing and publishing refuse: a fault in a sample, one person for both.
    """
    asked = [each["form"] for each in samples() if "form" in each]
    decided = [each["rule"] for each in samples() if "rule" in each]
    new_forms = [each for each in asked if _is_new_form(writer, each["code"])]
    new_rules = [each for each in decided if _is_new_rule(writer, each["code"])]
    for form in new_forms:
        draft = forms.import_form(actor=writer, at=at, document=form)
        forms.publish_form(actor=second, at=at, code=draft.code, edition=draft.edition)
    for parameter in _new_parameters(writer):
        number = eligibility.set_parameter(actor=writer, at=at, terms=parameter)
        eligibility.approve_parameter(actor=second, at=at, number=number)
    _load_means(writer, second, at)
    for rule in new_rules:
        _put_rule_in_force(rule, writer, second, at)
    return SamplesLoaded(len(new_forms), len(new_rules), _services(writer, second, at))


def _is_new_form(actor: Actor, code: str) -> bool:
    with looking(actor):
        return forms.published(code) is None


def _is_new_rule(actor: Actor, code: str) -> bool:
    with looking(actor):
        return eligibility.newest_number(code) == 0


def _new_parameters(actor: Actor) -> Iterator[eligibility.ParameterTerms]:
    with looking(actor):
        known = set(eligibility.param_types())
    for sample in samples():
        for told in sample.get("parameters", ()):
            if told["name"] not in known:
                first = date.fromisoformat(told["valid_from"])
                yield eligibility.ParameterTerms(**{**told, "valid_from": first})


def _load_means(writer: Actor, second: Actor, at: datetime) -> None:
    """The official formula is not public: a made-up model, marked as such, where there is none."""
    with looking(writer):
        if eligibility.means_models():
            return
    terms = eligibility.MeansTerms(
        "مدل نمونهٔ آزمون وسع", eligibility.SAMPLE_MEANS, True, _NO_LAW, _MEANS_FROM
    )
    number = eligibility.set_means(actor=writer, at=at, terms=terms)
    eligibility.approve_means(actor=second, at=at, number=number)


def _put_rule_in_force(rule: Mapping[str, Any], writer: Actor, second: Actor, at: datetime) -> None:
    draft = eligibility.draft_rule(actor=writer, at=at, document=rule)
    eligibility.preview_impact(actor=writer, at=at, code=draft.code, number=draft.number)
    eligibility.approve_rule(
        actor=second, at=at, code=draft.code, number=draft.number, revision=draft.revision
    )


def _services(writer: Actor, second: Actor, at: datetime) -> int:
    with looking(writer):
        known = {each.code for each in cases.services()}
    new = [each["service"] for each in samples() if each["service"]["code"] not in known]
    for document in new:
        revision = cases.write_service(
            actor=writer, at=at, service=document["code"], document=document, revision=0
        )
        cases.publish_service(actor=second, at=at, service=document["code"], revision=revision)
    return len(new)
