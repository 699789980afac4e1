"""What comes from outside the worklists: the registry's file, and decisions about suspicions."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import now

from sayeban.exemptions import public as exemptions
from sayeban.kit.units import Unit
from sayeban.people import public as people
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.delivering import deliver_events
from sayeban.sites.demo.scene import CODE, Scene

_KIND: Final = {"as_private": "shared_as_private"}
_WHY: Final = {"returned": "returned", "shared": "shared", "same_household": "same_household"}
_WAIT_SECONDS: Final = 60


def status_file(scene: Scene) -> None:
    """Deaths, exits and places in care that a registry tells (A-133, A-145)."""
    with scene.report.step("فایل وضعیت مددجویان") as told:
        done = people.import_people(actor=OPERATOR, at=now(), path=scene.data / "people.xlsx")
        counted = {name: getattr(done, name) for name in ("rows", "accepted", "rejected")}
        scene.report.same("people", counted, scene.ledger["total"]["people"])
        deliver_events()
        _wait_until_followed(scene)
        told["ردیف"] = done.rows


def _wait_until_followed(scene: Scene) -> None:
    """The worker of the site may have taken the event and still be at it."""
    progress = scene.ledger["total"]["progress"]
    expected = {"leaving": progress["removed"], "outside": progress["outside"]}
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        states = _states()
        counted = {state: states.get(state, 0) for state in expected}
        if counted == expected or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    scene.report.same("people followed", counted, expected)


def _states() -> Mapping[str, int]:
    with looking(OPERATOR):
        return exemptions.progress(CODE, None, now()).by_state


def check_candidates(scene: Scene) -> None:
    """Every planted pair of strangers was found, and nobody else."""
    with scene.report.step("ظن تخلف") as told:
        found = _open(scene)
        expected: Counter[str] = Counter()
        for province in scene.ledger["provinces"].values():
            expected.update(_KIND.get(p["decision"], "bill_taken") for p in province["pairs"])
            expected["same_picture"] += sum(
                one["same_picture"] for one in province["documents"].values()
            )
        counted = Counter(line.kind for line in found.values())
        scene.report.same("candidates", counted, expected)
        told["مورد"] = len(found)


def send_back_stolen(scene: Scene) -> None:
    """Reviewers send back those who must look at the bill again, before the second round."""
    with scene.report.step("برگشت قبض‌های نادرست") as told:
        told["مورد"] = _decide(scene, ("returned",))


def decide(scene: Scene) -> None:
    """All other suspicions: confirmed against one row, or cleared."""
    with scene.report.step("رسیدگی به ظن تخلف") as told:
        told["مورد"] = _decide(scene, ("confirmed", "as_private", "shared", "same_household"))
        pictures = _open(scene).values()
        for line in pictures:
            _clear(scene, line, "same_household", ())
        told["تصویر یکسان"] = len(pictures)
        scene.report.same("open candidates", {"open": len(_open(scene))}, {"open": 0})


@dataclass(frozen=True, slots=True)
class _Suspicion:
    """An open candidate; `place` is the lowest unit above all its rows."""

    key: str
    kind: str
    place: Unit


def _open(scene: Scene) -> dict[str, _Suspicion]:
    """Open candidates by what they are about, as headquarters sees them."""
    actor = scene.actor("hq.deputy")
    with looking(actor):
        found = exemptions.review_candidates(actor, CODE)["open"]
    return {line.subject: _Suspicion(line.key, line.kind, line.place) for line in found.lines}


def _decide(scene: Scene, decisions: tuple[str, ...]) -> int:
    found, decided = _open(scene), 0
    for province in scene.ledger["provinces"].values():
        for pair in province["pairs"]:
            if pair["decision"] in decisions:
                _decide_pair(scene, found[pair["bill_id"]], pair)
                decided += 1
    return decided


def _decide_pair(scene: Scene, line: _Suspicion, pair: Mapping[str, str]) -> None:
    level = {"nation": "hq"}.get(pair["level"], pair["level"])
    scene.report.same("reviewer", {line.place.level: 1}, {level: 1})
    if why := _WHY.get(pair["decision"]):
        named = (pair["national_id"],) if why == "returned" else ()
        _clear(scene, line, why, named)
        return
    exemptions.confirm_candidate(
        actor=scene.actor(_reviewer(line.place)),
        at=now(),
        code=CODE,
        key=line.key,
        national_ids=[pair["national_id"]],
        reason="قبض به نام شخص دیگری است",
    )


def _clear(scene: Scene, line: _Suspicion, why: str, named: tuple[str, ...]) -> None:
    exemptions.clear_candidate(
        actor=scene.actor(_reviewer(line.place)),
        at=now(),
        code=CODE,
        key=line.key,
        why=why,
        national_ids=named,
        reason="با دو خانوار تماس گرفته شد",
    )


def _reviewer(place: Unit) -> str:
    """The head of the lowest unit above all rows concerned."""
    if place.level == "hq":
        return "hq.deputy"
    return f"head.{place.county}" if place.county else f"dg.{place.province}"
