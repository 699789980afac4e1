"""How addresses and commands of services and cases are asked."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from sayeban.cases.actions import (
    advance,
    attach_document,
    end_case,
    evening,
    evening_questions,
    hand_over,
    keep_calendar,
    keep_expert,
    mark_document,
    migrate_cases,
    open_case,
    open_proved,
    publish_service,
    retire_service,
    review,
    see_paper,
    simulate,
    stop_clock,
    take_back,
    write_note,
    write_service,
)
from sayeban.exemptions.tests.makers import NOW
from tests.matrix import asking, entries
from tests.matrix.entries import Call, entry, in_units, on_rows, once
from tests.matrix.people import unit_of
from tests.matrix.scene import picture
from tests.matrix.slices.cases_made import cases_of_scene


def _steps(function: Callable[..., object], **given: Any) -> entries.Make:
    return lambda scene: [
        Call(unit, entry(function, steps=[case.step_id], **given))
        for unit, case in cases_of_scene(scene).items()
    ]


def _cases(function: Callable[..., object], **given: Any) -> entries.Make:
    return lambda scene: [
        Call(unit, entry(function, case_id=case.case_id, **given))
        for unit, case in cases_of_scene(scene).items()
    ]


_EXPERT: Final[Mapping[str, Any]] = {"department": "social", "user_id": 0}
_TAKEN: Final = on_rows(
    lambda scene, unit: {
        "unit": unit_of(unit),
        "service": "none",
        "person_id": scene.person(unit),
    },
    open_case.open_case,
)

ASKED: Final[Mapping[str, asking.Make]] = {}
CALLS: Final[Mapping[str, entries.Make]] = {
    "cases.write_service": once(write_service.write_service, service="x", document={}, revision=0),
    "cases.publish_service": once(publish_service.publish_service, service="none", revision=1),
    "cases.publish_services": once(publish_service.publish_services, drafts={"none": 1}),
    "cases.import_services": once(publish_service.import_services, documents=[]),
    "cases.migrate_cases": once(migrate_cases.migrate_cases, service="none"),
    "cases.retire_service": once(retire_service.retire_service, service="none"),
    "cases.open_case": _TAKEN,
    "cases.open_proved": in_units(open_proved.open_proved, ("07", "0701"), service="none", visit=0),
    "cases.advance": _steps(advance.advance, outcome="done"),
    "cases.pause": _steps(stop_clock.pause, whose="applicant", reason="عکس"),
    "cases.resume": _steps(stop_clock.resume),
    "cases.hand_over": _steps(hand_over.hand_over, colleague=None),
    "cases.withdraw": _cases(end_case.withdraw, reason="می‌رود"),
    "cases.reopen": _cases(end_case.reopen, step="do", reason="اعتراض"),
    "cases.ask_review": _cases(review.ask_review, text="x"),
    "cases.keep_result": _cases(review.keep_result, answer="x"),
    "cases.write_note": _cases(write_note.write_note, text="تماس گرفت"),
    "cases.ask_expert": _cases(write_note.ask_expert, department="social", text="؟"),
    "cases.answer_question": _cases(write_note.answer_question, question=0, text="بله"),
    "cases.mark_document": _cases(mark_document.mark_document, code="photo", state="received"),
    "cases.name_expert": in_units(keep_expert.name_expert, **_EXPERT),
    "cases.release_expert": in_units(keep_expert.release_expert, **_EXPERT),
    "cases.simulate": once(simulate.simulate, service="none", cases=1, confirmed=True),
    "cases.redate": once(keep_calendar.redate),
    "cases.attach_document": _cases(
        attach_document.attach_document, code="photo", data=picture(), reason="تازه"
    ),
    "cases.see_paper": _cases(see_paper.see_paper, key=UUID(int=7)),
    "cases.take_back": once(take_back.take_back, done_at=NOW),
    "cases.tell_questions": once(evening_questions.tell_questions),
    "cases.tell_late": once(evening.tell_late),
    "cases.measure": once(evening.measure),
}
UNKNOWN: Final[frozenset[str]] = frozenset({"case.unknown", "step.not_yours"})
"""What scope says of an object that is not the actor's to know of."""
