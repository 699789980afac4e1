"""What is left to do: a small second campaign in the middle of its work, for whoever tries it.

In the first county a worker collects and has rows that came back, a village helper knows some of
what is left and a counter checks what is collected; in the second an expert calls the households of
a sample, in the third a head approves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

import polars as pl
from django.utils.timezone import now

from sayeban.accounts import public as accounts
from sayeban.country import divisions
from sayeban.exemptions import public as exemptions
from sayeban.kit.units import Unit
from sayeban.people import public as people
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.demo.approving import check_sample
from sayeban.sites.demo.scene import Scene, days_ago, today
from sayeban.sites.demo_data import headquarters
from sayeban.sites.demo_data.filling import fill_some
from sayeban.sites.demo_data.geography import CountyPlan

CODE: Final = "demo-2"
_ROWS: Final = 18
_COLLECTED: Final = 10
_RETURNED: Final = 2
"""Of the centre that is still at it."""
_WITH_ADDRESSES: Final = 1
"""Of the ways in which headquarters writes a list: a worker goes from door to door."""
_IN_A_VILLAGE: Final = 4
"""Of those whom nobody has collected yet."""
_AT_THE_COUNTER: Final = 5
_VILLAGE: Final = "چنار"
_HELPS: Final = 10
"""Days: as long as the campaign."""
_REASON: Final = "شناسهٔ قبض گاز با قبض نمی‌خواند؛ دوباره بپرسید"


@dataclass(frozen=True, slots=True)
class _Work:
    """One centre that takes part, with the persons of its list."""

    county: CountyPlan
    people: tuple[str, ...]

    @property
    def centre(self) -> str:
        return self.county.centres[0]

    @property
    def unit(self) -> Unit:
        return Unit.of_centre(self.county.code, self.centre)


def leave_work(scene: Scene) -> None:
    """Leave each of the three counties where somebody has something to do."""
    with scene.report.step("کار باز برای آزمودن") as told:
        collecting, called, waiting = works = _open(scene)
        worksheets = _hand_down(scene, works)
        _collect(scene, worksheets, collecting, collecting.people[:_COLLECTED])
        _send_back(scene, collecting)
        _give_a_village(scene, collecting)
        _give_the_counter(scene, collecting)
        for work in (called, waiting):
            _collect(scene, worksheets, work, work.people)
            _approve_centre(scene, work)
            _draw(scene, work)
        check_sample(scene, CODE, waiting.county.unit, f"expert.{waiting.county.code}")
        _sign(scene, waiting.county.unit, f"expert.{waiting.county.code}", waiting.county.code)
        told.update(_count(scene))


def open_work(scene: Scene) -> dict[str, str]:
    """Who finds what to do, by user name."""
    collecting, called, waiting = _counties(scene)
    return {
        f"worker1.{collecting.centres[0]}": "خانوارهای مانده و دو ردیف برگشتی",
        f"head.{collecting.centres[0]}": "دسته‌ای که پس از گردآوری تأیید می‌خواهد",
        f"village.{collecting.code}": f"خانوارهای روستای {_VILLAGE}",
        f"clerk.{collecting.code}": "قبض‌هایی که با سامانهٔ شرکت سنجیده می‌شود",
        f"expert.{called.code}": "نمونه‌ای که باید با تماس بررسی شود",
        f"head.{waiting.code}": "فهرستی که تأیید می‌خواهد",
    }


def _counties(scene: Scene) -> Sequence[CountyPlan]:
    return scene.provinces[0].counties[:3]


def _open(scene: Scene) -> list[_Work]:
    """The campaign with a list of its own, in which headquarters wrote nothing wrong."""
    province, expert = scene.provinces[0], scene.actor("hq.expert")
    truth = pl.read_parquet(scene.data / "truth" / f"{province.code}.parquet")
    plain = truth.filter(plan="clean", dirt="", head=-1)
    parts = [plain.filter(centre=c.centres[0]).head(_ROWS) for c in _counties(scene)]
    style = replace(province, index=_WITH_ADDRESSES)
    lines, _ = headquarters.typed_lines(style, pl.concat(parts), Random(CODE))  # noqa: S311 - repeatable
    path = scene.data / "hq" / f"{CODE}.xlsx"
    headquarters.write(path, style, lines.filter(reason=""))
    title = "معافیت قبوض خانوارهای تازه‌پذیرفته (نمونه)"
    terms = exemptions.Terms(title=title, starts=today() - timedelta(days=1))
    exemptions.open_campaign(actor=expert, at=days_ago(1), code=CODE, terms=terms)
    done = exemptions.load_workbook(
        actor=expert, at=days_ago(1), code=CODE, path=path, report=lambda _, __: None
    )
    wanted = {"rows": 3 * _ROWS, "accepted": 3 * _ROWS, "rejected": 0}
    scene.report.same("load 2", {name: done[name] for name in wanted}, wanted)
    return [
        _Work(county, tuple(part["national_id"]))
        for county, part in zip(_counties(scene), parts, strict=True)
    ]


def _hand_down(scene: Scene, works: Sequence[_Work]) -> Path:
    province, out = Unit.of_province(scene.provinces[0].code), scene.folder / CODE
    exemptions.split(
        actor=scene.actor("hq.expert"), at=days_ago(1), code=CODE, unit=province, out=out
    )
    for username, unit in _receivers(province, works):
        exemptions.receive(actor=scene.actor(username), at=days_ago(1), code=CODE, unit=unit)
    for work in works:
        workers = [scene.actor(f"{name}.{work.centre}").user_id for name in ("worker1", "worker2")]
        exemptions.train(
            actor=scene.actor(f"tech.{work.centre}"),
            at=days_ago(1),
            code=CODE,
            unit=work.unit,
            workers=[worker for worker in workers if worker is not None],
        )
    return out


def _receivers(province: Unit, works: Sequence[_Work]) -> Iterator[tuple[str, Unit]]:
    yield f"expert1.{province.province}", province
    for work in works:
        yield f"expert.{work.county.code}", work.county.unit
        yield f"tech.{work.centre}", work.unit


def _collect(scene: Scene, worksheets: Path, work: _Work, people: Sequence[str]) -> None:
    """The first worker sends in his worksheet, in which these persons are filled."""
    place = Path(work.unit.province, work.county.code, f"{work.centre}.xlsx")
    filled = scene.folder / f"{CODE}-filled" / place
    fill_some(worksheets / place, scene.data, work.unit.province, people, filled)
    done = exemptions.collect_workbook(
        actor=scene.actor(f"worker1.{work.centre}"), at=now(), code=CODE, path=filled
    ).counts
    counted = {"accepted": done.accepted, "unchanged": done.unchanged, "rejected": done.rejected}
    wanted = {"accepted": len(people), "unchanged": _ROWS - len(people)}
    scene.report.same(f"collect {work.centre}", counted, wanted)


def _send_back(scene: Scene, work: _Work) -> None:
    exemptions.return_rows(
        actor=scene.actor(f"head.{work.centre}"),
        at=now(),
        code=CODE,
        unit=work.unit,
        returns=[(person, _REASON) for person in work.people[:_RETURNED]],
    )


def _give_a_village(scene: Scene, work: _Work) -> None:
    """Some have moved to a village, whose helper says what he knows of them."""
    district = next(d for d in divisions.rural_districts() if d.parent == work.county.code)
    home = people.Dwelling(work.unit, rural_district=district.code, village=_VILLAGE)
    worker = scene.actor(f"worker1.{work.centre}")
    for national_id in work.people[-_IN_A_VILLAGE:]:
        with looking(worker):
            [found] = people.search_persons(national_id)
        people.record_move(
            actor=worker, at=now(), person_id=found.person_id, to=home, on=days_ago(1).date()
        )
    accounts.assign_helper(
        actor=scene.actor(f"head.{work.county.code}"),
        at=now(),
        username=f"village.{work.county.code}",
        post=accounts.Post.VILLAGE_HELPER,
        unit=work.county.unit,
        until=today() + timedelta(days=_HELPS),
        villages=[f"{district.code} {_VILLAGE}"],
    )


def _give_the_counter(scene: Scene, work: _Work) -> None:
    exemptions.switch_counter(actor=scene.actor("hq.expert"), at=now(), code=CODE, on=True)
    given = exemptions.give_counter(
        actor=scene.actor(f"expert.{work.county.code}"),
        at=now(),
        code=CODE,
        unit=work.county.unit,
        amount=_AT_THE_COUNTER,
    )
    scene.report.same("counter", {"given": given}, {"given": _AT_THE_COUNTER})


def _approve_centre(scene: Scene, work: _Work) -> None:
    head = f"head.{work.centre}"
    _sign(scene, work.unit, f"worker1.{work.centre}", work.centre)
    exemptions.approve(actor=scene.actor(head), at=now(), code=CODE, unit=work.unit)


def _sign(scene: Scene, unit: Unit, author: str, office: str) -> None:
    """Who collected or checked, and then the head of the office."""
    for username in (author, f"head.{office}"):
        exemptions.declare(actor=scene.actor(username), at=now(), code=CODE, unit=unit)


def _draw(scene: Scene, work: _Work) -> None:
    expert = scene.actor(f"expert.{work.county.code}")
    exemptions.draw_sample(actor=expert, at=now(), code=CODE, unit=work.county.unit)


def _count(scene: Scene) -> dict[str, object]:
    """Every row stands where somebody is to find it."""
    with looking(OPERATOR):
        progress = exemptions.progress(CODE, None, now())
    states = {state: count for state, count in progress.by_state.items() if count}
    wanted = {
        "pending": _ROWS - _COLLECTED,
        "returned": _RETURNED,
        "collected": _COLLECTED - _RETURNED,
        "centre_approved": 2 * _ROWS,
    }
    scene.report.same("left to do", states, wanted)
    return {"ردیف": 3 * _ROWS, "مانده": wanted["pending"] + _RETURNED}
