"""A household moves: its old companies hear of an end, the new ones of a beginning (A-030)."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client

from sayeban.exemptions import reactions as _reactions  # noqa: F401 - registers its reactions
from sayeban.exemptions.actions import approve_move as approving
from sayeban.exemptions.actions.approve_move import approve_move
from sayeban.exemptions.actions.collect_move import collect_move
from sayeban.exemptions.actions.feed_log import append_changes
from sayeban.exemptions.actions.report_move import hand_over_move, report_move, withdraw_move
from sayeban.exemptions.models import Campaign, Connection, Exemption, FeedChange, Move, Row
from sayeban.exemptions.reads.worksheets import unit_of
from sayeban.exemptions.refusals_move import (
    MeterTaken,
    MoveCoverEnded,
    MoveDecided,
    MoveIncomplete,
    MoveInFuture,
    MoveNotCollected,
    MoveNotDelivered,
    MoveOpen,
    MoveSameEyes,
    MoveUnknown,
)
from sayeban.exemptions.tests.feeds.makers import V1, agreed, changes, program, published, token
from sayeban.exemptions.tests.feeds.test_people import deliver
from sayeban.exemptions.tests.makers import NOW, actor, bill_id, campaign, company
from sayeban.exemptions.tests.release_makers import approved, released
from sayeban.kit.units import Unit
from sayeban.people.models import Residence
from sayeban.people.public import Dwelling, record_death, record_move
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

HERE = Unit.of_centre("0701", "7011")
NEXT = Unit.of_centre("0702", "7021")
FAR = Unit.of_centre("1001", "1011")
DAY = date(2026, 11, 23)
ADDRESS = "اردستان، کوچهٔ تازه، پلاک ۴"
FAR_FEED = "behzisti.gas.10.507"


@pytest.fixture(autouse=True)
def row() -> Row:
    """A household with a gas meter at centre 7011; another company of Isfahan is agreed with."""
    company("507", "gas", "10")
    agreed()
    agreed(company="507", provinces=["10"])
    made = campaign(utilities=["gas"])
    row = approved(made, HERE, bills={"gas": bill_id(1, "gas")}, address="آباده، کوچهٔ کهنه")
    published(released().release_id)
    deliver()
    return row


def worker(unit: Unit = HERE, number: int = 41) -> Actor:
    return actor("social_worker", unit, number)


def head(unit: Unit = FAR, number: int = 42) -> Actor:
    return actor("centre_head", unit, number)


def dwelling(*, code: str = "507", **changed: str) -> dict[str, str]:
    typed = {
        "location": "urban",
        "tenure": "tenant",
        "tenancy_end": "1406/07/01",
        "postal_code": "8391700001",
        "address": ADDRESS,
        "gas_type": "private",
        "gas_bill": bill_id(9, "gas", code),
        "gas_channel": "centre",
        "gas_source": "sms",
        "gas_method": "typed",
    }
    return typed | changed


def reported(row: Row, to: Unit = FAR, on: date = DAY, **given: Any) -> int:
    return report_move(actor=worker(), at=NOW, code="c1405", key=row.key, to=to, on=on, **given)


def collected(number: int, unit: Unit = FAR, **typed: str) -> int:
    collect_move(actor=worker(unit), at=NOW, number=number, values=dwelling(**typed))
    return number


def moved(row: Row, unit: Unit = FAR, **typed: str) -> int:
    number = collected(reported(row, unit), unit, **typed)
    return approve_move(actor=head(unit), at=NOW, number=number)


def near(row: Row) -> int:
    """A move within the province, to a meter of the same company."""
    return moved(row, NEXT, code="307")


def gas(code: str = "307") -> Client:
    return program(token(f"gas-{code}", company=code))


def told(client: Client, feed: str = "behzisti.gas.07.307") -> list[tuple[str, str, str]]:
    data = changes(client, feed=feed).json()["data"]
    return [(each["op"], each["reason"], each["effective_from"]) for each in data]


def standing() -> list[tuple[str, str]]:
    with acting(OPERATOR, NOW):
        found = Exemption.objects.filter(ended_on=None).order_by("bill_id")
        return list(found.values_list("feed_id", "bill_id"))


def test_a_move_ends_in_the_old_feed_and_begins_in_the_new_one(row: Row) -> None:
    number = collected(reported(row))
    assert approve_move(actor=head(), at=NOW, number=number) == 2

    assert told(gas())[1:] == [("revoke", "relocated", "2026-11-24")]
    (begun,) = changes(gas("507"), feed=FAR_FEED).json()["data"]
    assert (begun["op"], begun["reason"]) == ("grant", "new_cover")
    assert (begun["effective_from"], begun["effective_until"]) == ("2026-11-24", "2027-09-23")
    assert begun["supersedes"] is None
    assert begun["record"]["service_point"]["address"] == ADDRESS
    assert standing() == [(FAR_FEED, bill_id(9, "gas", "507"))]
    with acting(OPERATOR, NOW):
        now = Row.objects.get(pk=row.pk)
        assert (now.centre, now.state, now.address, now.tenure) == (
            *("1011", "released", ADDRESS, "tenant"),
        )
        assert (now.collected_by, now.approved_by) == (41, 42)
        wire = Connection.objects.get(row=row)
        assert (wire.centre, wire.company, wire.company_state, wire.ready) == (
            *("1011", "507", "known", True),
        )
        stay = Residence.objects.get(household_id=row.household_id, until=None)
        assert (stay.centre, stay.postal_code, stay.since) == ("1011", "8391700001", DAY)
        assert Move.objects.get(pk=number).state == "approved"


def test_the_old_company_never_sees_the_new_address(row: Row) -> None:
    moved(row)
    old = gas()
    seen = changes(old).content.decode()
    (one,) = {each["exemption_id"] for each in changes(old).json()["data"]}
    seen += old.get(f"{V1}/exemptions/{one}").content.decode()
    asked = {"bill_ids": [bill_id(1, "gas"), bill_id(9, "gas", "507")]}
    seen += old.post(f"{V1}/exemptions/lookup", asked, "application/json").content.decode()
    for secret in (ADDRESS, "8391700001", '"1001"', FAR_FEED):
        assert secret not in seen
    assert old.get(f"{V1}/feeds/{FAR_FEED}/changes").status_code == 404


def test_an_amended_record_would_show_it(row: Row) -> None:
    """The control: the same look finds the address where it is told."""
    moved(row)
    with acting(OPERATOR, NOW):
        record = FeedChange.objects.get(feed_id=FAR_FEED).record
        last = FeedChange.objects.filter(feed_id="behzisti.gas.07.307").latest("seq")
        FeedChange.objects.create(
            feed_id=last.feed_id,
            seq=last.seq + 1,
            op="amend",
            exemption_id=last.exemption_id,
            version=last.version + 1,
            reason="correction",
            effective_from=DAY,
            decided_at=NOW,
            record=record,
            province="07",
        )
    assert ADDRESS in changes(gas()).content.decode()


def test_within_one_feed_the_new_exemption_names_the_old_one(row: Row) -> None:
    near(row)
    _, ended, begun = changes(gas()).json()["data"]
    assert begun["supersedes"] == ended["exemption_id"]
    assert [ended["seq"], begun["seq"]] == [2, 3]


@pytest.mark.parametrize(
    "typed",
    [{"gas_type": "shared", "gas_bill": ""}, {"gas_type": "none", "gas_bill": ""}],
)
def test_a_dwelling_without_an_own_meter_ends_alone(row: Row, typed: dict[str, str]) -> None:
    assert moved(row, FAR, **typed) == 1
    assert standing() == []


def test_in_the_middle_of_an_approval_nothing_is_written(
    row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = collected(reported(row))

    def breaks() -> int:
        append_changes()
        raise RuntimeError

    monkeypatch.setattr(approving, "append_changes", breaks)
    with pytest.raises(RuntimeError):
        approve_move(actor=head(), at=NOW, number=number)
    assert standing() == [("behzisti.gas.07.307", bill_id(1, "gas"))]
    assert told(gas("507"), FAR_FEED) == []
    with acting(OPERATOR, NOW):
        assert not Residence.objects.filter(household_id=row.household_id, centre="1011").exists()
        assert Row.objects.get(pk=row.pk).centre == "7011"
    monkeypatch.undo()
    # The control: unbroken, the same approval writes all of it.
    assert approve_move(actor=head(), at=NOW, number=number) == 2


def test_what_our_own_move_announces_begins_no_second_one(row: Row) -> None:
    moved(row)
    deliver()
    with acting(OPERATOR, NOW):
        assert Move.objects.count() == 1


def test_a_move_that_people_know_of_is_opened_once_at_the_new_place(row: Row) -> None:
    to = Dwelling(place=FAR, postal_code="8391700002", address="از ثبت احوال")
    record_move(actor=OPERATOR, at=NOW, person_id=row.person_id, to=to, on=DAY)
    deliver()
    with acting(OPERATOR, NOW):
        move = Move.objects.get()
        assert (move.said_by, move.centre, move.came_centre) == ("register", "1011", "7011")
        assert move.dwelling["postal_code"] == "8391700002"
        stays = Residence.objects.filter(household_id=row.household_id).count()
    collected(move.pk)
    approve_move(actor=head(), at=NOW, number=move.pk)
    deliver()
    with acting(OPERATOR, NOW):
        assert Move.objects.count() == 1
        # The stay is the register's, completed by what was collected.
        assert Residence.objects.filter(household_id=row.household_id).count() == stays
        assert Residence.objects.get(household_id=row.household_id, until=None).address == ADDRESS


def test_an_open_move_goes_where_people_say(row: Row) -> None:
    number = collected(reported(row, NEXT), NEXT, code="307")
    record_move(actor=OPERATOR, at=NOW, person_id=row.person_id, to=Dwelling(place=FAR), on=DAY)
    deliver()
    with acting(OPERATOR, NOW):
        move = Move.objects.get(pk=number)
    assert (move.state, move.centre, move.collected_by) == ("reported", "1011", None)


def test_both_units_see_a_move_and_others_do_not(row: Row) -> None:
    number = reported(row)
    for unit, sees in ((HERE, True), (FAR, True), (NEXT, False)):
        with acting(worker(unit), NOW):
            assert Move.objects.filter(pk=number).exists() is sees


def test_it_is_handed_to_another_unit_and_withdrawn(row: Row) -> None:
    number = collected(reported(row))
    hand_over_move(actor=worker(FAR), at=NOW, number=number, to=NEXT)
    with pytest.raises(MoveUnknown):
        hand_over_move(actor=worker(FAR), at=NOW, number=number, to=HERE)
    with pytest.raises(MoveNotCollected):
        approve_move(actor=head(NEXT), at=NOW, number=number)
    withdraw_move(actor=worker(), at=NOW, number=number)
    with pytest.raises(MoveDecided):
        withdraw_move(actor=worker(), at=NOW, number=number)
    with pytest.raises(MoveDecided):
        hand_over_move(actor=worker(), at=NOW, number=number, to=NEXT)
    assert told(gas()) == [("grant", "new_cover", "2026-11-24")]
    reported(row)


def test_who_may_not_is_refused(row: Row) -> None:
    number = collected(reported(row))
    with pytest.raises(AccessDenied):
        approve_move(actor=head(HERE), at=NOW, number=number)
    with pytest.raises(MoveSameEyes):
        approve_move(actor=head(FAR, 41), at=NOW, number=number)
    with pytest.raises(AccessDenied):
        collect_move(actor=worker(HERE), at=NOW, number=number, values=dwelling())
    with pytest.raises(MoveUnknown):
        collect_move(actor=worker(NEXT), at=NOW, number=number, values=dwelling())
    with pytest.raises(MoveUnknown):
        withdraw_move(actor=worker(NEXT), at=NOW, number=number)
    expert = actor("county_expert", Unit.of_county("0701"))
    key, to = row.key, FAR
    with pytest.raises(AccessDenied):
        report_move(actor=expert, at=NOW, code="c1405", key=key, to=to, on=DAY)


def test_what_cannot_be_reported_is_refused(row: Row) -> None:
    with pytest.raises(MoveInFuture):
        reported(row, on=DAY + timedelta(days=9))
    reported(row)
    with pytest.raises(MoveOpen):
        reported(row)
    other = approved(campaign("c2"), HERE)
    with pytest.raises(MoveNotDelivered):
        report_move(actor=worker(), at=NOW, code="c2", key=other.key, to=FAR, on=DAY)


def test_an_incomplete_dwelling_is_refused_at_its_fields(row: Row) -> None:
    number = reported(row)
    with pytest.raises(MoveIncomplete) as refused:
        collected(number, FAR, postal_code="", tenancy_end="", gas_bill="")
    assert set(refused.value.fields) == {"postal_code", "tenancy_end", "gas_bill"}
    with pytest.raises(MoveIncomplete) as refused:
        collected(number, FAR, postal_code="123", gas_bill="5")
    assert set(refused.value.fields) == {"postal_code", "gas_bill"}


def test_a_meter_of_another_household_is_refused(row: Row) -> None:
    number = collected(reported(row))
    other = approved(campaign("c3", utilities=["gas"]), HERE, bills={"gas": bill_id(5, "gas")})
    published(released("c3").release_id)
    with pytest.raises(MeterTaken) as refused:
        collected(number, FAR, gas_bill=bill_id(5, "gas"))
    assert set(refused.value.fields) == {"gas_bill"}
    # Shared by both it is no one's own.
    collected(number, FAR, gas_bill=bill_id(5, "gas"), gas_type="shared")
    # What was free when it was collected is asked once more when it is approved.
    collected(number)
    with acting(OPERATOR, NOW):
        Exemption.objects.filter(row_id=other.pk).update(bill_id=bill_id(9, "gas", "507"))
    with pytest.raises(MeterTaken):
        approve_move(actor=head(), at=NOW, number=number)


def test_who_died_is_granted_nothing_at_a_new_dwelling(row: Row) -> None:
    number = collected(reported(row))
    record_death(actor=OPERATOR, at=NOW, person_id=row.person_id, on=DAY, evidence="گواهی ۱۲")
    deliver()
    with pytest.raises(MoveCoverEnded):
        approve_move(actor=head(), at=NOW, number=number)
    assert [op for op, *_ in told(gas())] == ["grant", "revoke"]


def test_a_rejected_exemption_moves_like_another(row: Row) -> None:
    with acting(OPERATOR, NOW):
        Exemption.objects.update(receipt_status="rjct", receipt_version=1)
        Row.objects.filter(pk=row.pk).update(state="returned", release_id=None)
    moved(row)
    with acting(OPERATOR, NOW):
        now = Row.objects.get(pk=row.pk)
    assert (now.state, now.release_id is None) == ("released", False)
    assert standing() == [(FAR_FEED, bill_id(9, "gas", "507"))]


def test_members_of_the_household_go_along(row: Row) -> None:
    member = approved(_campaign(row), HERE, household_of=row)
    moved(row)
    with acting(OPERATOR, NOW):
        there = Row.objects.get(pk=member.pk)
        assert (there.centre, there.postal_code) == ("1011", "8391700001")
        assert Connection.objects.get(row=member).copied


def _campaign(row: Row) -> Campaign:
    with acting(OPERATOR, NOW):
        return Row.objects.select_related("campaign").get(pk=row.pk).campaign


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_in_whatever_order_households_move_nobody_has_two_meters_and_no_meter_two(
    row: Row, seed: int
) -> None:
    other = approved(_campaign(row), HERE, bills={"gas": bill_id(2, "gas")})
    published(released().release_id)
    drawn = Random(seed)  # noqa: S311 - no secret
    done = 0
    for _ in range(6):
        one, serial = drawn.choice([row, other]), drawn.choice([1, 2, 9])
        place, code = drawn.choice([(FAR, "507"), (NEXT, "307")])
        with acting(OPERATOR, NOW):
            lives = unit_of(Row.objects.get(pk=one.pk))
        number = report_move(
            actor=worker(lives), at=NOW, code="c1405", key=one.key, to=place, on=NOW.date()
        )
        try:
            collected(number, place, gas_bill=bill_id(serial, "gas", code))
        except MeterTaken:
            withdraw_move(actor=worker(place), at=NOW, number=number)
        else:
            approve_move(actor=head(place), at=NOW, number=number)
            done += 1
        with acting(OPERATOR, NOW):
            stands = Exemption.objects.filter(ended_on=None)
            meters = list(stands.values_list("utility", "bill_id"))
            households = list(stands.values_list("utility", "household_id"))
        assert len(meters) == len(set(meters)) == len(households) == len(set(households)) == 2
    assert done
