"""The sample services: complete, no two alike, and each of their ends is reached by a request."""

import json
import random
from collections import deque
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest

from sayeban.cases import public as cases
from sayeban.cases.models import Case, Step
from sayeban.cases.tests.makers import calendar_written
from sayeban.eligibility import public as eligibility
from sayeban.facts import public as facts
from sayeban.forms import public as forms
from sayeban.kit.units import Unit
from sayeban.organisations.public import seed
from sayeban.people.tests.makers import NOW, national_id, person, register, source_row
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking
from sayeban.sites.samples.loading import SamplesLoaded, load_samples, samples

pytestmark = pytest.mark.django_db


def staff(post: str, unit: Unit, user_id: int = 20) -> Actor:
    return Actor("user", f"u{user_id}", user_id, (Appointment(post, unit),))


UNITS: Final = {
    "hq": Unit.hq(),
    "province": Unit.of_province("07"),
    "county": Unit.of_county("0701"),
    "centre": Unit.of_centre("0701", "7011"),
}
WRITER, SECOND = staff("hq_expert", Unit.hq(), 21), staff("hq_deputy", Unit.hq(), 22)
CLERK = staff("desk_clerk", UNITS["county"], 23)
Way = Mapping[str, Any]
_FEW: Final = 7
LEAST: Final = 20
"""Complete services that the issue asks for."""
ANSWERS: Final[Mapping[str, Any]] = {
    **{"bool": True, "int": 30, "number": 1, "money": 1_000_000, "date": "2027-03-20"},
    **{"text": "نوشته", "mobile": "09120000000", "national_id": national_id(2)},
    "postal_code": "7381645198",
}
IBAN: Final = "IR430120000000000000000001"


@pytest.fixture
def loaded(db: None) -> SamplesLoaded:
    """Everything in force, and a client of whom the guards know enough."""
    seed(date(2026, 11, 23))
    calendar_written()
    with acting(OPERATOR, NOW):
        cases.seed_case_texts(NOW)
        facts.seed_facts()
    register(source_row(1, mobile="+989120000000"))
    with acting(OPERATOR, NOW):
        facts.put_values(actor=OPERATOR, at=NOW, values=known_of(person(1).pk))
    return load_samples(writer=WRITER, second=SECOND, at=NOW)


YES: Final[Mapping[str, Any]] = {
    "disability_severity": "severe",
    "has_health_insurance": False,
}
NO: Final[Mapping[str, Any]] = {
    "disability_severity": "mild",
    "has_health_insurance": True,
    "marital_status": "divorced",
    "is_student": False,
    "sex": "male",
}
"""Whom the rules of the samples say no of, where one of their ends rests on that."""


def learn(person_id: int, values: Mapping[str, Any]) -> None:
    told = [
        facts.NewValue("person", person_id, key, value, "received", NOW.date())
        for key, value in values.items()
    ]
    with acting(OPERATOR, NOW):
        facts.put_values(actor=OPERATOR, at=NOW, values=told)


def known_of(person_id: int) -> list[facts.NewValue]:
    """What the guards of the samples ask."""
    household = person(1).household_id or 0
    known: list[tuple[Any, int, str, Any]] = [
        ("person", person_id, "disability_severity", "severe"),
        ("person", person_id, "has_health_insurance", False),
        ("household", household, "tenure", "owner"),
    ]
    return [
        facts.NewValue(kind, who, key, told, "received", NOW.date())
        for kind, who, key, told in known
    ]


def documents() -> list[Mapping[str, Any]]:
    return [each["service"] for each in samples()]


def ways_to_ends(service: Mapping[str, Any]) -> dict[str, list[Way]]:
    """The shortest way to each result that the service knows."""
    found: dict[str, list[Way]] = {}
    queue: deque[tuple[str, list[Way]]] = deque([(service["start"], [])])
    seen = {service["start"]}
    while queue:
        at, path = queue.popleft()
        for way in (each for each in service["transitions"] if each["step"] == at):
            if way["to"].startswith("close:"):
                found.setdefault(way["to"].removeprefix("close:"), [*path, way])
            elif way["to"] not in seen:
                seen.add(way["to"])
                queue.append((way["to"], [*path, way]))
    return found


def test_there_are_enough_and_no_two_are_alike() -> None:
    shapes = {
        json.dumps([[s["title"] for s in each["steps"]], [w["label"] for w in each["transitions"]]])
        for each in documents()
    }
    assert len(shapes) == len(documents()) >= LEAST
    assert all(each["sheet"]["sample"] for each in documents())


def test_together_they_know_every_result() -> None:
    known = {end for each in documents() for end in ways_to_ends(each)}
    assert known == set(cases.RESULTS)


def test_they_are_loaded_once(loaded: SamplesLoaded) -> None:
    assert loaded.services == len(samples())
    assert loaded.forms == sum("form" in each for each in samples())
    assert load_samples(writer=WRITER, second=SECOND, at=NOW) == SamplesLoaded(0, 0, 0)
    with looking(WRITER):
        [model] = eligibility.means_models()
    assert model.sample
    assert not model.waits


