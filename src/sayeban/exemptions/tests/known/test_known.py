"""What a village helper knows counts when a social worker confirmed it, and not before (A-095)."""

from typing import Any

import pytest

from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.decide_known import (
    KnownDecided,
    KnownOwn,
    KnownUnknown,
    ReasonMissing,
    confirm_known,
    refuse_known,
)
from sayeban.exemptions.actions.enter_known import KnownWaits, NothingKnown, enter_known
from sayeban.exemptions.actions.log_contact import NotePersonal, NoteTooLong
from sayeban.exemptions.actions.row_refusals import RowRefused
from sayeban.exemptions.models import Campaign, Connection, HelperEntry, Row
from sayeban.exemptions.reads.known import helper_sources, waiting_known
from sayeban.exemptions.reads.one_row import rows_to_fill
from sayeban.exemptions.reads.typed_again import typed_again
from sayeban.exemptions.reads.villages import known_by_me
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, SECOND
from sayeban.exemptions.tests.test_village_scope import DISTRICT, helper, lives
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

HELPER = helper(f"{DISTRICT}/بیدک")
GAS = makers.bill_id(41, "gas")


def enter(row: Row, by: Actor = HELPER, **typed: Any) -> int:
    values: dict[str, str] = typed or {"utility": "gas", "bill": GAS, "source": "paper_slip"}
    enter_known(actor=by, at=NOW, code="c1405", key=row.key, **values)
    with acting(OPERATOR, NOW):
        return HelperEntry.objects.order_by("-id")[0].pk


def confirm(entry: int, by: Actor, version: int = 1) -> None:
    confirm_known(actor=by, at=NOW, code="c1405", entry=entry, version=version)


def version_of(row: Row) -> int:
    with acting(OPERATOR, NOW):
        return Row.objects.get(pk=row.pk).version


def gas_of(row: Row) -> dict[str, Any]:
    columns = ("connection_type", "bill_id", "channel", "source", "entry_method")
    with acting(OPERATOR, NOW):
        found = Connection.objects.filter(row=row, utility="gas").values(*columns).first()
    return dict(found or {})


def state_of(entry: int) -> tuple[str, str, int | None]:
    with acting(OPERATOR, NOW):
        found = HelperEntry.objects.get(pk=entry)
    return found.state, found.reason, found.decided_by


def test_a_bill_counts_when_it_is_confirmed_and_the_helper_stays_named(
    row: Row, worker: Actor, campaign: Campaign
) -> None:
    entry = enter(row, utility="gas", bill="۴۱۳۰۷۳" + GAS[-1], source="paper_slip")
    assert gas_of(row) == {}
    with looking(worker):
        (waits,) = waiting_known(campaign, CENTRE)
        assert (waits.bill_id, waits.stored, waits.village) == (GAS, "", "بیدک")
    confirm(entry, worker)
    assert gas_of(row) == {
        "connection_type": "private",
        "bill_id": GAS,
        "channel": "dehyar",
        "source": "paper_slip",
        "entry_method": "typed",
    }
    assert state_of(entry) == ("confirmed", "", worker.user_id)
    with acting(OPERATOR, NOW):
        assert Row.objects.get(pk=row.pk).collected_by == worker.user_id
        (source,) = helper_sources(row.pk)
    assert (source.utility, source.bill_id) == ("gas", GAS)


def test_a_note_is_added_to_the_remarks(row: Row, worker: Actor) -> None:
    for note in ("کنار مسجد", "خانهٔ دوم"):
        confirm(enter(row, note=note), worker, version_of(row))
    with acting(OPERATOR, NOW):
        assert Row.objects.get(pk=row.pk).remarks == "کنار مسجد؛ خانهٔ دوم"


def test_a_shared_meter_stays_shared_and_other_values_stay(row: Row, worker: Actor) -> None:
    before = {
        "location": "rural", "tenure": "tenant", "tenancy_end": "1406/01/20",
        "gas_type": "shared", "gas_bill": GAS, "gas_channel": "phone", "gas_source": "sms",
        "gas_method": "typed", "water_type": "private", "water_bill": makers.bill_id(5, "water"),
        "water_channel": "phone", "water_source": "sms", "water_method": "paste",
        "remarks": "تلفن عصر",
    }  # fmt: skip
    collect_row(actor=worker, at=NOW, code="c1405", key=row.key, version=1, values=before)
    with acting(OPERATOR, NOW):
        (stored,) = rows_to_fill([row.pk])
    entry = enter(row, utility="gas", bill=makers.bill_id(43, "gas"), source="sms")
    confirm(entry, worker)
    assert gas_of(row)["connection_type"] == "shared"
    with acting(OPERATOR, NOW):
        (after,) = rows_to_fill([row.pk])
    kept = [name for name in typed_again(stored) if not name.startswith("gas_")]
    assert {n: typed_again(stored)[n] for n in kept} == {n: typed_again(after)[n] for n in kept}


