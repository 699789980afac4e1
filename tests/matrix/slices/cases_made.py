"""A case in each unit that is asked about, whose first step is done in that very unit."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sayeban.cases.models import CaseDocument, Step
from sayeban.cases.public import (
    attach_document,
    import_services,
    open_case,
    seed_case_texts,
)
from sayeban.cases.tests.makers import calendar_written, step, way
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.models import Department
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from tests.matrix.people import unit_of
from tests.matrix.scene import Scene, picture

_WORKERS: Final = {
    "07": ("matrix_of_province", "province_expert", "province"),
    "0701": ("matrix_of_county", "county_expert", "county"),
    "centre:7011": ("matrix_of_centre", "social_worker", "centre"),
}


@dataclass(frozen=True, slots=True)
class MadeCase:
    """An open case of a unit."""

    case_id: int
    step_id: int
    tracking_no: str


def cases_of_scene(scene: Scene) -> dict[str, MadeCase]:
    """By unit."""
    return scene.once("cases", lambda: _made(scene))


def _made(scene: Scene) -> dict[str, MadeCase]:
    with acting(OPERATOR, NOW):
        Department.objects.get_or_create(code="social", defaults={"name": "اجتماعی"})
        seed_case_texts(NOW)
    calendar_written()
    documents = [_service(code, role, level) for code, role, level in _WORKERS.values()]
    import_services(actor=OPERATOR, at=NOW, documents=documents, publish=True)
    return {unit: _case(scene, unit, code) for unit, (code, _, _) in _WORKERS.items()}


def papers_of_scene(scene: Scene) -> dict[str, UUID | None]:
    """By unit, the file of a document of its case."""
    return scene.once("papers", lambda: _papers(scene))


def _papers(scene: Scene) -> dict[str, UUID | None]:
    made: dict[str, UUID | None] = {}
    for unit, case in cases_of_scene(scene).items():
        attach_document(actor=OPERATOR, at=NOW, case_id=case.case_id, code="photo", data=picture())
        with acting(OPERATOR, NOW):
            made[unit] = CaseDocument.objects.get(case=case.case_id).document
    return made


def _case(scene: Scene, unit: str, code: str) -> MadeCase:
    case = open_case(
        actor=OPERATOR,
        at=NOW,
        unit=unit_of(unit),
        service=code,
        person_id=scene.person(unit),
    )
    with acting(OPERATOR, NOW):
        first = Step.objects.get(case=case.case_id)
    return MadeCase(case.case_id, first.pk, case.tracking_no)


def _service(code: str, role: str, level: str) -> dict[str, Any]:
    return {
        "code": code,
        "title": code,
        "department": "social",
        "legal_basis": "آیین‌نامه",
        "start": "do",
        "documents": [{"code": "photo", "title": "عکس"}],
        "steps": [step("do", role, level)],
        "transitions": [way("do", "done", "close:done")],
    }
