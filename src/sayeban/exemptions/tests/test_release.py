"""The province's list: what stops it, where each row gets its place, the supplement."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sayeban.exemptions.actions.release import (
    CountyNotLate,
    ReleaseBlocked,
    ReleaseNothing,
    ReleaseReasonMissing,
)
from sayeban.exemptions.models import Release
from sayeban.exemptions.package import signing
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.exemptions.tests.makers import (
    NOW,
    actor,
    bill_id,
    campaign,
    company,
    connection,
)
from sayeban.exemptions.tests.release_makers import (
    ESTAHBAN,
    FARS,
    approved,
    bills,
    candidate,
    director,
    ground,
    places_of,
    released,
    set_rows,
    states,
)
from sayeban.kit.units import Unit
from sayeban.people.models import Person
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.runtime.models import Event
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    ground()


def test_every_row_of_a_complete_province_is_released_on_a_signed_numbered_list(
    tmp_path: Path,
) -> None:
    made_of = campaign()
    first, second = (approved(made_of, bills=bills(n)) for n in (11, 12))

    made = released()

    assert states(first, second) == ["released", "released"]
    assert made.result["list_no"] == 1
    assert made.result["households"] == 2
    companies: Any = made.result["companies"]
    assert [(c["utility"], c["code"], c["rows"]) for c in companies] == [
        ("electricity", "207", 2),
        ("gas", "307", 2),
        ("water", "107", 2),
    ]
    with acting(OPERATOR, NOW):
        stored = Release.objects.get(pk=made.release_id)
    key = signing.installed_key(tmp_path)
    assert key is not None
    statement = signing.opened(key, stored.signature)
    assert statement is not None
    assert statement["content_sha256"] == stored.content_sha256
    assert statement["list_no"] == 1


def test_the_content_hash_covers_every_delivered_character() -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11), address="خیابان یک")
    other = campaign("c2")
    approved(other, bills=bills(11), address="خیابان دو")

    hashes = {_content(released(code).release_id) for code in ("c1405", "c2")}

    assert len(hashes) == 2


def _content(release_id: int) -> str:
    with acting(OPERATOR, NOW):
        return Release.objects.get(pk=release_id).content_sha256


def test_headquarters_is_told_of_the_list() -> None:
    approved(campaign(), bills=bills(11))

    made = released()

    with acting(OPERATOR, NOW):
        event = Event.objects.get(name="exemptions.released")
    assert event.key == str(made.release_id)
    where = {"campaign": "c1405", "province": "07", "number": "1", "without": ""}
    assert event.payload == {"release": str(made.release_id), **where}


def test_only_the_director_general_of_the_province_releases() -> None:
    approved(campaign(), bills=bills(11))
    others = [
        director(Unit.of_province("10")),
        actor("province_expert", FARS),
        actor("hq_deputy", Unit.hq()),
        OPERATOR,
    ]

    for other in others:
        with pytest.raises(AccessDenied):
            released(actor=other)


def test_a_list_of_an_unknown_campaign_is_refused() -> None:
    with pytest.raises(CampaignUnknown):
        released("nowhere")


def test_a_late_county_and_an_unfinished_worklist_of_the_province_are_shown_as_blockers() -> None:
    made_of = campaign()
    done = approved(made_of, bills=bills(11))
    approved(made_of, ESTAHBAN, state="county_approved")
    approved(made_of, FARS, state="pending")

    with pytest.raises(ReleaseBlocked) as refused:
        released()

    assert refused.value.blocked == [
        {"code": "pending", "unit": "07", "count": 1},
        {"code": "county.late", "unit": "0702", "count": 1},
    ]
    assert "استهبان" in refused.value.message
    assert "بدون آن‌ها منتشر شود" in refused.value.message
    assert states(done) == ["province_approved"]


def test_an_unfinished_worklist_of_the_province_cannot_be_left_out() -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11))
    approved(made_of, FARS, state="collected")
    approved(made_of, ESTAHBAN, state="collected")

    with pytest.raises(ReleaseBlocked) as refused:
        released(without=["0702"], reason="سیل")

    assert [block["code"] for block in refused.value.blocked] == ["pending"]
    assert "کنار گذاشته نمی‌شود" in refused.value.message
    assert "بدون آن‌ها" not in refused.value.message


def test_leaving_out_a_late_county_needs_a_reason() -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11))
    approved(made_of, ESTAHBAN, state="pending")

    with pytest.raises(ReleaseReasonMissing):
        released(without=["0702"], reason="  ")


@pytest.mark.parametrize(
    ("county", "name"),
    [("0701", "شهرستان آباده"), ("1001", "شهرستان اردستان"), ("0799", "شهرستان ۰۷۹۹")],
)
def test_a_county_that_is_not_late_cannot_be_left_out(county: str, name: str) -> None:
    made_of = campaign()
    approved(made_of, bills=bills(11))
    approved(made_of, ESTAHBAN, state="pending")

    with pytest.raises(CountyNotLate) as refused:
        released(without=["0702", county], reason="سیل")

    assert refused.value.message.startswith(f"{name} عقب نمانده است")


def test_a_county_that_is_left_out_is_placed_in_the_supplement() -> None:
    made_of = campaign()
    done = approved(made_of, bills=bills(11))
    late = approved(made_of, ESTAHBAN, state="county_approved", bills=bills(12))
    dead = approved(made_of, ESTAHBAN, state="leaving", aside="deceased")

    first = released(without=["0702"], reason="راه بسته بود")

    assert places_of(first)[late.pk, "gas"] == places_of(first)[dead.pk, "gas"] == "county.late"
    ineligible: Any = first.result["ineligible"]
    assert ineligible["gas"]["county.late"] == 2
    assert first.result["removed"] == {"deceased": 0, "exited": 0}
    assert states(done, late, dead) == ["released", "county_approved", "leaving"]

    set_rows(late, state="province_approved")
    second = released()

    assert second.result["list_no"] == 2
    assert places_of(second) == {
        **{(late.pk, utility): "listed" for utility in made_of.utilities},
        **{(dead.pk, utility): "deceased" for utility in made_of.utilities},
    }
    assert second.result["removed"] == {"deceased": 1, "exited": 0}
    assert states(done, late, dead) == ["released", "released", "removed"]


def test_with_nothing_new_there_is_no_second_list() -> None:
    approved(campaign(), bills=bills(11))
    released()

    with pytest.raises(ReleaseNothing):
        released()


def test_a_province_whose_every_county_is_left_out_has_no_list() -> None:
    approved(campaign(), state="pending")

    with pytest.raises(ReleaseNothing):
        released(without=["0701"], reason="سیل")


def test_an_open_candidate_holds_the_rows_that_would_be_released() -> None:
    made_of = campaign()
    held = approved(made_of, bills=bills(11))
    candidate(made_of, held, approved(made_of, Unit.of_county("1001"), bills=bills(11)))

    with pytest.raises(ReleaseBlocked) as refused:
        released()

    assert refused.value.blocked == [{"code": "candidate.open", "unit": "0701", "count": 1}]


def test_an_open_candidate_in_a_county_that_is_left_out_holds_nobody() -> None:
    made_of = campaign()
    done = approved(made_of, bills=bills(11))
    late = approved(made_of, ESTAHBAN, state="county_approved", bills=bills(12))
    candidate(made_of, late)

    released(without=["0702"], reason="سیل")

    assert states(done) == ["released"]


def test_a_confirmed_violation_makes_that_utility_of_that_row_ineligible() -> None:
    made_of = campaign()
    guilty = approved(made_of, bills=bills(11))
    candidate(made_of, guilty, confirmed=True, utility="gas")

    found = places_of(released())

    assert found[guilty.pk, "gas"] == "candidate.confirmed"
    assert found[guilty.pk, "water"] == "listed"


def test_each_kind_of_row_gets_its_own_place() -> None:
    made_of = campaign(utilities=["gas"])
    company("308", "gas", "10")
    expected = {
        approved(made_of, bills={"gas": bill_id(1, "gas")}).pk: "listed",
        approved(made_of, state="leaving", aside="deceased").pk: "deceased",
        approved(made_of, state="leaving", aside="exited").pk: "exited",
        approved(made_of, state="outside", aside="not_target_group").pk: "not_target_group",
        approved(made_of, state="outside", aside="resident_in_care").pk: "resident_in_care",
        approved(made_of, no_data_reason="said_deceased", missing=["location"]).pk: "not_collected",
        approved(made_of, location="rural_unconnected").pk: "no_connection",
        approved(made_of, bills={"gas": bill_id(2, "gas", "308")}).pk: "company.other_province",
        approved(made_of, bills={"gas": bill_id(3, "gas", "399")}).pk: "company.unknown",
    }
    shared = approved(made_of)
    connection(shared, "gas", bill_id(4, "gas"), connection_type="shared", ready=False)
    none = approved(made_of)
    connection(none, "gas", "", connection_type="none", ready=False)
    expected |= {shared.pk: "connection.shared", none.pk: "no_connection"}

    made = released()

    assert {row_id: place for (row_id, _), place in places_of(made).items()} == expected
    ineligible: Any = made.result["ineligible"]
    assert ineligible["gas"]["no_connection"] == 2


def test_a_death_that_became_known_after_the_approval_is_removed() -> None:
    dead = approved(campaign(), bills=bills(11))
    with acting(OPERATOR, NOW):
        Person.objects.filter(pk=dead.person_id).update(
            status="deceased", status_evidence="people_import"
        )

    made = released()

    assert places_of(made)[dead.pk, "gas"] == "deceased"
    assert states(dead) == ["removed"]
