"""What is asked of each address: the objects behind it and what is sent."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from sayeban.exemptions.tests.makers import bill_id
from tests.matrix.asked_feeds import FEEDS_ASKED
from tests.matrix.asked_moves import MOVES_ASKED
from tests.matrix.asking import Asked, Make
from tests.matrix.commands_own import OWN_ASKED
from tests.matrix.people import PASSWORD
from tests.matrix.places import TARGETS
from tests.matrix.scene import CODE, Scene, picture
from tests.matrix.slices import askers


def _units(*units: str, **data: Any) -> Make:
    return lambda _: [Asked(unit, {"code": CODE, "unit": unit}, data) for unit in units]


def _rows(**data: Any) -> Make:
    return lambda scene: [
        Asked(unit, {"code": CODE, "key": scene.rows[unit].key}, data) for unit in TARGETS[1:]
    ]


def _campaign(**data: Any) -> Make:
    return lambda _: [Asked("", {"code": CODE}, data)]


def _cases(*, confirmed: bool = False) -> Make:
    def make(scene: Scene) -> list[Asked]:
        keys = scene.confirmed if confirmed else scene.suspicions
        return [Asked(unit, {"code": CODE, "key": key}) for unit, key in keys.items()]

    return make


def _clear(scene: Scene) -> list[Asked]:
    typed = {"clearform-why": "same_household"}
    return [Asked(asked.unit, asked.kwargs, typed) for asked in _cases()(scene)]


def _confirm(scene: Scene) -> list[Asked]:
    return [
        Asked(
            asked.unit,
            asked.kwargs,
            {
                "confirmform-rows": [str(scene.rows[unit].key)],
                "confirmform-reason": "x",
                "confirmform-sure": "on",
            },
        )
        for asked, unit in zip(_cases()(scene), ("0701", "0701", "centre:7011"), strict=True)
    ]


_WORKER, _HEAD = "social_worker@centre:7011", "county_head@0701"
"""The users whose pages are asked for: one of a centre, and a head of a county."""


def _user(label: str = "", name: str = _WORKER, unit: str = "centre:7011", **data: Any) -> Make:
    def make(scene: Scene) -> list[Asked]:
        user = scene.user(name)
        return [Asked(unit, {"user_id": user}, data, label, sender=user)]

    return make


def _of_sample(name: str, **data: Any) -> Make:
    return lambda scene: [
        Asked(unit, {"code": CODE, "unit": unit, name: about[name]}, data)
        for unit, about in scene.drawn.items()
    ]


def _each_user(scene: Scene) -> list[Asked]:
    head = _user(" of a head", _HEAD, "0701", sure="on")
    return _user(sure="on")(scene) + head(scene)


def _posts(scene: Scene) -> list[Asked]:
    def asked(name: str, label: str) -> Asked:
        kwargs: dict[str, object] = {"appointment_id": scene.appointment(name)}
        return Asked("centre:7011", kwargs, label=label)

    return [asked(_WORKER, ""), asked("helper", " of a helper")]


def _new_user(scene: Scene) -> list[Asked]:
    typed = {"username": "somebody", "full_name": "کسی", "post": "observer"}
    return [Asked(unit, {}, {**typed, "unit": unit}) for unit in TARGETS]


def _helper(scene: Scene) -> list[Asked]:
    day = {"until_day": "20", "until_month": "9", "until_year": "1405"}
    posts = {"07": "province_expert", "0701": "county_expert", "centre:7011": "social_worker"}
    typed = {"username": scene.username("without a post"), **day}
    return [Asked(unit, {}, {**typed, "post": post, "unit": unit}) for unit, post in posts.items()]


def _sent(make: Make, **files: tuple[str, Callable[[], bytes]]) -> Make:
    """The same with files, made anew for each cell: a file is read once."""
    return lambda scene: [
        Asked(a.unit, a.kwargs, {**a.data, **files}, a.label) for a in make(scene)
    ]


def _works(scene: Scene) -> list[Asked]:
    return [
        Asked("0701", {"code": CODE, "work_id": key}, sender=scene.user(name))
        for name, key in scene.works.items()
    ]


def _reports(scene: Scene) -> list[Asked]:
    return [
        Asked("centre:7011", {"code": CODE, "name": key}, sender=scene.user(name))
        for name, key in scene.reports.items()
    ]


def _pastes(scene: Scene) -> list[Asked]:
    return [
        Asked("centre:7011", {"code": CODE, "paste_id": key}, sender=scene.user(name))
        for name, key in scene.pastes.items()
    ]


def _failed(scene: Scene) -> list[Asked]:
    return [
        Asked("0701", {"code": CODE, "work_id": key}, sender=scene.user(name))
        for name, key in scene.failed.items()
    ]


def _searches(scene: Scene) -> list[Asked]:
    """The file of somebody in each unit, which nobody of another place finds."""
    return [
        Asked("", {}, {"identifier": scene.file_number(unit), "reason": "control"}) for unit in _OWN
    ]


def _finds(scene: Scene) -> list[Asked]:
    """The same from the box of every page: each answers with what is in the asker's places."""
    return [Asked("", {}, {"text": scene.file_number(unit), "reason": "control"}) for unit in _OWN]


