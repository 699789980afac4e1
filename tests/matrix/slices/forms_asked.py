"""How addresses and commands of forms and submissions are asked."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from sayeban.exemptions.tests.makers import NOW
from sayeban.forms.actions import attach, drafting, filling, publish_form, receive
from sayeban.forms.actions.receive import Filled
from sayeban.forms.models import Answer, Submission
from sayeban.forms.tests.makers import WISH, document
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from tests.matrix import asking, entries
from tests.matrix.asking import Asked
from tests.matrix.entries import Call, entry, once
from tests.matrix.people import unit_of
from tests.matrix.places import TARGETS
from tests.matrix.scene import Scene, picture

_CODE: Final = "rent_help"
_FORM: Final = document(WISH)


@dataclass(frozen=True)
class OfUnit:
    """A form of a unit's person that is being filled, and one that was submitted."""

    draft: UUID
    submitted: UUID


def _made(scene: Scene) -> dict[str, OfUnit]:
    # A form that is the same makes no draft.
    new, next_one = ({**_FORM, "title": f"فرم {uuid4()}"} for _ in range(2))
    made = drafting.import_form(actor=OPERATOR, at=NOW, document=new)
    version = publish_form.publish_form(actor=OPERATOR, at=NOW, code=_CODE, edition=made.edition).id
    drafting.import_form(actor=OPERATOR, at=NOW, document=next_one)
    with acting(OPERATOR, NOW):
        return {
            unit: OfUnit(
                *(_filled(scene, unit, version, state) for state in ("draft", "submitted"))
            )
            for unit in TARGETS[1:]
        }


def _filled(scene: Scene, unit: str, version: int, state: str) -> UUID:
    at = unit_of(unit)
    place = {"province": at.province, "county": at.county, "centre": at.centre}
    row = Submission.objects.create(
        key=uuid4(),
        version_id=version,
        person_id=scene.person(unit),
        state=state,
        channel="desk",
        started_at=NOW,
        submitted_at=NOW if state == "submitted" else None,
        **place,
    )
    said = {"question": "wish", "value": "خانه", "origin": "declared", "answered_at": NOW}
    Answer.objects.create(submission=row, **said, **place)
    return row.key


def filled(scene: Scene) -> dict[str, OfUnit]:
    """The forms that are filled in each unit."""
    return scene.once("forms", lambda: _made(scene))


def _drafts(data: dict[str, str] | None = None, **kwargs: object) -> asking.Make:
    return lambda scene: [
        Asked(unit, {"key": each.draft, **kwargs}, data or {})
        for unit, each in filled(scene).items()
    ]


def _persons(data: dict[str, str] | None = None) -> asking.Make:
    def make(scene: Scene) -> list[Asked]:
        filled(scene)
        return [Asked(unit, {"person_id": scene.person(unit)}, data or {}) for unit in TARGETS[1:]]

    return make


def _written(data: dict[str, Any] | None = None, **kwargs: object) -> asking.Make:
    """About the form itself, of which a draft is being written."""

    def make(scene: Scene) -> list[Asked]:
        filled(scene)
        return [Asked("", {"code": _CODE, **kwargs}, data or {})]

    return make


def _on_drafts(function: Callable[..., object], **given: Any) -> entries.Make:
    return lambda scene: [
        Call(unit, entry(function, unit=unit_of(unit), key=each.draft, **given))
        for unit, each in filled(scene).items()
    ]


def _starts(scene: Scene) -> list[Call]:
    filled(scene)
    given = {"code": _CODE, "channel": "desk"}
    return [
        Call(unit, entry(filling.start, unit=unit_of(unit), person_id=scene.person(unit), **given))
        for unit in TARGETS[1:]
    ]


def _comes(scene: Scene) -> list[Call]:
    filled(scene)

    def form(unit: str) -> Filled:
        return Filled(UUID(int=1), _CODE, 1, scene.person(unit), "offline", {"wish": "نان"})

    return [
        Call(unit, entry(receive.receive, unit=unit_of(unit), filled=form(unit)))
        for unit in TARGETS[1:]
    ]


ASKED_FILLERS: Final[Mapping[str, asking.Make]] = {
    "forms_of_person GET": _persons(),
    "forms_of_person POST": _persons({"code": _CODE, "channel": "desk"}),
    "form_tasks GET": _drafts(),
    "form_question GET": _drafts(n=1),
    "form_question POST": _drafts({"value": "نان"}, n=1),
    "form_check GET": _drafts(),
    "form_check POST": _drafts(),
    "form_done GET": lambda scene: [
        Asked(unit, {"key": each.submitted}) for unit, each in filled(scene).items()
    ],
}
_QUESTION: Final = {"edition": "1", "key": "wish", "label": "خواسته", "type": "text"}
ASKED_WRITERS: Final[Mapping[str, asking.Make]] = {
    "forms GET": lambda _: [Asked("")],
    "forms POST": lambda _: [Asked("", {}, {"code": "new_form", "title": "تازه"})],
    "form_file POST": lambda _: [
        Asked("", {}, {"file": ("form.json", lambda: json.dumps(_FORM).encode())})
    ],
    "form GET": _written(),
    "form POST": _written(),
    "form_publish POST": _written(edition=1),
    "form_edit GET": _written(),
    "form_edit POST": _written({"edition": "1", "title": "بخش"}),
    "form_new_question GET": _written(section="dwelling"),
    "form_new_question POST": _written(_QUESTION | {"key": "other"}, section="dwelling"),
    "form_edit_question GET": _written(section="dwelling", key="wish"),
    "form_edit_question POST": _written(_QUESTION, section="dwelling", key="wish"),
    "form_preview GET": _written(n=1),
    "form_download GET": _written(n=1, kind="form.json"),
}
ASKED: Final[Mapping[str, asking.Make]] = {**ASKED_FILLERS, **ASKED_WRITERS}
CALLS: Final[Mapping[str, entries.Make]] = {
    "forms.import_form": once(drafting.import_form, document=_FORM),
    "forms.open_draft": once(drafting.open_draft, code=_CODE),
    "forms.change_draft": once(drafting.change_draft, code=_CODE, edition=1, document=_FORM),
    "forms.publish": once(publish_form.publish_form, code=_CODE, edition=1),
    "forms.start": _starts,
    "forms.receive": _comes,
    "forms.answer": _on_drafts(filling.answer, answers={"wish": "نان"}),
    "forms.attach": _on_drafts(attach.attach, question="wish", data=picture()),
    "forms.submit": _on_drafts(filling.submit),
}
UNKNOWN: Final[frozenset[str]] = frozenset({"submission.unknown"})
"""What scope says of an object that is not the actor's to know of."""
