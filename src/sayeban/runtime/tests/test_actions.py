"""`@action` asks who may, opens the transaction and writes the audit."""

from datetime import UTC, datetime
from typing import ClassVar

import pytest
from django.db import connection

from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.runtime.actions import ACTIONS, action
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import WriteInLookError, looking, nationwide, running
from sayeban.runtime.outbox import announce, deliver_next, on
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HEAD = Actor("user", "head", 5, (Appointment("county_head", Unit.of_county("0701")),))


class Stopped(Refusal):
    code: ClassVar[str] = "test.stopped"
    sentence: ClassVar[str] = "نشد {n}"


@action("test.note", posts=frozenset({"county_head"}), reach="own", about=("code", "unit"))
def note(*, actor: Actor, at: datetime, code: str, unit: Unit, refuse: bool = False) -> str:
    del at
    announce("test.noted", code, {"code": code})
    if refuse:
        raise Stopped(n=3)
    return f"{actor.username} {running().command}"


def asked(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(sql)
        rows: list[tuple[object, ...]] = cursor.fetchall()
        cursor.execute("SET ROLE sayeban_web")
        return rows


def test_a_command_leaves_one_audit_row_with_who_and_where() -> None:
    note(actor=HEAD, at=NOW, code="a", unit=Unit.of_county("0701"))
    assert asked(
        "SELECT user_id, action, outcome, detail->>'unit', posts->>0 FROM audit_event"
    ) == [(5, "test.note", "done", "0701", "county_head@0701")]


def test_what_no_column_holds_is_left_out_of_the_audit() -> None:
    with pytest.raises(AccessDenied):
        note(actor=HEAD, at=NOW, code="a\0b", unit=Unit.of_county("0702"))
    assert asked("SELECT detail->>'code' FROM audit_event") == [("ab",)]


def test_a_refused_command_changes_nothing_and_is_audited_with_its_code() -> None:
    with pytest.raises(Stopped) as refused:
        note(actor=HEAD, at=NOW, code="a", unit=Unit.of_county("0701"), refuse=True)
    assert refused.value.message == "نشد ۳"
    assert asked("SELECT outcome FROM audit_event") == [("test.stopped",)]
    assert asked("SELECT 1 FROM runtime_event") == []


@pytest.mark.parametrize(
    "unit", [Unit.of_county("0702"), Unit.of_centre("0701", "C1"), Unit.of_province("07")]
)
def test_own_means_exactly_the_unit_of_the_post(unit: Unit) -> None:
    with pytest.raises(AccessDenied):
        note(actor=HEAD, at=NOW, code="a", unit=unit)


def test_the_operator_may_only_what_is_declared_for_him() -> None:
    with pytest.raises(AccessDenied):
        note(actor=OPERATOR, at=NOW, code="a", unit=Unit.of_county("0701"))


def test_the_audit_cannot_be_changed_or_read_by_the_working_roles() -> None:
    note(actor=HEAD, at=NOW, code="a", unit=Unit.of_county("0701"))
    for role in ("sayeban_web", "sayeban_hq", "sayeban_scoped"):
        rights = asked(
            f"SELECT has_table_privilege('{role}', 'audit_event', p)"
            " FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p"
        )
        assert {right for (right,) in rights} == {False}
    with pytest.raises(Exception, match="افزوده"):
        asked("DELETE FROM audit_event")


def test_a_look_cannot_write() -> None:
    with pytest.raises(WriteInLookError), looking(HEAD):
        announce("test.noted", "x", {})


def test_nationwide_ends_where_it_ends() -> None:
    def role() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            return str(cursor.fetchone()[0])

    with looking(HEAD):
        with nationwide():
            assert role() == "sayeban_hq"
            with nationwide():
                assert role() == "sayeban_hq"
            assert role() == "sayeban_hq", "what runs on within is nationwide still"
            with looking(HEAD):
                assert role() == "sayeban_scoped", "another command begins with its own places"
                with nationwide():
                    assert role() == "sayeban_hq"
                assert role() == "sayeban_scoped"
            assert role() == "sayeban_hq"
        assert role() == "sayeban_scoped"
    assert role() == "sayeban_web"


def test_an_announced_event_reaches_its_reaction_once() -> None:
    seen: list[str] = []
    on("test.noted")(lambda event, _at: seen.append(event["code"]))
    note(actor=HEAD, at=NOW, code="e1", unit=Unit.of_county("0701"))
    note(actor=HEAD, at=NOW, code="e1", unit=Unit.of_county("0701"))
    assert deliver_next(NOW)
    assert not deliver_next(NOW)
    assert seen == ["e1"]


def test_each_action_has_a_name_of_its_own() -> None:
    with pytest.raises(ValueError, match=r"test\.note"):
        action("test.note")
    assert "test.note" in ACTIONS
