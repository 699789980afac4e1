"""How addresses and commands of pages of cases and services are asked."""

from collections.abc import Mapping
from typing import Any, Final

from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.scene import Scene
from tests.matrix.slices.cases_made import cases_of_scene, papers_of_scene

_CODE: Final = "matrix_of_county"
_STEP: Final = {
    **{"revision": "0", "title": "انجام", "role": "county_expert", "unit_level": "county"},
    **{"days": "3", "clock": "own"},
}

_CLEAR: Final = {"revision": "0", "do": "clear"}


def _service(data: Mapping[str, Any] | None = None, **keys: object) -> asking.Make:
    def make(scene: Scene) -> list[Asked]:
        cases_of_scene(scene)
        return [Asked("", {"code": _CODE, **keys}, dict(data or {}))]

    return make


def _new(scene: Scene) -> list[Asked]:
    cases_of_scene(scene)  # with its department
    return [Asked("", {}, {"title": "خدمت", "department": "social"})]


def _sent(**data: Any) -> asking.Make:
    return lambda scene: [Asked("", {}, _named(scene, data))]


def _named(scene: Scene, data: Mapping[str, Any]) -> dict[str, Any]:
    """With the steps of every unit."""
    return {"step": [case.step_id for case in cases_of_scene(scene).values()], **data}


def _cases(data: Mapping[str, Any] | None = None, **keys: object) -> asking.Make:
    return lambda scene: [
        Asked(unit, {"case_id": case.case_id, **keys}, dict(data or {}))
        for unit, case in cases_of_scene(scene).items()
    ]


def _steps(scene: Scene) -> list[Asked]:
    return [
        Asked(unit, {"case_id": case.case_id, "step": case.step_id}, {"outcome": "done"})
        for unit, case in cases_of_scene(scene).items()
    ]


def _papers(scene: Scene) -> list[Asked]:
    keys = papers_of_scene(scene)
    return [
        Asked(unit, {"case_id": case.case_id, "key": keys[unit]}, {})
        for unit, case in cases_of_scene(scene).items()
    ]


def _track(scene: Scene) -> list[Asked]:
    return [Asked("", {}, {"number": case.tracking_no}) for case in cases_of_scene(scene).values()][
        :1
    ]


ASKED: Final[Mapping[str, asking.Make]] = {
    "service GET": _service(),
    "service_version GET": _service(number=1),
    "service_walk GET": _service(number=1),
    "service_edit GET": _service(),
    "service_part GET": _service(part="steps", nth=1),
    "service_part POST": _service(_STEP, part="steps", nth=1),
    "service_part_do POST": _service({"revision": "0"}, part="steps", nth=1, do="up"),
    "service_publish POST": _service({"revision": "0"}),
    "service_guard GET": _service(part="transitions", nth=1),
    "service_guard POST": _service(_CLEAR, part="transitions", nth=1),
    "service_migrate GET": _service(),
    "service_migrate POST": _service({}),
    "service_new POST": _new,
    "work_find POST": lambda _: [Asked("", {}, {"sought": "رضایی", "reason": "work"})],
    "work_bulk POST": _sent(),
    "work_advance POST": _sent(outcome="done"),
    "work_hand_over POST": _sent(colleague="0", reason="مرخصی"),
    "work_act GET": lambda _: [Asked("", {"when": 1}, {})],
    "work_act POST": lambda _: [Asked("", {"when": 1}, {})],
    "case GET": _cases(),
    "case_advance POST": _steps,
    "case_do GET": _cases(do="note", target="case"),
    "case_do POST": _cases({"text": "تماس گرفت"}, do="note", target="case"),
    "case_paper GET": _papers,
    "case_paper POST": _papers,
    "track POST": _track,
}
CALLS: Final[Mapping[str, entries.Make]] = {}
UNKNOWN: Final[frozenset[str]] = frozenset()
"""What scope says of an object that is not the actor's to know of."""
