"""A day at the desk of the first county: requests and their ends, answers, numbers, waiting."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import uuid4

from django.utils.timezone import now

from sayeban.cases import public as cases
from sayeban.country.today import TEHRAN
from sayeban.desk import public as desk
from sayeban.facts import public as facts
from sayeban.kit.units import Unit
from sayeban.notices import public as notices
from sayeban.people import public as people
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.sites.delivering import deliver_all
from sayeban.sites.demo.scene import Scene, today
from sayeban.support import public as support

_ENDS: Final = (
    ("guidance", "told", "", "done"),
    ("guidance", "introduced", "کار او با ادارهٔ کار است", "referred"),
    (
        "guidance",
        "law_forbids",
        "قانون چنین کمکی را پیش‌بینی نکرده است",
        "legally_not_possible",
    ),
    ("health_insurance", "insured", "در استعلام، بیمهٔ سلامت دارد", "refused"),
    ("guidance", "", "خود او دیگر نمی‌خواهد", "withdrawn"),
)
"""(service, outcome, reason, result); a request without an outcome is given up."""
_KEYS: Final = ("9", "9", "7", "8")
"""One-key answers of those whose requests ended first."""
_QUESTION: Final = "بیمهٔ روستایی او پایان یافته است؛ دوباره معرفی شود؟"
_NUMBERS: Final = len(_ENDS) + 7
"""All who came with a request, one at the counter and five who wait."""
_MONTHS: Final = (14, 9, 5, 3, 1)
"""How long some wait for a place."""


def numbers(scene: Scene, county: Unit) -> None:
    """Numbers of the last hour, as far as it is of today."""
    clerk = scene.actor(f"desk.clerk.{county.county}")
    until, begin = now(), datetime.combine(today(), time(0), TEHRAN)
    begin = max(begin, until - timedelta(hours=1))
    with scene.report.step("نوبت‌های امروز") as told:
        for place in range(_NUMBERS):
            taken = desk.take_number(
                actor=clerk, at=begin + (until - begin) * place / _NUMBERS, unit=county, code="demo"
            )
        scene.report.same("queue", {"last": taken.number}, {"last": _NUMBERS})
        told["شماره"] = taken.number


def _insured(person: people.PersonFile) -> None:
    """The register's answer came: nobody is refused before it is known."""
    told = facts.NewValue(
        "person", person.person_id, "has_health_insurance", True, "received", today()
    )
    with acting(OPERATOR, now()):
        facts.put_values(actor=OPERATOR, at=now(), values=[told])


def requests(scene: Scene, county: Unit, persons: Sequence[people.PersonFile]) -> None:
    """Requests of today: one of each end, and one that waits for the liaison's word."""
    clerk = scene.actor(f"desk.clerk.{county.county}")
    results = []
    with scene.report.step("درخواست‌های امروز در میز خدمت") as told:
        for person, (service, outcome, reason, _) in zip(persons, _ENDS, strict=False):
            case_id = _requested(scene, county, person, service)
            if service == "health_insurance":
                _insured(person)
            results.append(_end(scene, county, case_id, outcome, reason))
        waiting = _requested(scene, county, persons[len(_ENDS)], "health_insurance")
        cases.ask_expert(
            actor=clerk, at=now(), case_id=waiting, department="social", text=_QUESTION
        )
        ended = {result: results.count(result) for *_, result in _ENDS}
        scene.report.same("results", ended, {result: 1 for *_, result in _ENDS})
        told |= {"درخواست": len(results) + 1, "پایان‌یافته": len(results)}
    desk.call_next(actor=clerk, at=now(), unit=county, code="demo", counter=1)
    _survey(scene, persons)


def _end(scene: Scene, county: Unit, case_id: int, outcome: str, reason: str) -> str:
    """End a request at its first step, or give it up; its result."""
    clerk = scene.actor(f"desk.clerk.{county.county}")
    if outcome:
        with looking(clerk):
            steps = [each.id for each in cases.case_file(case_id).open_steps]
        cases.advance(actor=clerk, at=now(), steps=steps, outcome=outcome, reason=reason)
    else:
        cases.withdraw(actor=clerk, at=now(), case_id=case_id, reason=reason)
    with looking(clerk):
        return cases.case_file(case_id).result


def _requested(scene: Scene, county: Unit, person: people.PersonFile, service: str) -> int:
    """He is called to the counter, asks for the service, and goes."""
    told: Any = {"actor": scene.actor(f"desk.clerk.{county.county}"), "at": now(), "unit": county}
    turn = desk.call_next(**told, code="demo", counter=1)
    opened = desk.open_request(
        **told, person_id=person.person_id, service_code=service, code="demo"
    )
    desk.end_turn(**told, ticket_id=turn.id, state="done")
    return opened.case_id


def _survey(scene: Scene, persons: Sequence[people.PersonFile]) -> None:
    """Whose request ended is asked by SMS; some answer with one key."""
    with scene.report.step("نظرسنجی") as told:
        deliver_all()
        for person, key in zip(persons, _KEYS, strict=False):
            notices.receive_sms(
                actor=SYSTEM, at=now(), provider_id=str(uuid4()), mobile=person.mobile, words=key
            )
        deliver_all()
        with looking(OPERATOR):
            found = desk.overall(desk.results("mode", today()))
        counted = {"closed": found.closed, "answered": found.answered, "good": found.good}
        planted = {"closed": len(_ENDS), "answered": len(_KEYS), "good": _KEYS.count("9")}
        scene.report.same("survey", counted, planted)
        told |= {"پرسیده": found.closed, "پاسخ": found.answered}


def wait(scene: Scene, county: Unit, persons: Sequence[people.PersonFile]) -> None:
    """Some wait for a place in a centre, each since another day."""
    expert = scene.actor(f"expert.{county.county}")
    with scene.report.step("فهرست انتظار") as told:
        for person, months in zip(persons, _MONTHS, strict=False):
            support.put_on_list(
                actor=expert,
                at=now(),
                unit=county,
                person_id=person.person_id,
                service="care_centre",
                since=today() - timedelta(days=30 * months),
            )
        with looking(expert):
            places = [
                support.places_of(each.person_id, today()) for each in persons[: len(_MONTHS)]
            ]
        scene.report.same("waiting", {"all": sum(map(len, places))}, {"all": len(_MONTHS)})
        told["نفر"] = len(_MONTHS)
