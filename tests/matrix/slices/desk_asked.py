"""How addresses and commands of the service desk are asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from sayeban.cases.public import open_case
from sayeban.cases.tests.makers import card, published
from sayeban.country.today import today_of
from sayeban.design.clips import clip_name
from sayeban.desk.actions.book import book, cancel_booking, keep_booking, move_booking
from sayeban.desk.actions.guests import (
    end_guest,
    open_for_guest,
    prove_guest,
    welcome_guest,
)
from sayeban.desk.actions.import_desks import import_desks
from sayeban.desk.actions.keep_desk import DeskTerms, keep_desk, open_desk, renew_key, seed_desks
from sayeban.desk.actions.keep_outcomes import keep_outcomes
from sayeban.desk.actions.lift_freeze import end_lift, lift_freeze
from sayeban.desk.actions.mark_told import mark_told
from sayeban.desk.actions.name_visitor import name_visitor
from sayeban.desk.actions.open_request import open_request
from sayeban.desk.actions.record_clip import record_clip, restore_clip
from sayeban.desk.actions.serve import call_next, end_turn
from sayeban.desk.actions.survey import (
    answer_by_sms,
    answer_survey,
    ask_survey,
    record_survey,
)
from sayeban.desk.actions.take_number import take_at_kiosk, take_number
from sayeban.desk.actions.train import train
from sayeban.desk.hours import the_same
from sayeban.desk.models import Desk, Guest, Lift, Recording, Survey, Training
from sayeban.desk.pages.hall import BEFORE
from sayeban.desk.tests.makers import asked_for, make_booking, make_desk, make_survey, make_ticket
from sayeban.exemptions.tests.makers import NOW
from sayeban.forms.tests.makers import WISH, put_in_force
from sayeban.organisations.models import Department
from sayeban.people.public import Newcomer, register_person, say_mobile
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from tests.matrix import entries
from tests.matrix.asking import Asked, Make
from tests.matrix.entries import Call, entry, in_units, once
from tests.matrix.people import unit_of
from tests.matrix.places import TARGETS
from tests.matrix.scene import Scene
from tests.matrix.slices.cases_made import cases_of_scene

_UNITS: Final = ("07", "0701")
"""Where desks are."""


@dataclass(frozen=True, slots=True)
class _Desks:
    tickets: Mapping[str, int]
    keys: Mapping[str, UUID]
    cases: Mapping[str, int]
    surveys: Mapping[str, Survey]
    bookings: Mapping[str, int]


def _make(scene: Scene) -> _Desks:
    """A desk with a number in each unit; all who work there were trained."""
    made = {unit: make_desk(f"desk-{unit}", unit_of(unit)) for unit in _UNITS}
    tickets = {unit: make_ticket(desk, number=1).pk for unit, desk in made.items()}
    with acting(OPERATOR, NOW):
        Training.objects.bulk_create(
            Training(
                user_id=person.user_id,
                course="desk",
                at=NOW,
                by=1,
                province=unit[:2],
                county=unit if len(unit) == 4 else "",
            )
            for person in scene.people.values()
            if person.user_id
            for unit in _UNITS
        )
    with acting(OPERATOR, NOW):
        Department.objects.get_or_create(code="rehabilitation", defaults={"name": "توان‌بخشی"})
    put_in_force(WISH)
    published(
        card(), card() | {"code": "other"}, card() | {"code": "with_form", "form": "rent_help"}
    )
    cases = {unit: _case(scene, unit) for unit in _UNITS}
    bookings = {unit: make_booking(desk).pk for unit, desk in made.items()}
    surveys = {unit: make_survey(unit_of(unit), cases[unit]) for unit in _UNITS}
    return _Desks(
        tickets, {unit: desk.screen_key for unit, desk in made.items()}, cases, surveys, bookings
    )


def _case(scene: Scene, unit: str) -> int:
    opened = open_case(
        actor=OPERATOR,
        at=NOW,
        unit=unit_of(unit),
        service="other",
        person_id=scene.person(unit),
    )
    return opened.case_id


def _desks(scene: Scene) -> _Desks:
    return scene.once("desks", lambda: _make(scene))


def _of_desk(**data: Any) -> Make:
    def make(scene: Scene) -> list[Asked]:
        _desks(scene)
        return [Asked(unit, {"code": f"desk-{unit}"}, data) for unit in _UNITS]

    return make


def _of_person(sent: dict[str, Any] | None = None, **named: object) -> Make:
    def make(scene: Scene) -> list[Asked]:
        _desks(scene)
        whose = {unit: {"person_id": scene.person(unit), **named} for unit in _UNITS}
        return [Asked(unit, {"code": f"desk-{unit}", **whose[unit]}, sent or {}) for unit in whose]

    return make


def _of_guest(**named: object) -> Make:
    def make(scene: Scene) -> list[Asked]:
        guests = scene.once("guests", lambda: _guests(scene))
        return [
            Asked(unit, {"code": f"desk-{unit}", "key": key, **named})
            for unit, key in guests.items()
        ]

    return make


def _guests(scene: Scene) -> dict[str, UUID]:
    """A visit of today at each desk, at a clerk who is none of those who ask."""
    _desks(scene)
    with acting(OPERATOR, NOW):
        desks = {unit: Desk.objects.get(code=f"desk-{unit}") for unit in _UNITS}
        return {
            unit: Guest.objects.create(
                desk=desk,
                day=today_of(NOW),
                proof=number,
                at=NOW,
                by=0,
                proved_at=NOW,
                province=desk.province,
                county=desk.county,
            ).key
            for number, (unit, desk) in enumerate(desks.items(), 10**9)
        }


def _of_hall(scene: Scene) -> list[Asked]:
    return [Asked("", {"key": _desks(scene).keys["0701"]})]


def _of_survey(scene: Scene) -> list[Asked]:
    return [Asked("", {"key": _desks(scene).surveys["0701"].key}, {"face": "3"})]


def _of_lift(scene: Scene) -> list[Asked]:
    _desks(scene)
    with acting(OPERATOR, NOW):
        made = Lift.objects.create(province="07", until=NOW.date(), reason="سیل", at=NOW, by=1)
    return [Asked("", {"number": made.pk})]


_CLIP: Final = clip_name(BEFORE)
_SOUND: Final = b"OggS" + bytes(24) + b"OpusHead"


def _of_clip(scene: Scene) -> list[Asked]:
    del scene
    key = _CLIP.removeprefix("clips/").removesuffix(".ogg")
    return [Asked("", {"key": key}, {"sound": SimpleUploadedFile("a.ogg", _SOUND)})]


def _of_sound(scene: Scene) -> list[Asked]:
    def make() -> int:
        with acting(OPERATOR, NOW):
            kept = {"name": "clips/x.ogg", "sentence": "x", "kind": "audio/ogg", "by": 1}
            return Recording.objects.create(**kept, content=_SOUND, at=NOW).pk

    return [Asked("", {"number": scene.once("sound", make)})]


_SETTINGS: Final = {
    "title": "میز",
    "counters": "2",
    "day_0": "07:30 تا 14:00",
    "slot_minutes": "20",
}
ASKED: Final[Mapping[str, Make]] = {
    "desk GET": _of_desk(),
    "desk_queue POST": _of_desk(act="take"),
    "desk_slip GET": lambda scene: [
        Asked(unit, {"code": f"desk-{unit}", "ticket": _desks(scene).tickets[unit]})
        for unit in _UNITS
    ],
    "desk_visitor GET": _of_desk(),
    "desk_visitor POST": _of_desk(identifier="9990000018"),
    "desk_newcomer GET": _of_desk(),
    "desk_newcomer POST": _of_desk(kind="internal", full_name="x"),
    "desk_person GET": _of_person(),
    "desk_service GET": _of_person(service_code="disability_card"),
    "desk_service POST": _of_person(service_code="disability_card"),
    "desk_wait POST": _of_person(service_code="disability_card"),
    "desk_form POST": _of_person(service_code="with_form"),
    "desk_tracking GET": lambda scene: [
        Asked(unit, {"code": f"desk-{unit}", "case_id": _desks(scene).cases[unit]})
        for unit in _UNITS
    ],
    "desk_guests POST": _of_desk(identifier="9990000018"),
    "desk_guest GET": _of_guest(),
    "desk_guest POST": _of_guest(),
    "desk_guest_service GET": _of_guest(service_code="disability_card"),
    "desk_guest_service POST": _of_guest(service_code="disability_card"),
    "desk_guest_slip GET": _of_guest(number=1),
    "desk_mobile GET": _of_person(),
    "desk_mobile POST": _of_person({"mobile": "09120000009"}),
    "desk_time_slip GET": lambda scene: [
        Asked(unit, {"code": f"desk-{unit}", "number": number})
        for unit, number in _desks(scene).bookings.items()
    ],
    "desk_times GET": _of_desk(),
    "desk_times POST": _of_desk(slot="13:20", name="x"),
    "desk_time POST": lambda scene: [
        Asked(unit, {"code": f"desk-{unit}", "number": number})
        for unit, number in _desks(scene).bookings.items()
    ],
    "desk_ask GET": _of_desk(),
    "desk_ask POST": lambda scene: [
        Asked(unit, {"code": f"desk-{unit}"}, {"survey": each.pk, "face": "3", "mode": "phone"})
        for unit, each in _desks(scene).surveys.items()
    ],
    "survey GET": _of_survey,
    "survey POST": _of_survey,
    "desk_screen GET": _of_hall,
    "desk_kiosk GET": _of_hall,
    "desk_kiosk POST": _of_hall,
    "desk_settings GET": _of_desk(),
    "desk_settings POST": _of_desk(**_SETTINGS),
    "desk_key POST": _of_desk(),
    "desk_freeze_end POST": _of_lift,
    "desk_clip GET": _of_clip,
    "desk_clip POST": _of_clip,
    "desk_clip_restore POST": _of_clip,
    "desk_sound GET": _of_sound,
    "desk_training GET": _of_desk(),
    "desk_training POST": _of_desk(users="desk-1"),
}


def _at_desk(function: Callable[..., object], **given: Any) -> entries.Make:
    def make(scene: Scene) -> list[Call]:
        _desks(scene)
        return [
            Call(unit, entry(function, unit=unit_of(unit), code=f"desk-{unit}", **given))
            for unit in _UNITS
        ]

    return make


def _at_turn(function: Callable[..., object], **given: Any) -> entries.Make:
    return lambda scene: [
        Call(unit, entry(function, unit=unit_of(unit), ticket_id=turn, **given))
        for unit, turn in _desks(scene).tickets.items()
    ]


def _at_booking(function: Callable[..., object], **given: Any) -> entries.Make:
    return lambda scene: [
        Call(unit, entry(function, unit=unit_of(unit), booking_id=number, **given))
        for unit, number in _desks(scene).bookings.items()
    ]


def _of_persons(function: Callable[..., object], **given: Any) -> entries.Make:
    def make(scene: Scene) -> list[Call]:
        _desks(scene)
        return [
            Call(
                unit,
                entry(function, unit=unit_of(unit), person_id=scene.person(unit), **given),
            )
            for unit in _UNITS
        ]

    return make


_NO_GUEST: Final = UUID(int=7)
_TERMS: Final = DeskTerms("میز", "", 2, the_same(time(8), time(13)), 20)


def _asks_of_a_case(scene: Scene) -> list[Call]:
    return [Call("", entry(ask_survey, case_id=cases_of_scene(scene)["0701"].case_id))]


CALLS: Final[Mapping[str, entries.Make]] = {
    "desk.book": _at_desk(book, asked=asked_for(13)),
    "desk.cancel_booking": _at_booking(cancel_booking),
    "desk.keep_booking": _at_booking(keep_booking),
    "desk.move_booking": _at_booking(move_booking, day=NOW.date(), slot=time(13, 20)),
    "desk.record_clip": once(record_clip, name=_CLIP, content=_SOUND),
    "desk.restore_clip": once(restore_clip, name=_CLIP),
    "desk.end_lift": once(end_lift, lift_id=0),
    "desk.import_desks": once(import_desks, lines=[]),
    "desk.call_next": _at_desk(call_next, counter=1),
    "desk.end_turn": _at_turn(end_turn, state="absent"),
    "desk.keep_desk": _at_desk(keep_desk, terms=_TERMS),
    "desk.keep_outcomes": once(keep_outcomes),
    "desk.mark_told": once(mark_told, messages=[]),
    "desk.answer_by_sms": once(answer_by_sms, mobile="", words="9"),
    "desk.answer_survey": lambda scene: [
        Call("", entry(answer_survey, key=_desks(scene).surveys["0701"].key, face=3))
    ],
    "desk.ask_survey": _asks_of_a_case,
    "desk.record_survey": lambda scene: [
        Call(
            unit,
            entry(record_survey, unit=unit_of(unit), survey_id=each.pk, face=3, mode="phone"),
        )
        for unit, each in _desks(scene).surveys.items()
    ],
    "desk.lift_freeze": once(lift_freeze, unit=unit_of("07"), until=NOW.date(), reason="ضرورت"),
    "desk.open_request": _of_persons(open_request, service_code="disability_card"),
    "desk.name_visitor": _at_turn(name_visitor, name="x"),
    "desk.welcome_guest": _at_desk(welcome_guest, national_id="9990000018"),
    "desk.prove_guest": in_units(prove_guest, _UNITS, key=_NO_GUEST),
    "desk.open_for_guest": in_units(
        open_for_guest, _UNITS, key=_NO_GUEST, service_code="disability_card"
    ),
    "desk.end_guest": in_units(end_guest, _UNITS, key=_NO_GUEST),
    "desk.renew_key": _at_desk(renew_key),
    "desk.open_desk": once(open_desk, unit=unit_of("0701"), code="second", terms=_TERMS),
    "desk.seed_desks": once(seed_desks),
    "desk.take_at_kiosk": lambda scene: [
        Call("", entry(take_at_kiosk, key=_desks(scene).keys["0701"]))
    ],
    "desk.take_number": _at_desk(take_number),
    "desk.train": in_units(train, _UNITS, course="desk", users=[]),
    "people.say_mobile": lambda scene: [
        Call(
            unit,
            entry(
                say_mobile,
                unit=unit_of(unit),
                person_id=scene.person(unit),
                mobile="09120000009",
            ),
        )
        for unit in TARGETS[1:]
    ],
    "people.register_person": in_units(register_person, who=Newcomer("", "x", "internal")),
}
UNKNOWN: Final[frozenset[str]] = frozenset(
    {"booking.unknown", "desk.unknown", "queue.turn_unknown", "survey.unknown"}
)
"""What scope says of an object that is not the actor's to know of."""
