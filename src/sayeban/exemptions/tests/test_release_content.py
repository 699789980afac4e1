"""What a released list holds of each row, and what it never loses."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions import placing_writes
from sayeban.exemptions.actions.release import (
    ConservationError,
    ReleaseBlocked,
    ReleaseChanged,
)
from sayeban.exemptions.models import Campaign, Release, RequiredField
from sayeban.exemptions.placing_sql import PLACED, WAITING_ROWS
from sayeban.exemptions.reads.release_preview import placing_scope
from sayeban.exemptions.tests.makers import (
    NOW,
    bill_id,
    campaign,
    company,
    row,
)
from sayeban.exemptions.tests.makers import connection as give_connection
from sayeban.exemptions.tests.release_makers import (
    ESTAHBAN,
    approved,
    bills,
    director,
    ground,
    line,
    places_of,
    released,
    set_rows,
    states,
)
from sayeban.kit.units import Unit
from sayeban.people.models import Household, Person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, nationwide

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    ground()


def test_a_resident_in_care_who_became_known_after_the_approval_is_not_delivered() -> None:
    resident = approved(campaign(), bills=bills(11))
    with acting(OPERATOR, NOW):
        Person.objects.filter(pk=resident.person_id).update(resident_in_care=True)

    made = released()

    assert places_of(made)[resident.pk, "gas"] == "resident_in_care"
    assert states(resident) == ["outside"]


def test_the_meter_of_a_household_is_delivered_once_on_the_heads_row() -> None:
    made_of = campaign(utilities=["gas"])
    head = approved(made_of, state="pending")
    member = approved(made_of, household_of=head, bills={"gas": bill_id(1, "gas")})
    set_rows(head, state="province_approved")
    set_rows(member, is_head=False)
    give_connection(head, "gas", bill_id(1, "gas"))

    made = released()

    assert places_of(made) == {(head.pk, "gas"): "listed", (member.pk, "gas"): "same_meter"}
    assert made.result["households"] == 1


def test_a_meter_of_an_earlier_list_is_not_delivered_again() -> None:
    made_of = campaign(utilities=["gas"])
    approved(made_of, bills={"gas": bill_id(1, "gas")})
    late = approved(made_of, ESTAHBAN, state="pending", bills={"gas": bill_id(1, "gas")})
    released(without=["0702"], reason="سیل")
    set_rows(late, state="province_approved")

    assert places_of(released()) == {(late.pk, "gas"): "same_meter"}


def test_a_meter_of_a_list_of_another_province_with_the_same_company_is_not_delivered_again() -> (
    None
):
    made_of = campaign(utilities=["gas"])
    company("307", "gas", "10")
    there, here = Unit.of_province("10"), {"gas": bill_id(1, "gas")}
    approved(made_of, Unit.of_county("1001"), bills=here)
    released(actor=director(there), unit=there)
    late = approved(made_of, bills=here)

    assert places_of(released()) == {(late.pk, "gas"): "same_meter"}


def test_only_lists_that_share_a_company_are_read() -> None:
    """Else each province would read those of all before it."""
    made_of = campaign(utilities=["gas"])
    company("310", "gas", "10")
    there = Unit.of_province("10")
    approved(made_of, Unit.of_county("1001"), bills={"gas": bill_id(1, "gas", "310")})
    released(actor=director(there), unit=there)

    assert delivered_before(made_of, "07") == 0
    assert delivered_before(made_of, "10") == 1


def delivered_before(made_of: Campaign, province: str) -> int:
    """How many delivered bills a release of the province compares with."""
    query = f"WITH waiting AS ({WAITING_ROWS}), {PLACED} SELECT count(*) FROM delivered"
    with acting(OPERATOR, NOW), nationwide(), connection.cursor() as cursor:
        cursor.execute(query, placing_scope(made_of, province, []))
        return int(cursor.fetchone()[0])


def test_the_occupant_is_the_head_of_the_household_where_he_is_known() -> None:
    made_of = campaign(utilities=["gas"])
    head = approved(made_of, state="leaving", aside="exited")
    member = approved(made_of, household_of=head, bills={"gas": bill_id(1, "gas")})

    found = line(released(), member)

    assert (found.occupant_id, found.occupant_name) == (head.national_id, head.full_name)


@pytest.mark.parametrize(
    "gone",
    [
        {"status": "deceased", "status_evidence": "registry"},
        {"status": "exited", "status_evidence": "registry"},
        {"resident_in_care": True},
        {"full_name": ""},
        {"identifier_type": "foreigner_id", "identifier": "999000000001"},
    ],
)
def test_where_the_head_cannot_be_named_the_client_himself_is_the_occupant(
    gone: dict[str, Any],
) -> None:
    made_of = campaign(utilities=["gas"])
    member = approved(made_of, bills={"gas": bill_id(1, "gas")})
    with acting(OPERATOR, NOW):
        head = Person.objects.create(
            **{"identifier_type": "national_id", "identifier": "9990000018", "full_name": "سرپرست"}
            | gone,
            household_id=member.household_id,
            province="07",
        )
        Household.objects.filter(pk=member.household_id).update(head=head)

    found = line(released(), member)

    assert (found.occupant_id, found.occupant_name) == (member.national_id, member.full_name)


def test_a_mobile_is_kept_only_for_a_company_that_requires_it() -> None:
    made_of = campaign()
    client = approved(made_of, bills=bills(11))
    with acting(OPERATOR, NOW):
        RequiredField.objects.create(campaign=made_of, utility="gas", company="307", field="mobile")

    made = released()

    assert line(made, client, "gas").mobile == "+989120000000"
    assert line(made, client, "water").mobile == ""


def test_a_row_that_is_not_listed_leaves_no_content_on_the_list() -> None:
    dead = approved(campaign(), state="leaving", aside="deceased", bills=bills(11))

    found = line(released(), dead)

    assert (found.bill_id, found.occupant_id, found.postal_code) == ("", "", "")
    assert found.exemption_id is None


def test_a_row_that_was_returned_while_the_list_was_made_stops_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hurried = approved(campaign(), bills=bills(11))
    returned = placing_writes.PLACE + (
        "; UPDATE exemptions_row SET state = 'returned' WHERE id = " + str(hurried.pk)
    )
    monkeypatch.setattr(placing_writes, "PLACE", returned)

    with pytest.raises(ReleaseChanged):
        released()

    with acting(OPERATOR, NOW):
        assert not Release.objects.exists()


def test_a_lost_row_is_noticed_and_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11))
    approved(made_of, bills=bills(12))
    monkeypatch.setattr(placing_writes, "PLACE", placing_writes.PLACE + " WHERE row_id %% 2 = 0")

    with pytest.raises(ConservationError):
        released()

    with acting(OPERATOR, NOW):
        assert not Release.objects.exists()


def test_a_row_in_a_state_that_no_rule_knows_here_is_not_lost() -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11))
    row(made_of, ESTAHBAN, state="returned")

    with pytest.raises(ReleaseBlocked):
        released()