def test_typed_again_changes_nothing(row: Row, worker: Actor) -> None:
    values = {"location": "urban", "gas_type": "private", "gas_bill": GAS, "gas_method": "scan"}
    collect_row(actor=worker, at=NOW, code="c1405", key=row.key, version=1, values=values)
    with acting(OPERATOR, NOW):
        (stored,) = rows_to_fill([row.pk])
    again = collect_row(
        actor=worker, at=NOW, code="c1405", key=row.key, version=stored.version,
        values=typed_again(stored),
    )  # fmt: skip
    assert again.code == "unchanged"


def test_what_is_refused_says_why_and_can_be_entered_anew(row: Row, worker: Actor) -> None:
    entry = enter(row)
    with pytest.raises(KnownWaits):
        enter(row)
    with pytest.raises(ReasonMissing):
        refuse_known(actor=worker, at=NOW, code="c1405", entry=entry, reason=" ")
    refuse_known(actor=worker, at=NOW, code="c1405", entry=entry, reason="قبض همسایه است")
    assert gas_of(row) == {}
    assert state_of(entry) == ("refused", "قبض همسایه است", worker.user_id)
    with looking(HELPER):
        (mine,) = known_by_me(row.campaign_id, row.key, HELPER.user_id or 0)
        assert (mine.state, mine.reason) == ("refused", "قبض همسایه است")
        assert known_by_me(row.campaign_id, row.key, 1) == []
    with pytest.raises(KnownDecided):
        confirm(entry, worker)
    with pytest.raises(KnownDecided):
        refuse_known(actor=worker, at=NOW, code="c1405", entry=entry, reason="x")
    assert enter(row) > entry


def test_a_wrong_bill_id_is_refused_where_it_is_typed(row: Row) -> None:
    wrong: dict[str, dict[str, Any]] = {
        "bill_id.length": {"utility": "gas", "bill": "12", "source": "sms"},
        "bill_id.check_digit": {"utility": "gas", "bill": GAS[:-1] + "9", "source": "sms"},
        "bill_id.wrong_utility": {"utility": "water", "bill": GAS, "source": "sms"},
        "connection.unknown_value": {"utility": "gas", "bill": GAS, "source": "rumour"},
    }
    if GAS.endswith("9"):
        wrong["bill_id.check_digit"]["bill"] = GAS[:-1] + "8"
    for code, typed in wrong.items():
        with pytest.raises(RowRefused) as refused:
            enter(row, **typed)
        assert refused.value.code == code
    with pytest.raises(NothingKnown):
        enter(row, utility="gas", bill=" ", source="sms")
    with pytest.raises(NothingKnown):
        enter(row, note=" ")
    with pytest.raises(NotePersonal):
        enter(row, note="تلفن پسرش ۰۹۱۲۱۲۳۴۵۶۷")
    with pytest.raises(NoteTooLong):
        enter(row, note="آ" * 201)
    with acting(OPERATOR, NOW):
        assert not HelperEntry.objects.exists()


def test_he_enters_nothing_of_another_village_and_nothing_of_what_is_locked(
    row: Row, campaign: Campaign
) -> None:
    other = lives(makers.row(campaign, SECOND), "آبزالو")
    for by in (helper(f"{DISTRICT}/آبزالو"), helper(), helper(f"{DISTRICT}/", unit=SECOND)):
        with pytest.raises(RowRefused, match=r"row\.unknown_key"):
            enter(row, by)
    with pytest.raises(RowRefused, match=r"row\.unknown_key"):
        enter(other)
    for post, unit in (("social_worker", CENTRE), ("county_head", COUNTY), ("observer", COUNTY)):
        with pytest.raises(AccessDenied):
            enter(row, makers.actor(post, unit))
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(state="centre_approved")
    with pytest.raises(RowRefused, match=r"row\.locked"):
        enter(row)


def test_who_decides_and_who_does_not(row: Row, worker: Actor) -> None:
    entry = enter(row)
    for by in (makers.actor("county_expert", COUNTY), makers.actor("centre_head", SECOND), HELPER):
        with pytest.raises((AccessDenied, KnownUnknown)):
            confirm(entry, by)
    with pytest.raises(KnownUnknown):
        confirm(entry + 1000, worker)
    himself = makers.actor("social_worker", CENTRE, HELPER.user_id)
    with pytest.raises(KnownOwn):
        confirm(entry, himself)
    untrained = makers.actor("social_worker", CENTRE)
    with pytest.raises(RowRefused, match=r"worklist\.closed"):
        confirm(entry, untrained)
    assert state_of(entry) == ("waiting", "", None)
    assert gas_of(row) == {}
