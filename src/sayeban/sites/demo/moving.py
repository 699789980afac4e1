"""A household moves to another province, and its lease there is asked about."""

from datetime import timedelta
from typing import Final
from uuid import uuid4

import polars as pl
from django.utils.timezone import now

from sayeban.country import jalali
from sayeban.exemptions import public as exemptions
from sayeban.exemptions.rules import UTILITIES
from sayeban.kit.units import Unit
from sayeban.notices import public as notices
from sayeban.organisations import public as organisations
from sayeban.people import public as people
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import looking
from sayeban.sites.delivering import deliver_all
from sayeban.sites.demo.programs import Companies
from sayeban.sites.demo.scene import CODE, Scene, today
from sayeban.sites.demo_data.identifiers import later_bill_id

_ADDRESS: Final = "خیابان آزادی، کوچهٔ سرو، پلاک ۱۲"
_METERS: Final = 1_000_000
"""The number of its new meters; no corrected one reaches it."""
_LEASE_DAYS: Final = 20
"""Its lease ends so soon that it is asked about at once."""
_DAYS_AGO: Final = 2


def move(scene: Scene, companies: Companies) -> None:
    """From the last province to the first; the old companies never see where it went."""
    with scene.report.step("جابه‌جایی یک خانوار به استان دیگر") as told:
        before = companies.held()
        row = _row(scene, companies)
        centre = scene.provinces[0].counties[0].centres[0]
        there = Unit.of_centre(scene.provinces[0].counties[0].code, centre)
        number = exemptions.report_move(
            actor=scene.actor(f"worker1.{row.unit.centre}"),
            at=now(),
            code=CODE,
            key=row.key,
            to=there,
            on=today() - timedelta(days=_DAYS_AGO),
        )
        worker, head = scene.actor(f"worker1.{centre}"), scene.actor(f"head.{centre}")
        exemptions.collect_move(actor=worker, at=now(), number=number, values=_dwelling(scene))
        changes = exemptions.approve_move(actor=head, at=now(), number=number)
        told.update(companies.read())
        ended = companies.held()["ended"] - before["ended"]
        begun = len(UTILITIES)
        scene.report.same("move", {"changes": changes}, {"changes": ended + begun})
        feeds = [each.split(".")[2] for each in companies.bills_at(_ADDRESS)]
        scene.report.same(
            "old companies", {each: feeds.count(each) for each in feeds}, {there.province: begun}
        )
    _lease(scene, companies, row.national_id)


def _row(scene: Scene, companies: Companies) -> exemptions.FoundRow:
    """Somebody of a centre of the last province who heads his household."""
    with looking(OPERATOR):
        for national_id in companies.occupants(scene.provinces[-1].code):
            persons = [each.person_id for each in people.search_persons(national_id)]
            for row in exemptions.find_rows("", persons, by_name=False):
                if row.unit.level == "centre":
                    return row
    raise LookupError("no household of a centre is exempted")


def _dwelling(scene: Scene) -> dict[str, str]:
    with looking(OPERATOR):
        known = organisations.companies(scene.provinces[0].code)
    code = {each.utility: each.code for each in reversed(known)}
    typed = {
        "location": "urban",
        "tenure": "tenant",
        "tenancy_end": jalali.format(today() + timedelta(days=_LEASE_DAYS)),
        "postal_code": "8134567891",
        "address": _ADDRESS,
    }
    for utility in UTILITIES:
        typed |= {
            f"{utility}_type": "private",
            f"{utility}_bill": later_bill_id(_METERS, code[utility], utility),
            f"{utility}_channel": "centre",
            f"{utility}_source": "sms",
            f"{utility}_method": "typed",
        }
    return typed


def _lease(scene: Scene, companies: Companies, national_id: str) -> None:
    """The evening asks «تمدید شد؟» by SMS; the client answers with one key."""
    with scene.report.step("پرسش دربارهٔ پایان اجاره و پاسخ با یک کلید") as told:
        exemptions.follow_tenancies(actor=OPERATOR, at=now())
        truth = pl.read_parquet(scene.data / "truth" / f"{scene.provinces[-1].code}.parquet")
        mobile = truth.filter(national_id=national_id)["mobile"][0]
        notices.receive_sms(
            actor=SYSTEM, at=now(), provider_id=str(uuid4()), mobile=mobile, words="۱"
        )
        deliver_all()
        told.update(companies.read())
        versions = [each.split()[1] for each in companies.bills_at(_ADDRESS)]
        scene.report.same("lease", {"2": versions.count("2")}, {"2": len(UTILITIES)})