def _files(scene: Scene) -> list[Asked]:
    return [Asked(unit, {"person_id": scene.person(unit)}) for unit in _OWN]


def _changes(scene: Scene) -> list[Asked]:
    day = {"on_day": "1", "on_month": "9", "on_year": "1405"}
    typed = {
        "move": {**day, "unit": "centre:7012"},
        "tenancy": {"tenure": "owner"},
        "head": {"head": "1"},
        "status": {**day, "status": "exited", "evidence": "نامهٔ ۱", "sure": "on"},
    }
    return [
        Asked(a.unit, {**a.kwargs, "kind": kind}, data, " of a status" * (kind == "status"))
        for a in _files(scene)
        for kind, data in typed.items()
    ]


def _calendars(**data: str) -> Make:
    """That of the country and that of a province."""
    sent = {**data, "confirmed": "on"}
    return lambda _: [Asked(unit, {"unit": unit}, sent) for unit in ("hq", "07")]


def _days(scene: Scene) -> list[Asked]:
    return [Asked(a.unit, {**a.kwargs, "day": "2026-12-01"}, a.data) for a in _calendars()(scene)]


def _nothing(_: Scene) -> list[Asked]:
    return [Asked("")]


def _named(code: str, **data: str) -> Make:
    return lambda _: [Asked("", {"code": code}, data)]


def _day(form: str, **data: str) -> dict[str, str]:
    day = {"day_day": "10", "day_month": "9", "day_year": "1405"}
    return {f"{form}-{name}": value for name, value in {**day, **data}.items()}


def _absent(scene: Scene) -> list[Asked]:
    """A post of a worker and one of a head; both are of people who do not ask themselves."""
    day = {"first_day": "5", "first_month": "9", "first_year": "1405"}
    typed = {**day, **{name.replace("first", "last"): value for name, value in day.items()}}
    return [
        Asked(unit, {"appointment_id": number}, {**typed, "username": name}, label)
        for (name, number), (unit, label) in zip(scene.absent.items(), _ABSENT, strict=True)
    ]


