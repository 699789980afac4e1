"""How each registered command is given: its entry with an object of each unit."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

import polars as pl

from sayeban.accounts.actions import (
    add_user,
    appoint,
    assign_helper,
    change_password,
    count_attempt,
    count_source,
    disable_user,
    end_appointment,
    enter_code,
    import_staff,
    keep_device,
    name_deputy,
    reset_password,
    sessions,
    sign_in,
)
from sayeban.accounts.rules import Post
from sayeban.exemptions.actions import (
    approve,
    attach_documents,
    change_campaign,
    check_household,
    clear_candidate,
    collect_entry,
    collect_paste,
    collect_row,
    collect_workbook,
    confirm_candidate,
    count_quality,
    counter,
    decide_known,
    declare,
    draw_sample,
    duties,
    enter_known,
    forget_entries,
    freeze,
    inform,
    load_merge,
    load_workbook,
    log_contact,
    mark_informed,
    open_campaign,
    read_message,
    receive,
    receive_copy,
    record_sample,
    refresh,
    release,
    remind,
    reserve_days,
    share_work,
    split,
    sum_counts,
    sweep_files,
    tell_heads,
    text_patterns,
    train,
    withdraw_approval,
    write_package,
)
from sayeban.exemptions.loading import Judged
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from sayeban.notices.public import approve_template, write_template
from sayeban.organisations.actions import (
    import_centres,
    import_companies,
    import_divisions,
    keep_calendar,
)
from sayeban.people.actions import (
    change_head,
    import_people,
    record_death,
    record_exit,
    record_move,
    record_tenancy,
    set_head,
)
from sayeban.people.public import Dwelling
from sayeban.runtime.actor import Actor
from sayeban.runtime.outbox import replay_events
from tests.matrix.commands_feeds import FEED_CALLS
from tests.matrix.commands_moves import MOVE_CALLS
from tests.matrix.commands_own import OWN_CALLS
from tests.matrix.commands_registry import REGISTRY_CALLS
from tests.matrix.entries import (
    CENTRE,
    WORKER,
    Call,
    Make,
    cases,
    entry,
    entry_of_row,
    in_units,
    key,
    of_campaign,
    on_rows,
    on_units,
    once,
    person_of,
    sheet,
    users,
    zipped,
)
from tests.matrix.people import unit_of
from tests.matrix.places import TARGETS
from tests.matrix.scene import Scene, picture
from tests.matrix.slices import askers


def _add(scene: Scene) -> list[Call]:
    typed = {"username": "somebody", "full_name": "کسی", "password": "one long password 7"}
    made = [
        Call(unit, entry(add_user.add_user, unit=unit_of(unit), post=Post.OBSERVER, **typed))
        for unit in TARGETS
    ]
    head = entry(add_user.add_user, unit=unit_of("0701"), post=Post.COUNTY_HEAD, **typed)
    return [*made, Call("0701", head, " of a head")]


def _appoint(scene: Scene) -> list[Call]:
    name = scene.username("without a post")
    given = partial(entry, appoint.appoint, username=name, post=Post.OBSERVER)
    return [Call(unit, given(unit=unit_of(unit))) for unit in TARGETS]


def _assign(scene: Scene) -> list[Call]:
    given = {"username": scene.username("without a post"), "until": date(2026, 12, 1)}
    posts = {
        "07": Post.PROVINCE_EXPERT,
        "0701": Post.COUNTY_EXPERT,
        CENTRE: Post.SOCIAL_WORKER,
    }
    return [
        Call(unit, entry(assign_helper.assign_helper, unit=unit_of(unit), post=post, **given))
        for unit, post in posts.items()
    ]


def _end(scene: Scene) -> list[Call]:
    def call(name: str, label: str) -> Call:
        number = scene.appointment(name)
        return Call(CENTRE, entry(end_appointment.end_appointment, appointment_id=number), label)

    return [call(WORKER, ""), call("helper", " of a helper")]


def _depute(scene: Scene) -> list[Call]:
    day = {"first": NOW.date(), "last": NOW.date()}
    units = ((CENTRE, ""), ("0701", " of a head"))
    return [
        Call(
            unit,
            entry(name_deputy.name_deputy, appointment_id=number, username=name, **day),
            label,
        )
        for (name, number), (unit, label) in zip(scene.absent.items(), units, strict=True)
    ]


def _staff_file(scene: Scene) -> list[Call]:
    def call(unit: str) -> Call:
        path = scene.folder / f"staff-{unit[-4:]}.csv"
        path.write_text(f"username,full name,post,unit\nsomebody,کسی,observer,{unit}\n")
        return Call(unit, entry(import_staff.import_staff, path=path))

    return [call(unit) for unit in TARGETS]


def _file(function: Callable[..., object], text: str) -> Make:
    def entry(actor: Actor, scene: Scene) -> object:
        path = scene.folder / f"{function.__name__}.csv"
        path.write_text(text)
        return function(actor=actor, at=NOW, path=path)

    return lambda _: [Call("", entry)]


def _own_password(actor: Actor, scene: Scene) -> object:
    return change_password._change(
        actor=actor, at=NOW, allowed=True, present="wrong", chosen="another long phrase 8"
    )


def _sweep(actor: Actor, _: Scene) -> object:
    """On a day before any file of the scene: what is removed from a disk is not undone."""
    return sweep_files.sweep_files(actor=actor, at=NOW - timedelta(days=3650))


def _empty(columns: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


_SEEN = ("sheet", "row_no", "key", "national_id", "province", "county")
_JUDGED = Judged(
    _empty((*_SEEN, "name_sort")),
    _empty((*_SEEN, "reasons", "name_key", "first_sheet", "first_row_no", "typed")),
    {},
    (),
)
_TERMS = open_campaign.Terms(title="x", starts=date(2026, 12, 1))
_STEP = {"user_id": 0, "allowed": True}
_COUNTED = {"province": "07", "number": "1", "without": ""}
_BELOW = ("07", "0701", CENTRE)


def _loads(function: Callable[..., object], **given: Any) -> Make:
    return lambda scene: [Call("", entry(function, load=scene.load, **given))]


CALLS: Final[dict[str, Make]] = {
    **FEED_CALLS,
    **OWN_CALLS,
    **MOVE_CALLS,
    **REGISTRY_CALLS,
    **askers.CALLS,
    "organisations.import_divisions": _file(import_divisions.import_divisions, "a,b\n1,2\n"),
    "organisations.import_centres": _file(import_centres.import_centres, "a,b\n1,2\n"),
    "organisations.import_companies": _file(import_companies.import_companies, "a,b\n1,2\n"),
    "organisations.declare_closure": in_units(
        keep_calendar.declare_closure, ("hq", "07"), day=date(2026, 12, 1), reason="برف"
    ),
    "organisations.withdraw_closure": in_units(
        keep_calendar.withdraw_closure, ("hq", "07"), day=date(2026, 12, 1)
    ),
    "organisations.set_holiday": once(
        keep_calendar.set_holiday, day=date(2026, 12, 1), name="عید فطر"
    ),
    "organisations.strike_holiday": once(keep_calendar.strike_holiday, day=date(2026, 12, 1)),
    "organisations.set_weekend": in_units(keep_calendar.set_weekend, ("hq", "07"), weekdays=[4]),
    "people.import": _file(import_people.import_people, "a,b\n1,2\n"),
    "people.record_death": person_of(
        record_death.record_death, on=date(2026, 11, 1), evidence="گواهی"
    ),
    "people.record_exit": person_of(record_exit.record_exit, on=date(2026, 11, 1), evidence="نامه"),
    "people.record_move": person_of(
        record_move.record_move, to=Dwelling(unit_of("centre:7011")), on=date(2026, 11, 1)
    ),
    "people.record_tenancy": person_of(record_tenancy.record_tenancy, tenure="owner"),
    "people.set_head": on_rows(
        lambda scene, unit: dict.fromkeys(("person_id", "head_id"), scene.rows[unit].person_id),
        set_head.set_head,
    ),
    "people.change_head": person_of(change_head.change_head),
    "notices.write_template": once(write_template, code="t", text="متن"),
    "notices.approve_template": once(approve_template, code="t", version=1),
    "accounts.sign_in": once(sign_in._accept_password, password="x", **_STEP),
    "accounts.enter_code": once(enter_code._accept_code, code="1", **_STEP),
    "accounts.enrol_totp": once(enter_code._enrol, code="1", **_STEP),
    "accounts.count_attempt": once(count_attempt.count_attempt, user_id=0),
    "accounts.count_source": once(count_source.count_source, source="x"),
    "accounts.clear_source": once(count_source.clear_source, source="x", signed_in=True),
    "accounts.forget_sources": once(count_source.forget_sources),
    "accounts.change_password": lambda _: [Call("", _own_password)],
    "accounts.add_user": _add,
    "accounts.appoint": _appoint,
    "accounts.assign_helper": _assign,
    "accounts.end_appointment": _end,
    "accounts.import_staff": _staff_file,
    "accounts.keep_device": once(keep_device.keep_device, device=None, label="Android"),
    "accounts.revoke_device": lambda scene: [
        Call(CENTRE, entry(keep_device.revoke_device, device_id=scene.phone, lost=True))
    ],
    "accounts.begin_session": once(
        sessions.begin_session, user_id=0, epoch=0, label="Android", address=""
    ),
    "accounts.note_address": once(sessions.note_address, session_id=UUID(int=0), address=""),
    "accounts.end_session": lambda scene: [
        Call("", entry(sessions.end_session, session_id=scene.strange_sign_in))
    ],
    "accounts.end_sessions": lambda scene: [
        Call(unit, entry(sessions.end_sessions, user_id=user_id), label)
        for user_id, (unit, label) in zip(
            scene.absent_users, ((CENTRE, ""), ("0701", " of a head")), strict=True
        )
    ],
    "accounts.name_deputy": _depute,
    "accounts.withdraw_deputy": lambda scene: [
        Call(CENTRE, entry(name_deputy.withdraw_deputy, appointment_id=scene.stood_in))
    ],
    "accounts.disable_user": users(disable_user.disable_user, with_head=True),
    "accounts.enable_user": users(disable_user.enable_user),
    "accounts.reset_password": users(reset_password.reset_password),
    "accounts.reset_totp": users(reset_password.reset_totp),
    "runtime.replay_events": once(replay_events),
    "campaign.open": once(open_campaign.open_campaign, code="new", terms=_TERMS),
    "campaign.extend": of_campaign(change_campaign.extend_campaign, days=1),
    "campaign.reserve": of_campaign(reserve_days.reserve_days, first=None, last=None),
    "campaign.close": of_campaign(change_campaign.close_campaign),
    "campaign.require": of_campaign(
        change_campaign.require_fields, utility="gas", company="", fields=()
    ),
    "campaign.load": of_campaign(
        load_workbook.begin_load, file_name="x", sha256="x", new_centres={}
    ),
    "campaign.load_chunk": _loads(
        load_merge.merge_chunk, number=0, frame=_empty(load_merge.INCOMING)
    ),
    "campaign.load_finish": _loads(load_workbook.finish_load, judged=_JUDGED),
    "campaign.refresh": of_campaign(refresh.refresh),
    "campaign.freeze": once(freeze.freeze),
    "campaign.sum_counts": once(sum_counts.sum_counts),
    "campaign.count_quality": once(count_quality.count_quality),
    "campaign.sweep_files": lambda _: [Call("", _sweep)],
    "campaign.tell_heads": once(tell_heads.tell_heads),
    "campaign.tell_released": of_campaign(tell_heads.tell_released, **_COUNTED),
    "campaign.split": lambda scene: on_units(split.split, TARGETS, out=scene.folder / "o")(scene),
    "campaign.worksheet": lambda scene: on_units(
        split.issue_worksheet, path=scene.folder / "w.xlsx"
    )(scene),
    "campaign.receive": on_units(receive.receive),
    "campaign.mark_duty": on_units(duties.mark_duty, (CENTRE,), duty="inform", is_done=True),
    "campaign.draw_map": on_units(duties.draw_map, (CENTRE,), data=picture()),
    "campaign.share_work": on_units(share_work.share_work, (CENTRE,), workers=[]),
    "campaign.train": on_units(train.train, (CENTRE,), workers=[1]),
    "campaign.collect": on_rows(sheet, collect_workbook.collect_workbook),
    "campaign.collect_row": on_rows(key(version=0, values={}), collect_row.collect_row),
    "campaign.read_message": on_rows(key(text="x"), read_message.read_message),
    "campaign.forget_entries": once(forget_entries.forget_entries),
    "campaign.forget_messages": once(read_message.forget_messages),
    "campaign.write_pattern": once(text_patterns.write_pattern, code="bill", text="قبض {bill_id}"),
    "campaign.approve_pattern": once(text_patterns.approve_pattern, code="bill", version=1),
    "campaign.keep_refused": on_rows(
        key(entry=UUID(int=8), body="", status=422, answer={}), collect_entry.keep_refused
    ),
    "campaign.collect_entry": on_rows(
        key(version=0, values={}, entry=UUID(int=7), photos={}), collect_entry.collect_entry
    ),
    "campaign.preview_paste": on_units(
        collect_paste.preview_paste, pasted="9990000018\t1", order=("national_id", "mobile")
    ),
    "campaign.collect_paste": on_units(collect_paste.collect_paste, paste=UUID(int=8), lines=()),
    "campaign.attach": on_rows(zipped, attach_documents.attach_documents),
    "campaign.attach_one": on_rows(
        key(utility="water", data=picture()), attach_documents.attach_document
    ),
    "campaign.mark_informed": once(mark_informed.mark_informed, messages=[]),
    "campaign.inform": on_units(inform.inform, text="inform.first", group="all"),
    "campaign.contact": on_rows(key(channel="phone", outcome="moved"), log_contact.log_contact),
    "campaign.switch_counter": of_campaign(counter.switch_counter, on=True),
    "campaign.give_counter": on_units(counter.give_counter, ("07", "0701"), amount=1),
    "campaign.answer_counter": lambda scene: [
        Call(
            unit, entry(counter.answer_counter, entry=scene.counter[unit], answer="right", bills=[])
        )
        for unit in ("07", "0701")
    ],
    "campaign.enter_known": on_rows(key(note="کنار مسجد"), enter_known.enter_known),
    "campaign.confirm_known": on_rows(entry_of_row(version=1), decide_known.confirm_known),
    "campaign.refuse_known": on_rows(entry_of_row(reason="x"), decide_known.refuse_known),
    "campaign.remind": on_units(remind.remind),
    "campaign.declare": on_units(declare.declare),
    "campaign.sample": on_units(draw_sample.draw_sample, ("07", "0701")),
    "campaign.sample_results": on_units(record_sample.record_sample, ("07", "0701"), findings=[]),
    "campaign.sample_check": on_units(
        check_household.check_household, ("07", "0701"), key=UUID(int=7), findings=[]
    ),
    "campaign.approve": on_units(approve.approve),
    "campaign.withdraw_approval": on_units(withdraw_approval.withdraw_approval, approval=0),
    "campaign.return": on_units(approve.return_rows, returns=[("0", "ناقص")]),
    "campaign.clear_candidate": cases(clear_candidate.clear_candidate, why="same_household"),
    "campaign.confirm_candidate": cases(confirm_candidate.confirm_candidate, national_ids=["1"]),
    "campaign.release": on_units(release.release, ("07",)),
    "campaign.package": lambda scene: [
        Call(
            "07",
            entry(
                write_package.write_package,
                unit=Unit.of_province("07"),
                release_id=scene.release,
                out=scene.folder,
            ),
        )
    ],
    "campaign.receive_copy": lambda scene: [
        Call("", entry(receive_copy.receive_copy, release_id=scene.release))
    ],
}
