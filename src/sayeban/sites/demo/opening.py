"""Before the collection: companies, centres, staff, the campaign, its list, the worksheets."""

from collections.abc import Iterator
from pathlib import Path

from sayeban.accounts import public as accounts
from sayeban.country import divisions
from sayeban.exemptions import public as exemptions
from sayeban.kit.results import Imported
from sayeban.kit.units import Unit
from sayeban.organisations import public as organisations
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.sites.demo.scene import CODE, Scene, days_ago
from sayeban.sites.demo_data.ledger import added_up
from sayeban.sites.demo_data.reference import CENTRE_STAFF

_DAYS, _CENTRE_DAYS, _COUNTY_DAYS = 10, 3, 8
_COMPANIES_A_PROVINCE = 5


def open_campaign(scene: Scene) -> dict[str, str]:
    """Reference data, staff, campaign, list. Answers the one-time passwords of the staff."""
    _import_places(scene)
    passwords = _import_staff(scene, unknown=len(scene.provinces) * len(CENTRE_STAFF))
    with scene.report.step("گشودن کارزار"):
        terms = exemptions.Terms(
            title="معافیت قبوض آب، برق و گاز (نمونه)",
            starts=scene.starts,
            days=_DAYS,
            centre_days=_CENTRE_DAYS,
            county_days=_COUNTY_DAYS,
        )
        expert = scene.actor("hq.expert")
        exemptions.open_campaign(actor=expert, at=days_ago(3), code=CODE, terms=terms)
    _load(scene)
    # The list brought centres that nobody had imported: their staff can be entered now.
    return passwords | _import_staff(scene, unknown=0)


def _import_places(scene: Scene) -> None:
    at, data = days_ago(3), scene.data
    with scene.report.step("شرکت‌ها و مرکزها") as told:
        done = organisations.import_companies(actor=OPERATOR, at=at, path=data / "companies.csv")
        rows = len(divisions.provinces()) * _COMPANIES_A_PROVINCE
        scene.report.same("companies", _counts(done), {"rows": rows, "accepted": rows})
        told["شرکت"] = done.accepted
        done = organisations.import_centres(actor=OPERATOR, at=at, path=data / "centres.csv")
        rows = sum(len(c.centres) for p in scene.provinces for c in p.counties)
        scene.report.same("centres", _counts(done), {"rows": rows, "accepted": rows})
        told["مرکز"] = done.accepted


def _import_staff(scene: Scene, unknown: int) -> dict[str, str]:
    with scene.report.step("کارکنان") as told:
        done = accounts.import_staff(actor=OPERATOR, at=days_ago(3), path=scene.data / "staff.csv")
        scene.report.same("staff", {"rejected": done.counts.rejected}, {"rejected": unknown})
        told["تازه"] = len(done.one_time_passwords)
        return done.one_time_passwords


def _counts(done: Imported) -> dict[str, int]:
    return {"rows": done.rows, "accepted": done.accepted, "rejected": done.rejected}


def _load(scene: Scene) -> None:
    expert, results = scene.actor("hq.expert"), []
    with scene.report.step("بارگذاری فهرست ستاد") as told:
        for province in scene.provinces:
            path = scene.data / "hq" / f"{province.code}.xlsx"
            done = exemptions.load_workbook(
                actor=expert, at=days_ago(3), code=CODE, path=path, report=lambda _, __: None
            )
            scene.report.same(f"load {province.code}", done, scene.of(province.code)["load"])
            results.append(done)
        done = added_up(results)
        scene.report.same("load", done, scene.ledger["total"]["load"])
        told |= {"ردیف": done["rows"], "پذیرفته": done["accepted"], "ردشده": done["rejected"]}
    _load_again(scene)


def _load_again(scene: Scene) -> None:
    """A second load of the same file changes nothing."""
    province = scene.provinces[-1].code
    expected = scene.of(province)["load"]
    with scene.report.step("بارگذاری دوبارهٔ یک فایل") as told:
        done = exemptions.load_workbook(
            actor=scene.actor("hq.expert"),
            at=days_ago(3),
            code=CODE,
            path=scene.data / "hq" / f"{province}.xlsx",
            report=lambda _, __: None,
        )
        again = {"accepted": 0, "unchanged": expected["accepted"]}
        scene.report.same("load again", done, {**expected, **again})
        told["بدون تغییر"] = done["unchanged"]


def hand_down(scene: Scene) -> Path:
    """Receipts, worksheets, training; the folder of the worksheets."""
    exemptions.freeze(actor=SYSTEM, at=days_ago(3))
    out = scene.folder / "worksheets"
    with scene.report.step("تفکیک و ارسال") as told:
        done = exemptions.split(
            actor=scene.actor("hq.expert"), at=days_ago(2), code=CODE, unit=Unit.hq(), out=out
        )
        scene.report.same("split", done.as_json(), scene.ledger["total"]["split"]["1"])
        told |= {"فایل": done.sheets, "ردیف": done.rows}
    with scene.report.step("رسید واحدها و آموزش مددکاران") as told:
        receipts = list(_receivers(scene))
        for username, unit in receipts:
            exemptions.receive(actor=scene.actor(username), at=days_ago(2), code=CODE, unit=unit)
        told |= {"رسید": len(receipts), "مددکار": sum(_train(scene, u) for _, u in receipts)}
    exemptions.freeze(actor=SYSTEM, at=days_ago(2))
    return out


def _receivers(scene: Scene) -> Iterator[tuple[str, Unit]]:
    for province in scene.provinces:
        yield f"expert1.{province.code}", Unit.of_province(province.code)
        for county in province.counties:
            yield f"expert.{county.code}", county.unit
            for centre in county.centres:
                yield f"tech.{centre}", Unit.of_centre(county.code, centre)
        first = province.counties[0].code
        yield f"tech.{province.unimported}", Unit.of_centre(first, province.unimported)


def _train(scene: Scene, unit: Unit) -> int:
    """Both workers of a centre; where an untrained one is to be stopped only the first."""
    if unit.level != "centre":
        return 0
    is_closed = unit.centre == scene.ledger["staging"]["closed"]
    names = ["worker1"] if is_closed else ["worker1", "worker2"]
    workers = [scene.actor(f"{name}.{unit.centre}").user_id for name in names]
    return exemptions.train(
        actor=scene.actor(f"tech.{unit.centre}"),
        at=days_ago(2),
        code=CODE,
        unit=unit,
        workers=[worker for worker in workers if worker is not None],
    )