def likely(question: forms.Question) -> forms.Answer:
    """An answer that the question takes."""
    if question.fact == "iban":
        return IBAN
    match question.kind:
        case "code":
            return question.codes[0]
        case "codes":
            return [question.codes[0]]
        case _:
            return ANSWERS[question.kind] if question.least is None else question.least


def filled(version: forms.FormVersion, person_id: int) -> UUID:
    """The form filled by the clerk, question by question, and handed in."""
    told: dict[str, Any] = {"actor": CLERK, "at": NOW, "unit": UNITS["county"]}
    key = forms.start(**told, code=version.code, person_id=person_id, channel="desk")
    answers: dict[str, Any] = {}
    while left := forms.open_questions(version.form, answers):
        question = left[0]
        answers[question.key] = likely(question)
    forms.answer(**told, key=key, answers=answers)
    forms.submit(**told, key=key)
    return key


def requested(code: str, service: Mapping[str, Any]) -> int:
    """The client's request at the desk, with its form where it has one."""
    person_id = person(1).pk
    with looking(CLERK):
        version = forms.published(service["form"]) if service["form"] else None
    made = cases.open_case(
        actor=CLERK,
        at=NOW,
        unit=UNITS["county"],
        service=code,
        person_id=person_id,
        along=cases.Along(filled(version, person_id) if version else None),
    )
    return made.case_id


def walked(case_id: int, way: Way, steps: Mapping[str, Mapping[str, Any]]) -> None:
    """Who has the post of the step ends it."""
    step = steps[way["step"]]
    him = staff(step["role"], UNITS[step["unit_level"]])
    with acting(OPERATOR, NOW):
        standing = Step.objects.filter(case=case_id, closed_at=None)
        held = standing.get(key=way["step"])
        keys = list(standing.values_list("key", flat=True))
    for key in keys:
        if steps[key]["parallel_with"] == way["step"]:
            walked(case_id, steps[key]["ways"][0], steps)
    if held.state == "paused":
        cases.resume(actor=him, at=NOW, steps=[held.pk])
    reason = "به این دلیل" if way["reason_required"] else ""
    cases.advance(actor=him, at=NOW, steps=[held.pk], outcome=way["outcome"], reason=reason)


def missed(service: Mapping[str, Any]) -> dict[str, str]:
    """The ends of a service that a request does not reach, and where it came instead."""
    ways = service["transitions"]
    steps = {
        each["key"]: {**each, "ways": [way for way in ways if way["step"] == each["key"]]}
        for each in service["steps"]
    }
    found = {}
    for result, path in ways_to_ends(service).items():
        case_id = requested(service["code"], service)
        with looking(CLERK):
            papers = [each.code for each in cases.case_file(case_id).documents]
        for code in papers:
            cases.mark_document(actor=CLERK, at=NOW, case_id=case_id, code=code, state="received")
        for way in path:
            if way["ground"] == "rule":
                learn(person(1).pk, NO)
            walked(case_id, way, steps)
        learn(person(1).pk, YES)
        with acting(OPERATOR, NOW):
            came = Case.objects.get(pk=case_id).result
        if came != result:
            found[result] = came
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("loaded")
def test_each_end_of_a_service_is_reached_by_a_request() -> None:
    """Of a few with each commit, by the seed of the run, of all of them in the full one."""
    few = random.sample(documents(), _FEW)
    assert {each["code"]: missed(each) for each in few} == {each["code"]: {} for each in few}


@pytest.mark.full
@pytest.mark.usefixtures("loaded")
def test_each_end_of_each_service_is_reached_by_a_request() -> None:
    assert {each["code"]: missed(each) for each in documents()} == {
        each["code"]: {} for each in documents()
    }


SAID: Final[Mapping[str, str]] = {
    **{"پول پیش خانه": "deposit_aid", "پول پیش": "deposit_aid", "قبض برق": "bill_exemption"},
    **{"خانه سالمندان": "care_centre", "بیمه درمانی": "health_insurance"},
    **{"کار ندارم": "job_loan", "شوهرم مرده": "women_head", "شوهرم فوت کرده": "women_head"},
    **{"خرج دانشگاه": "student_aid", "ایزی لایف": "hygiene_items", "ايزي‌لايف": "hygiene_items"},
    **{"دهکم اشتباه است": "decile_appeal", "می‌خواهم وام بگیرم": "job_loan"},
    **{"دخترم شوهر می‌کند": "dowry_aid", "از مادرم نگهداری می‌کنم": "nursing_right"},
    "نان ندارم": "emergency_aid",
}
"""What people say at a desk, and what they mean."""


@pytest.mark.usefixtures("loaded")
def test_what_people_say_finds_its_service_first() -> None:
    with looking(CLERK):
        found = {words: cases.services(words, offered_only=True) for words in SAID}
        assert {words: rows[0].code for words, rows in found.items() if rows} == SAID
        child = {each.code for each in cases.services("بچه")}
        assert {"child_at_risk", "adoption_file"} <= child
        assert cases.services("هواپیما") == []
