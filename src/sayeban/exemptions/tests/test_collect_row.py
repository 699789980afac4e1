"""One row on a page: the same judging as a workbook, each connection with its own way."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from sayeban.exemptions.actions.collect_row import collect_row
from sayeban.exemptions.actions.row_refusals import ROW_REFUSALS, RowRefused
from sayeban.exemptions.models import Connection, Row
from sayeban.exemptions.refusals import CampaignNotOpen, CampaignUnknown
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.sheets_made import (
    CODE,
    COLLEAGUE,
    COUNTY,
    COUNTY_EXPERT,
    OTHER_CENTRE,
    WORKER,
    fresh,
    known_row,
    world,
)
from sayeban.exemptions.worksheet.book import Outcome
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


def form(serial: int, **changed: str) -> dict[str, str]:
    typed = {
        "location": "urban",
        "gas_type": "private",
        "gas_bill": makers.bill_id(serial, "gas"),
        "gas_channel": "phone",
        "gas_source": "sms",
        "gas_method": "scan",
        "water_type": "shared",
        "water_channel": "home_visit",
        "water_source": "meter_photo",
        "water_method": "typed",
        "electricity_type": "none",
    }
    return typed | changed


def save(row: Row, values: dict[str, str], actor: Actor = WORKER, version: int = 0) -> Outcome:
    return collect_row(
        actor=actor,
        at=makers.NOW,
        code=CODE,
        key=row.key,
        version=version or fresh(row).version,
        values=values,
    )


def test_each_connection_keeps_its_own_channel_source_and_method() -> None:
    row = known_row(world())
    outcome = save(row, form(1))
    assert (outcome.code, set(outcome.flags)) == ("", {"connection.shared", "document.missing"})
    with acting(OPERATOR, makers.NOW):
        kept = Connection.objects.filter(row=row).order_by("utility")
        ways = [(c.utility, c.channel, c.source, c.entry_method) for c in kept]
    assert ways == [
        ("electricity", "", "", ""),
        ("gas", "phone", "sms", "scan"),
        ("water", "home_visit", "meter_photo", "typed"),
    ]


def test_saving_the_same_again_changes_nothing() -> None:
    row = known_row(world())
    save(row, form(1))
    assert save(row, form(1)).code == "unchanged"
    assert fresh(row).version == 2


@pytest.mark.parametrize(
    ("stored", "author"),
    [({"state": "returned"}, WORKER), ({"state": "collected"}, COLLEAGUE)],
    ids=["a returned row is handed in again", "a colleague takes it over"],
)
def test_who_saves_a_row_unchanged_says_that_it_is_right(
    stored: dict[str, str], author: Actor
) -> None:
    row = known_row(world())
    save(row, form(1))
    with acting(OPERATOR, makers.NOW):
        Row.objects.filter(pk=row.pk).update(**stored)
    assert save(row, form(1), author).code == ""
    assert (fresh(row).state, fresh(row).collected_by) == ("collected", author.user_id)
    assert save(row, form(1), author).code == "unchanged"


def test_a_member_has_the_connections_of_his_head_whatever_is_typed() -> None:
    campaign = world()
    head = known_row(campaign)
    member = known_row(campaign, household_of=head)
    save(head, form(1))
    assert fresh(member).state == "collected"
    outcome = save(member, form(2, remarks="عضو خانوار"))
    assert (outcome.code, outcome.follows) == ("", True)
    assert "سرپرست خانوار" in outcome.sentence([])
    with acting(OPERATOR, makers.NOW):
        kept = Connection.objects.get(row=member, utility="gas")
    assert (kept.bill_id, kept.copied) == (makers.bill_id(1, "gas"), True)
    assert save(member, form(2, remarks="عضو خانوار")).code == "unchanged"


def test_what_stands_in_the_columns_of_another_utility_is_passed_over() -> None:
    row = known_row(world(utilities=["water", "electricity"]))
    assert save(row, form(1, gas_bill="12")).code == ""
    with acting(OPERATOR, makers.NOW):
        assert not Connection.objects.filter(row=row, utility="gas").exists()


def test_a_dwelling_without_official_connections_is_ready_for_no_company() -> None:
    row = known_row(world())
    save(row, form(1, location="rural_unconnected"))
    with acting(OPERATOR, makers.NOW):
        assert not Connection.objects.get(row=row, utility="gas").ready


def test_the_way_of_a_later_connection_alone_is_a_change_too() -> None:
    """A worksheet shows one channel a row; the page must not lose the others."""
    row = known_row(world())
    save(row, form(1))
    assert save(row, form(1, gas_channel="messenger")).code == ""
    with acting(OPERATOR, makers.NOW):
        assert Connection.objects.get(row=row, utility="gas").channel == "messenger"


def test_a_conflict_shows_what_the_colleague_stored() -> None:
    row = known_row(world())
    save(row, form(1), COLLEAGUE)
    with pytest.raises(RowRefused) as refused:
        save(row, form(2), version=1)
    assert refused.value.code == "row.conflict"
    assert refused.value.stored["gas_bill"] == makers.bill_id(1, "gas")
    assert fresh(row).changed_by == COLLEAGUE.user_id


@pytest.mark.parametrize(
    ("code", "typed", "fields"),
    [
        ("bill_id.length", {"gas_bill": "12"}, {"gas_bill"}),
        ("bill_id.check_digit", {"gas_bill": "0000001230728"}, {"gas_bill"}),
        ("bill_id.wrong_utility", {"gas_bill": makers.bill_id(1, "water")}, {"gas_bill"}),
        (
            "connection.unknown_value",
            {"gas_channel": "x", "location": "y"},
            {"gas_channel", "location"},
        ),
        ("date.invalid", {"tenancy_end": "1405/13/01"}, {"tenancy_end"}),
        ("connection.contradicts", {"gas_type": "none"}, {"gas_type"}),
        ("connection.contradicts", {"electricity_number": "778"}, {"electricity_type"}),
    ],
)
def test_what_cannot_be_read_is_refused_field_by_field(
    code: str, typed: dict[str, str], fields: set[str]
) -> None:
    row = known_row(world())
    with pytest.raises(ROW_REFUSALS[code]) as refused:
        save(row, form(1) | typed)
    assert set(refused.value.fields) == fields
    assert (fresh(row).state, fresh(row).version) == ("pending", 1)


def test_a_refused_row_is_told_with_the_sentence_of_its_code() -> None:
    refusal = ROW_REFUSALS["row.locked"]()
    assert (refusal.code, refusal.reference) == ("row.locked", "A-110")
    assert "قفل" in refusal.message


def test_an_approved_row_is_locked() -> None:
    row = known_row(world(), state="county_approved")
    with pytest.raises(ROW_REFUSALS["row.locked"]):
        save(row, form(1))


def test_a_centre_without_training_is_closed() -> None:
    row = known_row(world(), OTHER_CENTRE)
    with pytest.raises(ROW_REFUSALS["worklist.closed"]):
        save(row, form(1), makers.actor("social_worker", OTHER_CENTRE, 41))


def test_a_row_that_is_nowhere_or_elsewhere_is_unknown() -> None:
    row = known_row(world(), OTHER_CENTRE)
    with pytest.raises(ROW_REFUSALS["row.unknown_key"]):
        save(row, form(1))
    with pytest.raises(ROW_REFUSALS["row.unknown_key"]):
        collect_row(actor=WORKER, at=makers.NOW, code=CODE, key=uuid4(), version=1, values=form(1))


@pytest.mark.parametrize(
    "actor", [COUNTY_EXPERT, makers.actor("county_head", COUNTY, 42), OPERATOR]
)
def test_who_sees_a_row_without_collecting_it_is_refused(actor: Actor) -> None:
    row = known_row(world())
    with pytest.raises(AccessDenied):
        save(row, form(1), actor)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"code": "none"}, CampaignUnknown),
        ({"at": makers.NOW - timedelta(days=9)}, CampaignNotOpen),
    ],
)
def test_a_campaign_that_is_not_open_takes_nothing(
    change: dict[str, object], refusal: type[Exception]
) -> None:
    row = known_row(world())
    call: Callable[..., Outcome] = collect_row
    values = {"actor": WORKER, "at": makers.NOW, "code": CODE, "key": row.key, "version": 1}
    with pytest.raises(refusal):
        call(**(values | {"values": form(1)} | change))
