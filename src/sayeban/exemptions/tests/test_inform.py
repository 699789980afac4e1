"""Clients are told first, with approved words, each once; nobody else's clients (A-090, A-091)."""

from typing import Any

import pytest
from django.db import connection

from sayeban.exemptions.actions import inform as informing
from sayeban.exemptions.actions.change_campaign import close_campaign
from sayeban.exemptions.actions.inform import GroupUnknown, Informed, NobodyToTell, TextUnknown
from sayeban.exemptions.actions.tell_heads import TEMPLATES, seed_texts
from sayeban.exemptions.models import Campaign, Contact, Row
from sayeban.exemptions.reads.informing import people_of, reach_of, sendings
from sayeban.exemptions.reads.progress import progress
from sayeban.exemptions.refusals import CampaignNotOpen
from sayeban.exemptions.rules_contact import GROUPS
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, NOW, SECOND, world
from sayeban.kit.units import Unit
from sayeban.notices import rules_inform
from sayeban.notices.models import Message
from sayeban.notices.public import seed_templates
from sayeban.notices.refusals import Promise
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

HEAD = makers.actor("centre_head", CENTRE)
FIRST = "inform.first"


def number(serial: int) -> str:
    return f"+98912000{serial:04d}"


@pytest.fixture
def campaign() -> Campaign:
    made = world()
    with acting(OPERATOR, NOW):
        seed_texts(NOW)
    return made


def send(group: str = "all", text: str = FIRST, by: Actor = HEAD, unit: Unit = CENTRE) -> Informed:
    return informing.inform(actor=by, at=NOW, code="c1405", unit=unit, text=text, group=group)


def told() -> set[str]:
    with acting(OPERATOR, NOW):
        return set(Message.objects.values_list("mobile", flat=True))


def standing(row: Row) -> str:
    with acting(OPERATOR, NOW):
        return Row.objects.get(pk=row.pk).contacted


def test_each_client_with_a_number_is_told_in_the_approved_words(campaign: Campaign) -> None:
    row = makers.row(campaign, CENTRE, mobile=number(1))
    silent = makers.row(campaign, CENTRE)
    makers.row(campaign, SECOND, mobile=number(3))
    assert send() == Informed(clients=1, messages=1)
    with acting(OPERATOR, NOW):
        message = Message.objects.get()
        contact = Contact.objects.get()
    assert message.text.startswith(f"{campaign.title}: ویژهٔ مددجویان کم‌مصرف")
    assert "مرکز ۷۰۱۱ با شما تماس می‌گیرد" in message.text
    assert (message.mobile, message.status, message.centre) == (number(1), "queued", "7011")
    assert (contact.row_id, contact.message_id, contact.by) == (row.pk, message.pk, HEAD.user_id)
    assert (standing(row), standing(silent)) == ("", "")
    with looking(HEAD):
        assert people_of(campaign, CENTRE).to_call == 1, "whose text is on its way is not called"
        assert [(s.clients, s.messages, s.waiting) for s in sendings(campaign, CENTRE)] == [
            (1, 1, 1)
        ]


def test_nobody_gets_the_same_text_twice_and_another_text_comes(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE, mobile=number(1))
    send()
    with pytest.raises(NobodyToTell):
        send()
    assert send(text="inform.reminder").messages == 1
    makers.row(campaign, CENTRE, mobile=number(2))
    assert send() == Informed(1, 1)
    assert len(told()) == 2


def test_people_of_one_number_get_one_message_and_are_all_noted(campaign: Campaign) -> None:
    head = makers.row(campaign, CENTRE, mobile=number(1))
    makers.row(campaign, CENTRE, mobile=number(1), household_of=head)
    assert send() == Informed(clients=2, messages=1)
    makers.row(campaign, SECOND, mobile=number(1))
    other = makers.actor("centre_head", SECOND)
    assert send(by=other, unit=SECOND) == Informed(clients=1, messages=0)


