"""A village helper is assigned by names and meets a household that a page moved to his village."""

import pytest
from django.utils import timezone

from sayeban.accounts.models import Village
from sayeban.accounts.public import Post
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.tests.makers import row
from sayeban.exemptions.tests.visiting import staff, visitor
from sayeban.kit.units import Unit
from sayeban.organisations.public import rural_code, rural_labels
from sayeban.organisations.refusals import UnknownRuralDistrict
from sayeban.people.models import Residence
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting
from sayeban.sites.staff.village_lines import RuralDistrictMissing, village_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
ABADEH, CENTRE = Unit.of_county("0701"), Unit.of_centre("0701", "7011")
FIRST, SECOND = rural_labels("0701")[:2]
FAR = rural_labels("0702")[0]
UNTIL = {"until_day": "3", "until_month": "10", "until_year": "1405"}
TYPED = {"username": "mina", "post": Post.VILLAGE_HELPER, "unit": "مرکز ۷۰۱۱", **UNTIL}


def test_a_helper_is_assigned_by_names_of_districts_and_villages(campaign: Campaign) -> None:
    staff("mina", Post.SOCIAL_WORKER, CENTRE)
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    shown = head.get("/users/helper/").content.decode()
    assert f'<option value="{FIRST}">' in shown
    typed = TYPED | {"district": FIRST, "villages": f"بیدک\n{SECOND}: چاه‌بید"}
    assert head.post("/users/helper/", typed | {"district": "ناکجا"}).status_code == 422
    assert head.post("/users/helper/", typed).status_code == 302
    with acting(OPERATOR, timezone.now()):
        kept = set(Village.objects.values_list("rural_district", "village"))
    assert kept == {(rural_code(FIRST), "بیدک"), (rural_code(SECOND), "چاه‌بید")}


def test_a_move_keeps_rural_district_and_village(campaign: Campaign) -> None:
    made = row(campaign, ABADEH)
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    address = f"/people/{made.person_id}/move/"
    assert f'<option value="{FIRST}">' in head.get(address).content.decode()
    typed = {"unit": "شهرستان آباده", "on_day": "1", "on_month": "9", "on_year": "1405"}
    wrong = head.post(address, typed | {"rural_district": "ناکجا"})
    assert wrong.status_code == 422
    assert "ناکجا" in wrong.content.decode()
    assert (
        head.post(address, typed | {"rural_district": FIRST, "village": "بیدک"}).status_code == 303
    )
    with acting(OPERATOR, timezone.now()):
        stay = Residence.objects.get(household_id=made.household_id, until=None)
    assert (stay.rural_district, stay.village) == (rural_code(FIRST), "بیدک")


def test_lines_of_codes_stay_and_a_district_alone_is_whole() -> None:
    code = rural_code(FIRST)
    assert village_lines(FIRST, " \n", "0701") == [code]
    assert village_lines("", f"{code} بیدک\n{code}", "0701") == [f"{code} بیدک", code]
    assert village_lines("", "", "0701") == []
    with pytest.raises(UnknownRuralDistrict):
        village_lines("ناکجا", "بیدک", "0701")


@pytest.mark.parametrize("line", ["بیدک", ": بیدک", " :بیدک"])
def test_a_village_alone_is_asked_for_its_district(line: str) -> None:
    with pytest.raises(RuralDistrictMissing) as refused:
        village_lines("", line, "0701")
    assert refused.value.message == "دهستان روستای «بیدک» را برگزینید."


def test_a_director_general_chooses_among_the_districts_of_his_province(
    campaign: Campaign,
) -> None:
    staff("mina", Post.SOCIAL_WORKER, CENTRE)
    general = visitor("general", Post.DIRECTOR_GENERAL, Unit.of_province("07"))
    address = "/users/helper/"
    shown = general.get(address).content.decode()
    assert shown.count('<option value="دهستان ') == len(rural_labels("07"))
    assert FAR in shown
    refused = general.post(address, TYPED | {"villages": "بیدک"})
    assert refused.status_code == 422
    assert "دهستان روستای «بیدک» را برگزینید." in refused.content.decode()


def test_a_move_to_another_county_is_offered_its_districts(campaign: Campaign) -> None:
    made = row(campaign, ABADEH)
    head = visitor("head", Post.COUNTY_HEAD, ABADEH)
    shown = head.get(f"/people/{made.person_id}/move/").content.decode()
    assert shown.index(FIRST) < shown.index(FAR)
    assert rural_labels("01")[0] not in shown
