"""The service desk of the first county: what it offers, who works there, and its first requests."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Final

import polars as pl
from django.utils.timezone import now

from sayeban.cases import public as cases
from sayeban.desk import public as desk
from sayeban.facts import public as facts
from sayeban.kit.units import Unit
from sayeban.people import public as people
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.demo import caring, visiting
from sayeban.sites.demo.scene import Scene
from sayeban.sites.samples.loading import load_samples, samples

_HISTORY: Final[Mapping[str, int]] = {
    **{"disability_card": 8, "livelihood_aid": 8, "assistive_device": 8},
    **{"student_aid": 8, "coverage_statement": 8},
}
"""Cases that went the usual way in the last months; the newest of them are still open."""
_ASKED: Final = 12


def serve(scene: Scene) -> None:
    """Everything above, each count compared."""
    plan = scene.provinces[0].counties[0]
    county, centre = plan.unit, plan.centres[0]
    persons = _persons(scene, county)
    tenants = caring.tenants(scene, county, centre, persons)
    _offer(scene)
    _open(scene, county)
    _history(scene, county)
    caring.requests(scene, county, centre, tenants)
    visiting.numbers(scene, county)
    visiting.requests(scene, county, persons)
    visiting.wait(scene, county, persons)
    _ask(scene, persons)
    _report(scene)


def _persons(scene: Scene, county: Unit) -> list[people.PersonFile]:
    """Clients of this county, each with a mobile number of his own."""
    path = scene.data / "truth" / f"{county.province}.parquet"
    here = (pl.col("home_county") == county.county) & (pl.col("aside") == "")
    known = pl.read_parquet(path).filter(here & (pl.col("first") == ""))
    found: dict[str, people.PersonFile] = {}
    with looking(OPERATOR):
        for national_id in known["national_id"]:
            for each in people.search_persons(national_id):
                file = people.person_file(each.person_id)
                if file.mobile and file.unit.county == county.county:
                    found.setdefault(file.mobile, file)
            if len(found) == _ASKED:
                break
    return list(found.values())


def _offer(scene: Scene) -> None:
    with scene.report.step("خدمات نمونه") as told:
        done = load_samples(
            writer=scene.actor("hq.expert"), second=scene.actor("hq.deputy"), at=now()
        )
        scene.report.same("samples", {"services": done.services}, {"services": len(samples())})
        told |= {"خدمت": done.services, "فرم": done.forms, "قاعده": done.rules}


def _open(scene: Scene, county: Unit) -> None:
    """A desk beside that of the province, its people trained.

    It is open whenever somebody looks at the demo.
    """
    week = desk.the_same(time(0), time(23, 59), days=7)
    terms = desk.DeskTerms("میز خدمت شهرستان (نمونه)", "", 3, week, 20)
    with scene.report.step("میز خدمت شهرستان"):
        desk.open_desk(
            actor=OPERATOR, at=now(), unit=county, code="demo", terms=terms, every_day=True
        )
        for course, names in (("desk", ("desk.head", "desk.clerk")), ("liaison", ("liaison",))):
            users = [scene.actor(f"{name}.{county.county}").user_id or 0 for name in names]
            new = desk.train(actor=OPERATOR, at=now(), unit=county, course=course, users=users)
            scene.report.same(course, {"trained": new}, {"trained": len(users)})
        liaison = scene.actor(f"liaison.{county.county}").user_id or 0
        for department in ("social", "rehabilitation"):
            cases.name_expert(
                actor=OPERATOR, at=now(), unit=county, department=department, user_id=liaison
            )


def _history(scene: Scene, county: Unit) -> None:
    with scene.report.step("پرونده‌های ماه‌های پیش") as told:
        made = {
            service: cases.simulate(
                actor=OPERATOR,
                at=now(),
                service=service,
                cases=many,
                confirmed=True,
                unit=county,
            )
            for service, many in _HISTORY.items()
        }
        scene.report.same("history", {k: each.cases for k, each in made.items()}, _HISTORY)
        cases.measure(actor=OPERATOR, at=now())
        told |= {"پرونده": sum(_HISTORY.values()), "گام": sum(m.steps for m in made.values())}


def _ask(scene: Scene, persons: Sequence[people.PersonFile]) -> None:
    """Made-up registers are asked about those persons; what they say stands in their files."""
    clerk = scene.actor("hq.expert")
    registers = ("decile", "health_insurance")
    ids = [each.person_id for each in persons]
    with (
        scene.report.step("استعلام‌ها") as told,
        facts.running_registers(facts.FakeRegisters(dirt=False)) as there,
    ):
        for register in registers:
            facts.set_register(
                actor=OPERATOR, at=now(), register=register, url=there.url, is_on=True
            )
            asked = facts.ask_for(
                actor=clerk, at=now(), persons=ids, register=register, purpose="welfare_file"
            )
            scene.report.same(register, {"new": asked.new}, {"new": len(ids)})
        facts.answer_inquiries(now)
        for register in registers:  # what answered is gone in a moment
            facts.set_register(
                actor=OPERATOR, at=now(), register=register, url=there.url, is_on=False
            )
        told["پرسش"] = len(registers) * len(ids)


def _report(scene: Scene) -> None:
    """What each evening does, so that the report of the desk has something to show today."""
    with scene.report.step("گزارش میز خدمت") as told:
        kept = desk.keep_outcomes(actor=OPERATOR, at=now())
        again = desk.keep_outcomes(actor=OPERATOR, at=now())
        scene.report.same("outcomes kept twice", {"outcomes": again}, {"outcomes": 0})
        told["پایان‌یافته"] = kept
