"""The optional check by a public-counter office (A-107)."""

from typing import Any

import pytest

from sayeban.exemptions.actions.change_campaign import close_campaign
from sayeban.exemptions.actions.counter import (
    AnswerUnknown,
    CounterAmount,
    CounterChanged,
    CounterOff,
    CounterUnknown,
    NothingToGive,
    answer_counter,
    give_counter,
    switch_counter,
)
from sayeban.exemptions.actions.rejudge import rejudge, touch
from sayeban.exemptions.models import Campaign, Connection, CounterRow, Row
from sayeban.exemptions.pages.counter.said import counter_sentence
from sayeban.exemptions.reads.counter import CounterSaid, answers_of, at_counter, given_by
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, OTHER_COUNTY, PROVINCE, world
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

HQ = makers.actor("hq_expert", Unit.hq())
EXPERT = makers.actor("county_expert", COUNTY)
CLERK = makers.actor("counter_clerk", COUNTY)
GAS = makers.bill_id(41, "gas")


@pytest.fixture
def campaign() -> Campaign:
    made = world()
    makers.company("307", "gas", "07")
    switch_counter(actor=HQ, at=NOW, code="c1405", on=True)
    return made


def collected(campaign: Campaign, unit: Unit = CENTRE, bill: str = GAS, name: str = "زهرا") -> Row:
    return makers.row(
        campaign, unit, full_name=name, state="collected", collected_by=1, collected_at=NOW,
        mobile="+989121234567", bills={"gas": bill},
    )  # fmt: skip


def give(by: Actor = EXPERT, unit: Unit = COUNTY, amount: int = 10) -> int:
    return give_counter(actor=by, at=NOW, code="c1405", unit=unit, amount=amount)


def only() -> CounterRow:
    with acting(OPERATOR, NOW):
        return CounterRow.objects.get()


def say(answer: str, reason: str = "", by: Actor = CLERK, **said: Any) -> None:
    """The answer of a clerk who was shown what the row holds."""
    given = {"bills": [GAS], "answer": answer, "reason": reason, **said}
    answer_counter(actor=by, at=NOW, entry=only().pk, **given)


def said_of(row: Row, by: Actor = EXPERT) -> CounterSaid | None:
    with looking(by):
        return answers_of([row.pk]).get(row.pk)


def test_it_is_off_until_headquarters_switches_it_on(campaign: Campaign) -> None:
    collected(campaign)
    switch_counter(actor=HQ, at=NOW, code="c1405", on=False)
    with pytest.raises(CounterOff):
        give()
    for post, unit in (("director_general", PROVINCE), ("county_expert", COUNTY)):
        with pytest.raises(AccessDenied):
            switch_counter(actor=makers.actor(post, unit), at=NOW, code="c1405", on=True)
    with acting(OPERATOR, NOW):
        assert makers.campaign("c1406").counter_check is False


def test_each_row_with_a_bill_is_given_once(campaign: Campaign) -> None:
    for number in range(3):
        collected(campaign, bill=makers.bill_id(50 + number, "gas"))
    makers.row(campaign, CENTRE)
    collected(campaign, OTHER_COUNTY)
    assert (give(amount=2), give()) == (2, 1)
    with pytest.raises(NothingToGive):
        give()
    for amount in (0, 201):
        with pytest.raises(CounterAmount):
            give(amount=amount)
    for post, unit in (("county_head", COUNTY), ("province_expert", PROVINCE)):
        with pytest.raises(AccessDenied):
            give(makers.actor(post, unit))
    close_campaign(actor=HQ, at=NOW, code="c1405")
    with pytest.raises(CampaignNotOpen):
        give()


def test_the_clerk_of_the_office_answers_and_nobody_else(campaign: Campaign) -> None:
    row = collected(campaign)
    give()
    for by in (makers.actor("counter_clerk", PROVINCE), EXPERT):
        with pytest.raises(AccessDenied):
            say("right", by=by)
    with pytest.raises(CounterUnknown):
        say("right", by=makers.actor("counter_clerk", OTHER_COUNTY))
    for wrong in ("", "perhaps", "wrong"):
        with pytest.raises(AnswerUnknown):
            say(wrong)
    say("wrong", "به نام همسایه است")
    assert said_of(row) == CounterSaid(
        "wrong", "به نام همسایه است", ["gas"], [GAS], is_earlier=False
    )
    say("cannot_say", "نوشتهٔ مانده")
    assert (only().answer, only().reason, only().answered_by) == ("cannot_say", "", CLERK.user_id)
    assert only().wrong == []


def test_of_several_bills_he_names_the_wrong_ones(campaign: Campaign) -> None:
    row = collected(campaign)
    water = makers.bill_id(42, "water")
    makers.connection(row, "water", water)
    give()
    with pytest.raises(AnswerUnknown):
        say("wrong", "به نام همسایه است", bills=[GAS, water])
    say("wrong", "به نام همسایه است", bills=[GAS, water], wrong=["water"])
    said = said_of(row)
    assert said
    assert counter_sentence(said) == ("بررسی پیشخوان: نادرست (قبض آب)، به نام همسایه است")