def test_the_database_holds_it_too(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with neither the question nor the unique keys everybody is told again."""
    makers.row(campaign, CENTRE, mobile=number(1))
    send()
    monkeypatch.setattr(informing, "HAD_TEXT", "false")
    assert send() == Informed(0, 0), "the keys of contact and message hold"
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP INDEX exemptions_contact_message_once")
        cursor.execute("SET ROLE sayeban_web")
    assert send().clients == 1


def test_who_is_dead_gone_or_outside_is_in_no_group(campaign: Campaign) -> None:
    for serial, state in enumerate(("leaving", "outside", "removed"), 1):
        makers.row(campaign, CENTRE, mobile=number(serial), state=state, tenure="tenant")
    for group in GROUPS:
        with pytest.raises(NobodyToTell):
            send(group)


def test_each_group_holds_whom_it_names(campaign: Campaign) -> None:
    gathered: dict[str, Any] = {"state": "collected", "collected_by": 1, "collected_at": NOW}
    rows = {
        "new": makers.row(campaign, CENTRE, mobile=number(1)),
        "spoken": makers.row(campaign, CENTRE, mobile=number(2), contacted="will_send"),
        "unheard": makers.row(campaign, CENTRE, mobile=number(3), contacted="not_reached"),
        "tenant": makers.row(
            campaign, CENTRE, mobile=number(4), tenure="tenant", contacted="refuses"
        ),
        "done": makers.row(campaign, CENTRE, mobile=number(5), contacted="moved", **gathered),
        "lacking": makers.row(
            campaign, CENTRE, mobile=number(6), contacted="sent", missing=["location"], **gathered
        ),
        "given": makers.row(campaign, CENTRE, mobile=number(7), **gathered),
    }
    of_number = {row.mobile: name for name, row in rows.items()}
    expected = {
        "not_informed": {"new", "unheard"},
        "not_collected": {"new", "spoken", "unheard", "tenant"},
        "incomplete": {"lacking"},
        "tenants": {"tenant"},
        "all": set(rows),
    }
    assert expected.keys() == GROUPS.keys()
    for group, names in expected.items():
        code = f"inform.{group.replace('_', '-')}"
        with acting(OPERATOR, NOW):
            seed_templates({code: "آماده باشید."}, NOW)
            Message.objects.all().delete()
            assert reach_of(campaign, CENTRE, code, group).clients == len(names)
        send(group, code)
        assert {of_number[mobile] for mobile in told()} == names, group


def test_a_text_lowers_nobody_who_was_spoken_with(campaign: Campaign) -> None:
    row = makers.row(campaign, CENTRE, mobile=number(1), contacted="refuses")
    send()
    assert standing(row) == "refuses"
    makers.row(campaign, SECOND, contacted="sent")
    with looking(makers.actor("county_head", COUNTY)):
        assert progress("c1405", COUNTY, NOW).informed == 2
        assert progress("c1405", CENTRE, NOW).informed == 1


def test_who_may_send_and_what_is_refused(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE, mobile=number(1))
    for post, unit in (
        ("social_worker", CENTRE),
        ("county_head", COUNTY),
        ("county_expert", COUNTY),
        ("centre_head", SECOND),
    ):
        with pytest.raises(AccessDenied):
            send(by=makers.actor(post, unit))
    with pytest.raises(TextUnknown):
        send(text="campaign.daily")
    with pytest.raises(GroupUnknown):
        send("1=1")
    assert told() == set()
    expert = makers.actor("county_expert", COUNTY)
    makers.row(campaign, COUNTY, mobile=number(2))
    assert send(by=expert, unit=COUNTY) == Informed(1, 1), "the county's own worklist"
    close_campaign(actor=makers.actor("hq_expert", Unit.hq()), at=NOW, code="c1405")
    with pytest.raises(CampaignNotOpen):
        send()


def test_the_words_of_a_campaign_cannot_bring_a_promise_in(campaign: Campaign) -> None:
    makers.row(campaign, CENTRE, mobile=number(1))
    with acting(OPERATOR, NOW):
        Campaign.objects.update(title="قبض رايگان")
    with pytest.raises(Promise):
        send()
    assert told() == set()


@pytest.mark.parametrize("code", [code for code in TEMPLATES if rules_inform.is_inform(code)])
def test_the_products_own_texts_keep_the_rule(code: str) -> None:
    assert rules_inform.promise(TEMPLATES[code]) == ""
    assert not rules_inform.lacks_condition(TEMPLATES[code])
