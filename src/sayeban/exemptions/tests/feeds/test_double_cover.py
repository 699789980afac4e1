"""Two institutions that introduce one meter or household are told of each other, and no more."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.actions import compare_publishers as comparing
from sayeban.exemptions.actions.settle_double_cover import end_double_cover, keep_double_cover
from sayeban.exemptions.models import DoubleCover, Exemption, FeedChange, Row
from sayeban.exemptions.reads.double_covers import one_double_cover
from sayeban.exemptions.refusals_feed import CoverReasonMissing, CoverSettled
from sayeban.exemptions.tests.feeds.makers import DEPUTY, V1, agreed, published
from sayeban.exemptions.tests.makers import NOW, campaign
from sayeban.exemptions.tests.release_makers import FARS, approved, bills, director, released
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.organisations.models import SupportInstitution
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import acting, looking

LIST = "/deliveries/double/"


def second(serial: int, **changed: Any) -> None:
    """The relief committee introduces the household with bills of `serial`."""
    with acting(OPERATOR, NOW):
        SupportInstitution.objects.get_or_create(code="komite", defaults={"name": "کمیتهٔ امداد"})
    made = campaign("k1405", publisher="komite", utilities=["gas"])
    approved(made, bills={"gas": bills(serial)["gas"]}, **changed)
    published(released("k1405").release_id)


def flags(**of: Any) -> list[DoubleCover]:
    with acting(OPERATOR, NOW):
        return list(DoubleCover.objects.filter(**of).order_by("publisher"))


def standing(publisher: str, serial: int) -> bool:
    with acting(OPERATOR, NOW):
        found = Exemption.objects.filter(publisher=publisher, bill_id=bills(serial)["gas"])
        return found.filter(ended_on=None).exists()


def flag(publisher: str) -> int:
    (found,) = flags(publisher=publisher, how="")
    return found.pk


def test_the_same_meter_is_flagged_to_both_sides(gas: Client) -> None:
    assert flags() == []
    second(1)
    told = [(each.publisher, each.other_publisher, each.same) for each in flags()]
    assert told == [("behzisti", "komite", "meter"), ("komite", "behzisti", "meter")]


def test_each_record_that_is_looked_up_is_cut_by_the_agreement_of_its_own_feed(gas: Client) -> None:
    second(9)
    agreed(publisher="komite", columns=("number",))
    asked = [bills(9)["gas"], bills(1)["gas"]]
    found = gas.post(f"{V1}/exemptions/lookup", {"bill_ids": asked}, "application/json").json()
    points = [each["record"]["service_point"] for each in found["data"]]
    assert ["address" in each for each in points] == [False, True]


def test_a_household_at_another_meter_is_flagged_and_a_stranger_is_not(gas: Client) -> None:
    with acting(OPERATOR, NOW):
        row = Exemption.objects.get(bill_id=bills(1)["gas"]).row_id
        first = Row.objects.get(pk=row)
    second(7, household_of=first)
    assert {each.same for each in flags()} == {"household"}
    assert len(flags()) == 2


def test_one_institution_alone_is_never_flagged(gas: Client) -> None:
    assert flags() == []


def test_without_the_comparison_nobody_would_know(
    gas: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_FIND", "SELECT 1")
    second(1)
    assert flags() == []


def test_ending_one_side_leaves_the_other_and_settles_both_flags(gas: Client) -> None:
    second(1)
    end_double_cover(actor=DEPUTY, at=NOW, cover=flag("behzisti"))
    assert (standing("behzisti", 1), standing("komite", 1)) == (False, True)
    assert [each.how for each in flags()] == ["ended", "ended"]
    with acting(OPERATOR, NOW):
        change = FeedChange.objects.filter(op="revoke").get()
    assert (change.reason, change.feed_id) == ("duplicate_cover", "behzisti.gas.07.307")


def test_the_other_side_cannot_end_after_the_first(gas: Client) -> None:
    second(1)
    other = flag("komite")
    end_double_cover(actor=DEPUTY, at=NOW, cover=flag("behzisti"))
    with pytest.raises(CoverSettled):
        end_double_cover(actor=director(), at=NOW, cover=other)
    assert standing("komite", 1)


def test_both_stay_for_a_reason_and_an_amendment_asks_no_more(gas: Client) -> None:
    second(1)
    with pytest.raises(CoverReasonMissing):
        keep_double_cover(actor=DEPUTY, at=NOW, cover=flag("behzisti"), reason=" ")
    keep_double_cover(actor=DEPUTY, at=NOW, cover=flag("behzisti"), reason="دو خانوار")
    with pytest.raises(CoverSettled):
        keep_double_cover(actor=DEPUTY, at=NOW, cover=flags(how="kept")[0].pk, reason="باز")
    assert [each.how for each in flags()] == ["kept", ""]
    with acting(OPERATOR, NOW):
        both = [str(each) for each in Exemption.objects.values_list("pk", flat=True)]
    comparing_again(both)
    assert [each.how for each in flags()] == ["kept", ""]


def comparing_again(changed: list[str]) -> None:
    with acting(OPERATOR, NOW):
        comparing.compare_publishers(changed, NOW)


def test_an_office_of_another_province_neither_sees_nor_decides(gas: Client) -> None:
    second(1)
    stranger = director(Unit.of_province("08"))
    with looking(stranger):
        assert one_double_cover(stranger, flag_of_anybody()) is None
    with pytest.raises(CoverSettled):
        end_double_cover(actor=stranger, at=NOW, cover=flag("behzisti"))


def flag_of_anybody() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE sayeban_hq")
        cursor.execute("SELECT min(id) FROM exemptions_doublecover")
        (found,) = cursor.fetchone() or (0,)
        cursor.execute("SET LOCAL ROLE sayeban_scoped")
    return int(found)


def test_the_page_names_the_other_institution_and_nothing_of_its_file(gas: Client) -> None:
    second(1, full_name="نامی از پروندهٔ دیگر")
    page = visitor("fars", Post.DIRECTOR_GENERAL, FARS)
    said = page.get(f"{LIST}?publisher=behzisti").content.decode()
    assert "کمیتهٔ امداد" in said
    assert "نامی از پروندهٔ دیگر" not in said
    assert "۱ مورد باز" in said
    assert "نامی از پروندهٔ دیگر" in page.get(f"{LIST}?publisher=komite").content.decode()
    assert "۲ مورد باز" in page.get(LIST).content.decode()
    assert "موردی" not in said
    assert "که باز باشد نیست" in page.get(f"{LIST}?utility=water").content.decode()


def test_the_director_settles_on_the_page(gas: Client) -> None:
    second(1)
    page = visitor("fars", Post.DIRECTOR_GENERAL, FARS)
    mine, theirs = flag("behzisti"), flag("komite")
    assert page.get(f"{LIST}{mine}/").status_code == 200
    assert page.post(f"{LIST}{mine}/end/", {}).status_code == 422
    assert page.post(f"{LIST}{theirs}/keep/", {}).status_code == 422
    kept = page.post(f"{LIST}{theirs}/keep/", {"reason": "دو خانوار"})
    assert kept["Location"] == f"{LIST}?done=cover_kept"
    ended = page.post(f"{LIST}{mine}/end/", {"sure": "on"})
    assert ended["Location"] == f"{LIST}?done=cover_ended"
    for answer in (page.get(f"{LIST}{mine}/"), page.post(f"{LIST}{mine}/end/", {"sure": "on"})):
        assert answer["Location"] == f"{LIST}?done=cover_gone"


def test_who_only_reads_is_told_who_decides(gas: Client) -> None:
    second(1)
    page = visitor("expert", Post.PROVINCE_EXPERT, FARS)
    assert "با مدیرکل استان یا معاون ستاد" in page.get(LIST).content.decode()
