"""Collection in rounds: the first with its slips, the corrections, and what was sent back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from sayeban.exemptions import public as exemptions
from sayeban.exemptions.rules import UTILITIES
from sayeban.kit.units import Unit
from sayeban.runtime.actor import SYSTEM
from sayeban.sites.demo.scene import CODE, Scene, days_ago, worklist_of
from sayeban.sites.demo_data.filling import Round, fill, keys_of, page_rows
from sayeban.sites.demo_data.ledger import added_up

_OF_ROW = ("channel", "source")


def first_round(scene: Scene, worksheets: Path) -> None:
    """An untrained worker, a colleague on the page, then every worklist with its slips."""
    filled = _fill(scene, worksheets, "1")
    _untrained(scene, filled)
    _on_the_page(scene, worksheets)
    with scene.report.step("گردآوری، دور نخست") as told:
        counts = collect_all(scene, filled, days_ago(1), documents=True)
        by_province = scene.ledger["provinces"]
        for province, done in counts.items():
            expected = by_province[province]["collect"]["1"]
            scene.report.same(f"collect {province}", done, expected)
        _tell(told, added_up(counts.values()))
    exemptions.freeze(actor=SYSTEM, at=days_ago(1))


def second_round(scene: Scene) -> Path:
    """Fresh worksheets, and the rejected and incomplete rows typed again."""
    out = scene.folder / "worksheets-2"
    with scene.report.step("فایل‌های دور دوم") as told:
        done = exemptions.split(
            actor=scene.actor("hq.expert"), at=now(), code=CODE, unit=Unit.hq(), out=out
        )
        scene.report.same("split 2", done.as_json(), scene.ledger["total"]["split"]["2"])
        told |= {"فایل": done.sheets, "ردیف": done.rows}
    filled = _fill(scene, out, "2")
    with scene.report.step("گردآوری، دور دوم") as told:
        counts = collect_all(scene, filled, now())
        for province, counted in counts.items():
            expected = scene.ledger["provinces"][province]["collect"]["2"]
            scene.report.same(f"collect 2 {province}", counted, expected)
        _tell(told, added_up(counts.values()))
    return out


def third_round(scene: Scene, units: Sequence[Unit]) -> None:
    """The rows that heads of centres sent back are checked once more."""
    out = scene.folder / "worksheets-3"
    with scene.report.step("اصلاح ردیف‌های برگشتی") as told:
        for unit in units:
            exemptions.split(
                actor=scene.actor("hq.expert"), at=now(), code=CODE, unit=unit, out=out
            )
        counts = collect_all(scene, _fill(scene, out, "3"), now())
        done = added_up(counts.values())
        scene.report.same("collect 3", done, scene.ledger["total"]["collect"]["3"])
        _tell(told, done)


def after_approval(scene: Scene, worksheets: Path) -> None:
    """A worksheet that comes again after its rows were approved changes nothing."""
    centre = scene.ledger["staging"]["closed"]
    place = next(worksheets.rglob(f"{centre}.xlsx")).relative_to(worksheets)
    with scene.report.step("بارگذاری پس از تأیید") as told:
        folder = scene.folder / "one-sheet"
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes((worksheets / place).read_bytes())
        filled = _fill(scene, folder, "locked")
        done = _collect(scene, filled / place, place, now(), f"worker1.{centre}")
        expected = scene.of(place.parts[0])["staged"]["locked"]
        scene.report.same("locked", done, expected)
        told["ردیف قفل"] = done["rejected"]


def collect_all(
    scene: Scene, filled: Path, at: datetime, *, documents: bool = False
) -> dict[str, dict[str, Any]]:
    """Every workbook by its own collector, in the order of the paths; sums by province."""
    results: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(filled.rglob("*.xlsx")):
        place = path.relative_to(filled)
        pictures = scene.data / "documents" / f"{place.stem}.zip" if documents else None
        done = _collect(scene, path, place, at, worklist_of(place)[1], pictures)
        results.setdefault(place.parts[0], []).append(done)
    return {province: added_up(several) for province, several in sorted(results.items())}


def _collect(
    scene: Scene, path: Path, place: Path, at: datetime, username: str, pictures: Path | None = None
) -> dict[str, Any]:
    """The account of one workbook; its documents are compared here."""
    sent = pictures if pictures and pictures.exists() else None
    done = exemptions.collect_workbook(
        actor=scene.actor(username), at=at, code=CODE, path=path, documents=sent
    ).as_json()
    if sent:
        expected = dict(scene.of(place.parts[0])["documents"][place.stem])
        expected.pop("same_picture")
        scene.report.same(f"documents {place.stem}", done.pop("documents"), expected)
    done.pop("file")
    return done


def _fill(scene: Scene, worksheets: Path, round_: Round) -> Path:
    out = worksheets.with_name(f"{worksheets.name}-filled")
    with scene.report.step("پر کردن فایل‌ها") as told:
        told["فایل"] = fill(worksheets, scene.data, out, round_)
    return out


def _untrained(scene: Scene, filled: Path) -> None:
    """Note 10: whoever is not trained yet cannot send anything in."""
    centre = scene.ledger["staging"]["closed"]
    path = next(filled.rglob(f"{centre}.xlsx"))
    place = path.relative_to(filled)
    with scene.report.step("مددکار آموزش‌ندیده") as told:
        done = _collect(scene, path, place, days_ago(1), f"worker2.{centre}")
        scene.report.same("closed", done, scene.of(place.parts[0])["staged"]["closed"])
        told["ردشده"] = done["rejected"]


def _on_the_page(scene: Scene, worksheets: Path) -> None:
    """A colleague types some rows on the page after the worksheet was handed out."""
    centre = scene.ledger["staging"]["conflict"]
    place = next(worksheets.rglob(f"{centre}.xlsx")).relative_to(worksheets)
    province = place.parts[0]
    people = scene.of(province)["conflict"]
    with scene.report.step("گردآوری در صفحه") as told:
        keys = keys_of(worksheets / place)
        for person, values in page_rows(scene.data, province, people).items():
            key, version, _ = keys[person].split(".")
            exemptions.collect_row(
                actor=scene.actor(f"worker2.{centre}"),
                at=days_ago(1),
                code=CODE,
                key=UUID(key),
                version=int(version),
                values=_form(values),
            )
        told["ردیف"] = len(people)


def _form(values: dict[str, str]) -> dict[str, str]:
    """The page asks channel, source and method of each connection."""
    form = {name: value for name, value in values.items() if name not in _OF_ROW}
    for utility in UTILITIES:
        form |= {f"{utility}_{name}": values[name] for name in _OF_ROW}
        form[f"{utility}_method"] = "typed"
    return form


def _tell(told: dict[str, object], done: dict[str, Any]) -> None:
    told |= {
        "ردیف": done["rows"],
        "ثبت": done["accepted"],
        "بدون تغییر": done["unchanged"],
        "ردشده": done["rejected"],
    }
