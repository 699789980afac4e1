"""The ladder: declarations, samples, approvals, and what stops each of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl
from django.utils.timezone import now

from sayeban.exemptions import public as exemptions
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.context import looking
from sayeban.sites.demo.collecting import third_round
from sayeban.sites.demo.scene import CODE, Scene
from sayeban.sites.demo_data.geography import CountyPlan, ProvincePlan

RIGHT, WRONG = "درست", "نادرست"
_OVERRIDING: Final = 1
"""Index of the province whose sample shows too many errors in one centre."""
_REASON: Final = "سه ردیف نادرست پس از بازدید منزل درست شد"
_RETURN_REASON: Final = "شناسه قبض با تصویر یکی نیست"


def try_early(scene: Scene) -> None:
    """Every centre asks too early; `blocked` says what is missing."""
    with scene.report.step("تأیید زودهنگام مرکزها") as told:
        blocked: Counter[str] = Counter()
        for centre in _centres(scene):
            blocked.update(_blocks(scene, f"head.{centre.centre}", centre))
        expected = scene.ledger["total"]["blocked"]["centre"]
        counted = {name: blocked[name] for name in expected}
        scene.report.same("blocked centres", counted, expected)
        told |= {"مانع": sum(blocked.values()), "کدها": "، ".join(sorted(blocked))}


def approve_centres(scene: Scene, *, late: bool = False) -> None:
    """Each centre signs and approves; two of them send rows back first."""
    name = "late" if late else "in_time"
    with scene.report.step("تأیید مرکزها") as told:
        done = [approve_centre(scene, centre) for centre in _centres(scene, late=late)]
        told["برگشت"] = sum(one["returned"] for one in done)
    again = [one for one in _centres(scene, late=late) if _to_send_back(scene, one)]
    if again:
        third_round(scene, again)
        done += [approve_centre(scene, centre, returns=False) for centre in again]
    expected = _approved(scene, name)["centre"]
    approved = sum(one["approved"] for one in done)
    scene.report.same("approved by centres", {"rows": approved}, {"rows": expected})
    returned = sum(one["returned"] for one in done)
    planted = 0 if late else scene.ledger["total"]["approved"]["returned"]
    scene.report.same("returned by centres", {"rows": returned}, {"rows": planted})


def approve_counties(scene: Scene, *, late: bool = False) -> None:
    """Each county draws its sample of its centres, checks it, signs and approves."""
    with scene.report.step("بررسی موردی و تأیید شهرستان‌ها") as told:
        approved = 0
        for province, county in _counties(scene, late=late):
            unit, head = county.unit, f"head.{county.code}"
            sign_for(scene, unit, f"expert.{county.code}", head)
            drawn = check_a_sample(scene, unit, f"expert.{county.code}")
            expected = scene.of(province.code)["sampled"]["county"].get(county.code, 0)
            scene.report.same(f"sample {county.code}", {"drawn": drawn}, {"drawn": expected})
            approved += approve_unit(scene, head, unit)["approved"]
        expected = _approved(scene, "late" if late else "in_time")["county"]
        scene.report.same("approved by counties", {"rows": approved}, {"rows": expected})
        told["ردیف"] = approved


def sample_provinces(scene: Scene) -> None:
    """Directors-general ask before the sample, then a second expert draws and checks it."""
    with scene.report.step("بررسی موردی استان‌ها") as told:
        seen: Counter[str] = Counter()
        for province in scene.provinces:
            unit, general = Unit.of_province(province.code), f"dg.{province.code}"
            sign_for(scene, unit, f"expert1.{province.code}", general)
            before = _blocks(scene, general, unit)
            held = scene.of(province.code)["blocked"]["held"]
            scene.report.same(
                f"held {province.code}", {"held": before["candidate.open"]}, {"held": held}
            )
            wrong = province.index == _OVERRIDING
            drawn = check_a_sample(scene, unit, f"expert2.{province.code}", wrong=wrong)
            expected = scene.of(province.code)["sampled"]["province"]["in_time"]
            scene.report.same(f"sample {province.code}", {"drawn": drawn}, {"drawn": expected})
            _check_by_collector(scene, unit)
            seen += before + _blocks(scene, general, unit)
        wanted = dict.fromkeys(("sample.missing", "sample.errors", "candidate.open"), 1)
        scene.report.same("blocks", {n: int(seen[n] > 0) for n in wanted}, wanted)
        told["موانع"] = "، ".join(sorted(seen))


def approve_provinces(scene: Scene, provinces: Sequence[ProvincePlan], *, late: bool) -> None:
    """Directors-general approve; one of them in spite of his sample, with a reason."""
    name = "late" if late else "in_time"
    with scene.report.step("تأیید استان‌ها") as told:
        for province in provinces:
            unit, general = Unit.of_province(province.code), f"dg.{province.code}"
            if late:
                drawn = check_a_sample(scene, unit, f"expert2.{province.code}")
                both = scene.of(province.code)["sampled"]["province"]
                scene.report.same("late sample", {"drawn": drawn}, {"drawn": both["late"]})
            override = province.index == _OVERRIDING
            done = approve_unit(scene, general, unit, override=override)
            expected = scene.of(province.code)["approved"][name]["province"]
            counted = {"rows": done["approved"]}
            scene.report.same(f"approved {province.code}", counted, {"rows": expected})
            told[province.name] = done["approved"]


def _approved(scene: Scene, name: str) -> Mapping[str, int]:
    found: Mapping[str, int] = scene.ledger["total"]["approved"][name]
    return found


def _counties(scene: Scene, *, late: bool) -> Iterator[tuple[ProvincePlan, CountyPlan]]:
    for province in scene.provinces:
        for county in province.counties:
            if scene.is_late(county.code) == late:
                yield province, county


def _centres(scene: Scene, *, late: bool = False) -> list[Unit]:
    """The centres of counties in time, or of the late one; unimported ones with them."""
    return [
        Unit.of_centre(county.code, centre)
        for province, county in _counties(scene, late=late)
        for centre in (
            *county.centres,
            *([province.unimported] if county == province.counties[0] else []),
        )
    ]


def _to_send_back(scene: Scene, unit: Unit) -> Sequence[str]:
    found: Sequence[str] = scene.of(unit.province)["sent_back"].get(unit.centre, [])
    return found


def approve_centre(scene: Scene, unit: Unit, *, returns: bool = True) -> dict[str, int]:
    workers = [f"worker1.{unit.centre}"]
    if unit.centre == scene.ledger["staging"]["conflict"]:
        workers.append(f"worker2.{unit.centre}")
    sign_for(scene, unit, *workers, f"head.{unit.centre}")
    listed = _to_send_back(scene, unit) if returns else ()
    pairs = [(person, _RETURN_REASON) for person in listed]
    return approve_unit(scene, f"head.{unit.centre}", unit, returns=pairs)


def sign_for(scene: Scene, unit: Unit, *usernames: str) -> None:
    for username in usernames:
        exemptions.declare(actor=scene.actor(username), at=now(), code=CODE, unit=unit)


def approve_unit(
    scene: Scene,
    username: str,
    unit: Unit,
    *,
    returns: Sequence[tuple[str, str]] = (),
    override: bool = False,
) -> dict[str, Any]:
    return exemptions.approve(
        actor=scene.actor(username),
        at=now(),
        code=CODE,
        unit=unit,
        returns=returns,
        override=override,
        reason=_REASON if override else "",
    ).as_json()


def _blocks(scene: Scene, username: str, unit: Unit) -> Counter[str]:
    """What stops an approval; it must be stopped."""
    try:
        approve_unit(scene, username, unit)
    except Refusal as refusal:
        blocked = getattr(refusal, "blocked", ())
        codes: Counter[str] = Counter()
        for block in blocked:
            codes[block["code"] if isinstance(block, Mapping) else block.code] += (
                block["count"] if isinstance(block, Mapping) else block.count
            )
        return codes
    scene.report.same(f"blocked {unit}", {"blocked": 0}, {"blocked": 1})
    return Counter()


def check_a_sample(scene: Scene, unit: Unit, username: str, *, wrong: bool = False) -> int:
    """Draw and check; `wrong`: every row of the first worklist is found wrong. Gives how many."""
    actor = scene.actor(username)
    drawn = exemptions.draw_sample(actor=actor, at=now(), code=CODE, unit=unit).fresh
    check_sample(scene, CODE, unit, username, wrong=wrong)
    return drawn


def check_sample(
    scene: Scene, code: str, unit: Unit, username: str, *, wrong: bool = False
) -> None:
    """Every row that is drawn is right, with `wrong` those of the first worklist are not."""
    actor = scene.actor(username)
    with looking(actor):
        lines = [one for one in exemptions.sample_sheet(code, unit) if one.is_right is None]
    first = lines[0].unit
    results = [WRONG if wrong and line.unit == first else RIGHT for line in lines]
    findings = exemptions.findings_of(_sheet([line.national_id for line in lines], results))
    exemptions.record_sample(actor=actor, at=now(), code=code, unit=unit, findings=findings)


def _sheet(people: list[str], results: list[str]) -> pl.DataFrame:
    return pl.DataFrame({"national_id": people, "result": results, "note": [""] * len(people)})


def _check_by_collector(scene: Scene, unit: Unit) -> None:
    """The expert who collected the province's own rows may not check them."""
    actor = scene.actor(f"expert1.{unit.province}")
    with looking(actor):
        own = [one for one in exemptions.sample_sheet(CODE, unit) if one.unit == unit]
    people = [line.national_id for line in own]
    findings = exemptions.findings_of(_sheet(people, [RIGHT] * len(people)))
    refused = ""
    try:
        exemptions.record_sample(actor=actor, at=now(), code=CODE, unit=unit, findings=findings)
    except Refusal as refusal:
        refused = refusal.code
    scene.report.same("four eyes", {refused: 1}, {"four_eyes": 1})
