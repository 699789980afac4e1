"""The lists: without the late county, then its supplement; packages written and verified."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import now

from sayeban.country import jalali
from sayeban.exemptions import public as exemptions
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import looking
from sayeban.sites.delivering import deliver_events
from sayeban.sites.demo.scene import CODE, Scene
from sayeban.sites.demo_data.geography import ProvincePlan

_REASON = "شهرستان در موعد تأیید نکرد و در متمم می‌آید"


def release_all(scene: Scene) -> None:
    """Every province; the first one leaves its late county out, by decision."""
    for province in scene.provinces:
        late = [c.code for c in province.counties if province.is_late(c)]
        if late:
            _try_without_decision(scene, province)
        _release(scene, province, 0, without=late)


def release_supplement(scene: Scene) -> None:
    """The late county alone, next number of the same series."""
    _release(scene, scene.provinces[0], 1)


def _try_without_decision(scene: Scene, province: ProvincePlan) -> None:
    with scene.report.step(f"انتشار ناتمام استان {province.name}") as told:
        blocked: Counter[str] = Counter()
        try:
            sign_list(scene, province)
        except Refusal as refusal:
            for block in getattr(refusal, "blocked", ()):
                blocked[block["code"]] += block["count"]
        rows = scene.of(province.code)["approved"]["late"]["province"]
        scene.report.same("release blocked", blocked, {"county.late": rows})
        told["ردیف عقب‌مانده"] = rows


def sign_list(
    scene: Scene, province: ProvincePlan, without: list[str] | None = None
) -> tuple[int, dict[str, Any]]:
    """The id of the released list, and what releasing answers."""
    done = exemptions.release(
        actor=scene.actor(f"dg.{province.code}"),
        at=now(),
        code=CODE,
        unit=Unit.of_province(province.code),
        without=without or [],
        reason=_REASON if without else "",
    )
    return done.release_id, done.result


def _release(
    scene: Scene, province: ProvincePlan, which: int, without: list[str] | None = None
) -> None:
    with scene.report.step(f"فهرست استان {province.name}") as told:
        release_id, result = sign_list(scene, province, without)
        expected = scene.of(province.code)["release"][which]
        scene.report.same(f"release {province.code}", _counted(result), expected)
        out = scene.folder / "packages" / f"{province.code}-{result['list_no']}"
        exemptions.write_package(
            actor=scene.actor(f"dg.{province.code}"),
            at=now(),
            unit=Unit.of_province(province.code),
            release_id=release_id,
            out=out,
        )
        checked = exemptions.verify(out, key=None, home=scene.home)
        rows = {"rows": sum(expected["listed"].values())}
        scene.report.same(f"package {province.code}", {"rows": checked.rows}, rows)
        exemptions.receive_copy(actor=scene.actor("hq.deputy"), at=now(), release_id=release_id)
        told |= {"شماره": result["list_no"], "خانوار": result["households"]}
        told["بسته"] = str(out)
    deliver_events()


def _counted(result: Mapping[str, Any]) -> dict[str, Any]:
    listed: Counter[str] = Counter()
    for company in result["companies"]:
        listed[company["utility"]] += company["rows"]
    same = {name: result[name] for name in ("list_no", "households", "removed", "ineligible")}
    return {**same, "listed": dict(listed)}


def check_progress(scene: Scene) -> None:
    """Everything stands where it belongs, and the evening's figures are kept."""
    with scene.report.step("پیشرفت") as told:
        with looking(OPERATOR):
            progress = exemptions.progress(CODE, None, now())
        counted = {state: count for state, count in progress.by_state.items() if count}
        scene.report.same("progress", counted, scene.ledger["total"]["progress"])
        exemptions.freeze(actor=SYSTEM, at=now())
        told["روز"] = jalali.persian_digits(f"{progress.day} از {progress.of}")
        told |= {"منتشر": counted["released"], "حذف": counted["removed"]}