_OWN = TARGETS[1:]
_CENTRE = "centre:7011"
_ABSENT = ((_CENTRE, ""), ("0701", " of a head"))
_ASKED: Final[dict[str, Make]] = {
    "text GET": _named("t"),
    "text POST": _named("t", text="متن تازه"),
    "texts POST": lambda _: [Asked("", {}, {"name": "new", "text": "متن تازه"})],
    "text_approve POST": lambda _: [Asked("", {"code": "t", "version": 1})],
    "text_patterns POST": lambda _: [Asked("", {}, {"code": "new", "text": "قبض {bill_id}"})],
    "text_pattern GET": _named("bill"),
    "text_pattern POST": _named("bill", text="قبض {bill_id}"),
    "text_pattern_approve POST": lambda _: [Asked("", {"code": "bill", "version": 1})],
    **FEEDS_ASKED,
    **OWN_ASKED,
    **MOVES_ASKED,
    **askers.ASKED,
    "people POST": _searches,
    "help GET": lambda _: [Asked("", {"name": "home"})],
    "find POST": _finds,
    "trail POST": lambda _: [Asked("", {}, {"reason": "audit.inspection", "case": "7/1405"})],
    "person GET": _files,
    "person_change GET": _changes,
    "person_change POST": _changes,
    "calendar_of GET": _calendars(),
    "calendar_of POST": _calendars(**_day("closing", reason="برف")),
    "calendar_weekend POST": _calendars(**{"resting-weekdays": "4"}),
    "calendar_open POST": _days,
    "calendar_holiday POST": _calendars(**_day("holiday", name="عید فطر")),
    "calendar_strike POST": _days,
    "new_user POST": _new_user,
    "new_helper POST": _helper,
    "staff_import POST": _sent(_nothing, workbook=("a.csv", lambda: b"a,b\n1,2\n")),
    "staff_import_write POST": _nothing,
    "user_give_post POST": _user(post="observer", unit="centre:7011"),
    "user_end_post POST": _posts,
    "user_disable POST": _each_user,
    "user_password POST": _each_user,
    "user_sessions_end POST": _each_user,
    "user_forget_totp POST": _user(sure="on"),
    "session_end POST": lambda scene: [
        Asked("", {"session_id": number}, sender=scene.user(name))
        for name, number in scene.sign_ins.items()
    ],
    "change_password POST": lambda _: [
        Asked("", {}, {"present": PASSWORD, "chosen": "x" * 12, "again": "x" * 12})
    ],
    "deputy GET": _absent,
    "deputy POST": _absent,
    "deputy_withdraw POST": lambda scene: [Asked(_CENTRE, {"appointment_id": scene.stood_in})],
    "device_revoke POST": lambda scene: [
        Asked("centre:7011", {"device_id": scene.phone}, {"sure": "on"})
    ],
    "field_today POST": _units(*TARGETS, text="x"),
    "field_read POST": _rows(**{"fill": "message", "fill-message": "سلام"}),
    "field_fill POST": _rows(step="save", version="0", entry="7" * 32, location="urban"),
    "field_send POST": _rows(version="0", entry="7" * 32, location="urban"),
    "campaign_extend POST": _campaign(days="2"),
    "campaign_reserve POST": _campaign(),
    "campaign_close POST": _campaign(sure="on"),
    "campaign_loads POST": _sent(_campaign(), workbooks=("a.xlsx", lambda: b"PK")),
    "campaign_load_resume POST": lambda scene: [
        Asked("", {"code": CODE, "load_id": scene.load.pk})
    ],
    "campaign_copy_received POST": lambda scene: [
        Asked("", {"code": CODE, "release_id": scene.release})
    ],
    "campaign_pack POST": lambda scene: [Asked("07", {"code": CODE, "release_id": scene.release})],
    "campaign_work GET": _works,
    "campaign_work_file GET": _works,
    "campaign_work_again POST": _failed,
    "campaign_report GET": _reports,
    "campaign_report_file GET": _reports,
    "campaign_table GET": _units(*_OWN),
    "campaign_table POST": _units(*_OWN, text="x"),
    "campaign_table_sheet POST": _units(*_OWN),
    "campaign_paste GET": _units(*_OWN),
    "campaign_paste POST": _units(*_OWN, text="9990000018\t1"),
    "campaign_pasted GET": _pastes,
    "campaign_pasted POST": _pastes,
    "campaign_row_cells POST": _rows(version="0", location="urban"),
    "campaign_remind POST": _units(*_OWN),
    "campaign_worksheet POST": _units(*_OWN),
    "campaign_receive POST": _units(*_OWN),
    "campaign_rows_xlsx GET": _units(*_OWN),
    "campaign_row POST": _rows(version="0", location="urban"),
    "campaign_row_fill POST": _rows(version="0", fill="message", **{"fill-message": "x"}),
    "campaign_row_attach POST": _sent(_rows(utility="gas"), file=("a.png", picture)),
    "campaign_row_document GET": lambda scene: [
        Asked(unit, {**asked.kwargs, "evidence_id": scene.evidence[unit]})
        for asked in _rows()(scene)
        for unit in [asked.unit]
    ],
    "campaign_row_finding GET": lambda scene: [
        Asked(
            "centre:7012",
            {
                "code": CODE,
                "key": scene.drawn["0701"]["key"],
                "finding_id": scene.drawn["0701"]["finding"],
            },
        )
    ],
    "campaign_collect GET": _units(*_OWN),
    "campaign_collect POST": _sent(_units(*_OWN), documents=("a.zip", lambda: b"PK")),
    "campaign_training POST": lambda scene: [
        Asked(
            "centre:7011",
            {"code": CODE, "unit": "centre:7011"},
            {"workers": str(scene.user("centre_head@centre:7011"))},
        )
    ],
    "campaign_training GET": _units("centre:7011"),
    "campaign_sharing GET": _units(_CENTRE),
    "campaign_sharing POST": lambda _: [
        Asked(_CENTRE, {"code": CODE, "unit": _CENTRE}, {"end": "1"})
    ],
    "campaign_duties GET": _units("hq", *_OWN),
    "campaign_duties_xlsx GET": _units("hq", "07", "0701"),
    "campaign_map POST": _sent(_units(_CENTRE), picture=("a.png", picture)),
    "campaign_map_picture GET": lambda scene: [
        Asked(_CENTRE, {"code": CODE, "unit": _CENTRE, "number": scene.map})
    ],
    "campaign_duty POST": lambda _: [
        Asked(_CENTRE, {"code": CODE, "unit": _CENTRE, "duty": "inform"}, {"done": "1"})
    ],
    "campaign_declaration GET": _units(*_OWN),
    "campaign_declaration POST": _units(*_OWN, sure="on"),
    "campaign_sample GET": _units("07", "0701"),
    "campaign_sample POST": _units("07", "0701"),
    "campaign_sample_draw POST": _units("07", "0701"),
    "campaign_sample_file POST": _sent(_units("07", "0701"), results=("a.xlsx", lambda: b"PK")),
    "campaign_sample_xlsx GET": _units("07", "0701"),
    "campaign_sample_round GET": _units("07", "0701"),
    "campaign_sample_household GET": _of_sample("key"),
    "campaign_sample_household POST": _of_sample("key", gas_result="right"),
    "campaign_sample_again GET": _of_sample("number"),
    "campaign_approval_withdraw POST": _units(*_OWN),
    "campaign_approval GET": _units(*_OWN),
    "campaign_approval POST": _units(*_OWN, sure="on"),
    "campaign_violation GET": _cases(),
    "campaign_violation_clear POST": _clear,
    "campaign_violation_confirm POST": _confirm,
    "campaign_violation_letter GET": _cases(confirmed=True),
    "campaign_violation_pdf GET": lambda scene: _cases(confirmed=True)(scene)[-1:],
    "campaign_inform GET": _units(*_OWN),
    "campaign_inform POST": _units(*_OWN, text="inform.first", group="all", send="1"),
    "campaign_calls GET": _units(*_OWN),
    "campaign_calls_xlsx GET": _units(*_OWN),
    "village_known POST": _rows(
        **{"bill-utility": "gas", "bill-bill": bill_id(77, "gas"), "bill-source": "sms"}
    ),
    "counter_answer POST": lambda scene: [
        Asked(unit, {"entry": scene.counter[unit]}, {"answer": "right"}) for unit in ("07", "0701")
    ],
    "campaign_counter GET": _units("07", "0701"),
    "campaign_counter POST": _units("07", "0701", amount="1"),
    "campaign_counter_switch POST": _campaign(on="1"),
    "campaign_known GET": _units(*_OWN),
    "campaign_known_decide POST": lambda scene: [
        Asked(
            unit,
            {"code": CODE, "unit": unit, "entry": scene.entries[unit]},
            {"confirm": "1", "version": "1"},
        )
        for unit in _OWN
    ],
    "campaign_contact POST": _rows(channel="phone", outcome="moved"),
    "campaign_release GET": _units("07"),
    "campaign_release POST": _units("07", sure="on"),
    "campaign_release_preview_xlsx GET": _units("07"),
}
"""Addresses whose objects or whose body are not the plain ones of `asked_of`."""
_PLAIN: Final[dict[frozenset[str], Make]] = {
    frozenset({"feed_id"}): lambda _: [Asked("", {"feed_id": "behzisti.gas.07.307"})],
    frozenset({"exemption_id"}): lambda _: [Asked("", {"exemption_id": UUID(int=0)})],
    frozenset(): lambda _: [Asked("")],
    frozenset({"code"}): _campaign(),
    frozenset({"code", "unit"}): _units(*TARGETS),
    frozenset({"code", "unit", "name"}): lambda _: [
        Asked(unit, {"code": CODE, "unit": unit, "name": "units"}) for unit in TARGETS
    ],
    frozenset({"code", "key"}): _rows(),
    frozenset({"user_id"}): _user(),
}


def asked_of(scene: Scene, name: str, keys: frozenset[str], method: str) -> list[Asked]:
    """The objects that the cells of one line ask for: the address `name` with its `keys`."""
    return _ASKED.get(f"{name} {method}", _PLAIN.get(keys, _none))(scene)


def _none(_: Scene) -> list[Asked]:
    raise AssertionError("say in _ASKED how this address is asked")