def test_an_answer_is_about_the_bills_that_he_was_shown(campaign: Campaign) -> None:
    row = collected(campaign)
    give()
    other = makers.bill_id(43, "gas")
    for shown in ([other], [], [GAS, other]):
        with pytest.raises(CounterChanged):
            say("right", bills=shown)
    say("right")
    corrected(row, other)
    said = said_of(row)
    assert said
    assert said.is_earlier
    assert counter_sentence(said) == (
        f"بررسی پیشخوان پیش از اصلاح، برای شناسهٔ گاز {GAS}: درست. "
        "دربارهٔ شناسهٔ تازه هنوز پاسخی نیست."
    )
    say("right", bills=[other])
    assert said_of(row) == CounterSaid("right", "", [], [other], is_earlier=False)


def corrected(row: Row, bill: str) -> None:
    with acting(OPERATOR, NOW):
        Connection.objects.filter(row=row, utility="gas").update(bill_id=bill, ready=bool(bill))


def waiting(by: Actor = CLERK) -> list[str]:
    with looking(by):
        return [bill.bill_id for line in at_counter(by) for bill in line.bills]


def given(campaign: Campaign) -> list[tuple[str, str, str, bool]]:
    with looking(EXPERT):
        found = given_by(campaign, COUNTY)
    return [(each.answer, each.reason, each.by, each.is_again) for each in found]


def test_a_corrected_bill_comes_back_by_itself_without_the_answer_about_the_old_one(
    campaign: Campaign,
) -> None:
    row = collected(campaign)
    give()
    say("wrong", "به نام همسایه است")
    assert waiting() == []
    other = makers.bill_id(43, "gas")
    corrected(row, other)
    assert waiting() == [other]
    assert given(campaign) == [("", "", "", True)]
    say("right", bills=[other])
    assert waiting() == []
    assert given(campaign)[0][::3] == ("right", False)
    corrected(row, GAS)
    assert waiting() == [GAS]


def test_what_has_no_bill_any_more_waits_at_no_counter(campaign: Campaign) -> None:
    row = collected(campaign)
    give()
    corrected(row, "")
    assert waiting() == []
    corrected(row, GAS)
    say("wrong", "به نام همسایه است")
    corrected(row, "")
    assert waiting() == []


def test_nobody_answers_while_the_check_is_off_or_after_the_campaign(campaign: Campaign) -> None:
    collected(campaign)
    give()
    switch_counter(actor=HQ, at=NOW, code="c1405", on=False)
    with pytest.raises(CounterOff):
        say("right")
    switch_counter(actor=HQ, at=NOW, code="c1405", on=True)
    close_campaign(actor=HQ, at=NOW, code="c1405")
    with pytest.raises(CampaignNotOpen):
        say("right")
    assert only().answer == ""


def test_he_sees_what_his_own_office_gave_while_the_check_is_on(campaign: Campaign) -> None:
    collected(campaign)
    give()
    with looking(CLERK):
        (line,) = at_counter(CLERK)
    assert (line.full_name, line.bills[0].bill_id, line.bills[0].company) == (
        "زهرا",
        GAS,
        "شرکت 307",
    )
    above = makers.actor("counter_clerk", PROVINCE)
    with looking(above):
        assert at_counter(above) == []
    say("right")
    with looking(CLERK):
        assert at_counter(CLERK) == []


def moved(row: Row, **place: str) -> None:
    with acting(OPERATOR, NOW):
        Row.objects.filter(pk=row.pk).update(**place)
        touch("SELECT id FROM exemptions_row", {})
        rejudge(campaign=row.campaign, today=NOW.date())


def test_a_row_that_leaves_the_office_unanswered_is_given_by_its_new_one(
    campaign: Campaign,
) -> None:
    row = collected(campaign)
    give()
    moved(row, centre="7012")
    assert only().centre == "7012"
    moved(row, county="0702", centre="")
    with acting(OPERATOR, NOW):
        assert not CounterRow.objects.exists()
    other = makers.actor("county_expert", OTHER_COUNTY)
    assert give(other, OTHER_COUNTY) == 1
    assert only().office == "0702"
    moved(row, county="0701")
    assert give(makers.actor("province_expert", PROVINCE), PROVINCE, amount=1) == 1
    moved(row, county="0702")
    assert only().office == "07"


def test_an_answer_goes_along_with_its_row_and_takes_no_place_of_the_next_one(
    campaign: Campaign,
) -> None:
    row = collected(campaign)
    give()
    say("right")
    moved(row, county="0702", centre="")
    other = makers.actor("county_expert", OTHER_COUNTY)
    assert said_of(row, other) == CounterSaid("right", "", [], [GAS], is_earlier=False)
    with pytest.raises(NothingToGive):
        give(other, OTHER_COUNTY, amount=1)
    collected(campaign, OTHER_COUNTY, bill=makers.bill_id(50, "gas"))
    assert give(other, OTHER_COUNTY, amount=1) == 1
