"""What the first centre has to do beside the campaign: requests that wait for its social worker
and for its head, and households of tenants whom the rule of the deposit entitles.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import polars as pl
from django.utils.timezone import now

from sayeban.cases import public as cases
from sayeban.desk import public as desk
from sayeban.eligibility import public as eligibility
from sayeban.facts import public as facts
from sayeban.forms import public as forms
from sayeban.kit.units import Unit
from sayeban.people import public as people
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking
from sayeban.sites.demo.scene import Scene, today

_TENANTS: Final = 8
_WAITING: Final = 3
"""Requests for each of the two services; all other tenants have not asked yet."""
_DECILE: Final = 2
_ANSWERS: Final[Mapping[str, Mapping[str, forms.Answer]]] = {
    "emergency_aid": {"event_kind": "illness", "need_amount": 80_000_000},
    "deposit_aid": {"tenure": "tenant", "rent_monthly": 30_000_000, "deposit": 500_000_000},
}
_SENT_ON: Final = {"emergency_aid": "go", "deposit_aid": "sent"}
"""The outcome of the desk that hands the request to the centre."""
_BROUGHT: Final = {"emergency_aid": (), "deposit_aid": ("lease",)}


def tenants(
    scene: Scene, county: Unit, centre: str, aside: Collection[people.PersonFile]
) -> list[people.PersonFile]:
    """Heads of households of this centre who are known as tenants of a low decile from now on.

    Called before the rules come into force, so that their impact counts these households.
    """
    others = {each.household_id for each in aside}
    found: dict[int, people.PersonFile] = {}
    path = scene.data / "truth" / f"{county.province}.parquet"
    here = (pl.col("centre") == centre) & (pl.col("aside") == "") & (pl.col("first") == "")
    with looking(OPERATOR):
        for national_id in pl.read_parquet(path).filter(here)["national_id"]:
            for each in people.search_persons(national_id):
                file = people.person_file(each.person_id)
                home = file.household_id
                if home and home not in others and file.mobile and file.unit.centre == centre:
                    found.setdefault(home, file)
            if len(found) == _TENANTS:
                break
    values = [
        facts.NewValue("household", home, fact, value, "received", today())
        for home in found
        for fact, value in (("tenure", "tenant"), ("decile", _DECILE))
    ]
    with acting(OPERATOR, now()):
        facts.put_values(actor=OPERATOR, at=now(), values=values)
    return list(found.values())


def requests(scene: Scene, county: Unit, centre: str, persons: Sequence[people.PersonFile]) -> None:
    """Some of them ask at the desk, which sends their requests on to the centre."""
    asked = {service: persons[n::2][:_WAITING] for n, service in enumerate(_ANSWERS)}
    with scene.report.step("درخواست‌هایی که به مرکز سپرده شد") as told:
        for service, some in asked.items():
            for person in some:
                _request(scene, county, person, service)
        waiting = {name: _steps(scene, f"{name}.{centre}") for name in ("worker1", "head")}
        scene.report.same("centre", waiting, {"worker1": _WAITING, "head": 2 * _WAITING})
        ran = eligibility.run_rule(actor=scene.actor("hq.expert"), at=now(), code="deposit_aid")
        entitled = {"yes": ran.counts["yes"]}
        scene.report.same("entitled", entitled, {"yes": len(persons)})
        told |= {"گام مددکار": _WAITING, "گام مسئول مرکز": _WAITING}
        told["کد ملی برای آزمودن در میز"] = persons[2 * _WAITING].identifier


def _request(scene: Scene, county: Unit, person: people.PersonFile, service: str) -> None:
    clerk = scene.actor(f"desk.clerk.{county.county}")
    told: Any = {"actor": clerk, "unit": county}
    key = forms.start(**told, at=now(), code=service, person_id=person.person_id, channel="desk")
    answers = dict(_ANSWERS[service])
    if service == "deposit_aid":
        answers["tenancy_end"] = (today() + timedelta(days=60)).isoformat()
    forms.answer(**told, at=now(), key=key, answers=answers)
    forms.submit(**told, at=now(), key=key)
    opened = desk.open_request(
        **told,
        at=now(),
        person_id=person.person_id,
        service_code=service,
        brought=_BROUGHT[service],
        code="demo",
    )
    with looking(clerk):
        steps = [each.id for each in cases.case_file(opened.case_id).open_steps]
    cases.advance(actor=clerk, at=now(), steps=steps, outcome=_SENT_ON[service])


def _steps(scene: Scene, username: str) -> int:
    actor = scene.actor(username)
    with looking(actor):
        return cases.work_waiting(actor, today())[0]
