"""A company's receiver hears that its feed advanced, whatever becomes of it (promises.md R7)."""

from datetime import timedelta
from functools import partial

import jsonschema_rs
import pytest
from django.test import Client

from sayeban.exemptions.actions import send_signals as sending
from sayeban.exemptions.actions.keep_hooks import (
    HookAddress,
    HookAgreementOver,
    HookUnknown,
    close_hook,
    replay_feed,
    set_hook,
)
from sayeban.exemptions.actions.send_signals import forget_signals, send_signals
from sayeban.exemptions.models import Feed, Hook, Signal, SignalAttempt
from sayeban.exemptions.rules_signals import RESTS_AFTER
from sayeban.exemptions.signal_message import EVENT
from sayeban.exemptions.tests.feeds.hearing import Receiver, advance, hook, hooked, stands, tried
from sayeban.exemptions.tests.feeds.makers import EXPERT, FEED, agreed
from sayeban.exemptions.tests.makers import NOW
from sayeban.organisations.models import Agreement
from sayeban.organisations.public import end_agreement
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.outside import call

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SOON = NOW + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says nothing is left after a moment."""
    monkeypatch.setattr(sending, "call", partial(call, seconds=0.6))


def test_a_receiver_hears_once_how_far_its_feed_is_and_nothing_of_anybody(
    gas: Client, receiver: Receiver
) -> None:
    hooked(receiver, "ok")
    assert send_signals(NOW) == 1
    (event,) = receiver.taken()
    with acting(OPERATOR, NOW):
        epoch = Feed.objects.get(pk=FEED).epoch
    assert event == {
        "specversion": "1.0",
        "id": f"{FEED}:{epoch}:3",
        "source": f"/utility/v1/feeds/{FEED}",
        "type": EVENT,
        "datacontenttype": "application/json",
        "data": {"feed_id": FEED, "epoch": epoch, "last_seq": 3},
    }
    assert send_signals(SOON) == 0
    assert tried() == [(204, "")]


def test_what_is_sent_is_as_the_description_says(gas: Client, receiver: Receiver) -> None:
    hooked(receiver, "ok")
    send_signals(NOW)
    (event,) = receiver.taken()
    described = Client().get("/utility/v1/openapi.json").json()["webhooks"]["feedAdvanced"]["post"]
    (schema,) = (each["schema"] for each in described["requestBody"]["content"].values())
    assert jsonschema_rs.is_valid(schema, event)
    assert not jsonschema_rs.is_valid(schema, event | {"occupant": "x"})


def test_what_came_meanwhile_is_one_signal(gas: Client, receiver: Receiver) -> None:
    hooked(receiver, "ok")
    send_signals(NOW)
    advance()
    advance(4)
    send_signals(SOON)
    assert send_signals(SOON) == 0
    assert [each["data"]["last_seq"] for each in receiver.taken()] == [3, 8]


@pytest.mark.parametrize(
    ("behaviour", "status", "fault"),
    [
        ("500", 500, ""),
        ("404", 404, ""),
        ("hang", 0, "timeout"),
        ("drip", 0, "timeout"),
        ("elsewhere", 307, ""),
    ],
)
def test_who_does_not_take_it_is_told_again_later(
    gas: Client, receiver: Receiver, behaviour: str, status: int, fault: str
) -> None:
    hooked(receiver, behaviour)
    send_signals(NOW)
    assert tried() == [(status, fault)]
    assert receiver.taken() == []
    after = stands()
    assert (after.attempts, after.told_seq, after.failing_since) == (1, 0, NOW)
    assert after.next_try_at is not None
    assert NOW + timedelta(seconds=30) <= after.next_try_at <= NOW + timedelta(minutes=1)
    assert send_signals(NOW + timedelta(seconds=29)) == 0
    assert send_signals(NOW + timedelta(minutes=1)) == 1


def test_nobody_listens(gas: Client, receiver: Receiver) -> None:
    hooked(receiver, "ok")
    receiver.end()
    send_signals(NOW)
    assert tried() == [(0, "unreachable")]


def test_an_endless_answer_is_read_no_further(gas: Client, receiver: Receiver) -> None:
    hooked(receiver, "flood")
    send_signals(NOW)
    assert tried() == [(200, "")]


def test_a_receiver_that_asks_for_rest_gets_it(gas: Client, receiver: Receiver) -> None:
    hooked(receiver, "429")
    send_signals(NOW)
    assert hook().open_until == NOW + timedelta(hours=2)
    assert send_signals(NOW + timedelta(minutes=119)) == 0
    assert send_signals(NOW + timedelta(minutes=120)) == 1


def test_a_receiver_that_is_gone_is_asked_no_more_until_somebody_says_so(
    gas: Client, receiver: Receiver
) -> None:
    hooked(receiver, "410")
    send_signals(NOW)
    assert (hook().why, hook().disabled_at) == ("gone", NOW)
    assert send_signals(NOW + timedelta(days=2)) == 0
    assert replay_feed(actor=OPERATOR, at=NOW, feed_id=FEED) == 1
    assert send_signals(NOW) == 1


def test_after_failures_in_a_row_one_trial_is_made_and_its_success_ends_the_rest(
    gas: Client, receiver: Receiver
) -> None:
    number = hooked(receiver, "500")
    at = NOW
    for _ in range(RESTS_AFTER):
        assert hook().open_until is None
        send_signals(at)
        at += timedelta(hours=1)
    rests = hook().open_until
    assert rests is not None
    assert send_signals(at - timedelta(hours=1)) == 0
    with acting(OPERATOR, NOW):
        Hook.objects.filter(pk=number).update(url=receiver.at("ok"))
    at += timedelta(hours=6)
    receiver.tell("now", at.isoformat())
    assert send_signals(at) == 1
    assert (hook().failures, hook().open_until, hook().failing_since) == (0, None, None)
    assert len(receiver.taken()) == 1


def test_after_three_days_it_is_given_up_and_replay_sends_the_newest(
    gas: Client, receiver: Receiver
) -> None:
    number = hooked(receiver, "500")
    send_signals(NOW)
    later = NOW + timedelta(hours=71)
    send_signals(later)
    assert stands().dead_at is None
    later = NOW + timedelta(hours=80)
    send_signals(later)
    assert stands().dead_at == later
    advance()
    assert send_signals(later + timedelta(days=1)) == 0
    with acting(OPERATOR, NOW):
        Hook.objects.filter(pk=number).update(url=receiver.at("ok"))
    replay_feed(actor=OPERATOR, at=NOW, feed_id=FEED)
    assert send_signals(NOW) == 1
    assert [each["data"]["last_seq"] for each in receiver.taken()] == [4]


def test_a_reply_that_was_lost_brings_the_same_name_again(gas: Client, receiver: Receiver) -> None:
    hooked(receiver, "lost")
    send_signals(NOW)
    assert tried() == [(0, "timeout")]
    send_signals(SOON)
    assert tried()[1] == (204, "")
    assert len(receiver.said("heard")) == 2
    assert len(receiver.taken()) == 1


def test_what_another_worker_took_and_did_not_end_is_sent_again(
    gas: Client, receiver: Receiver
) -> None:
    hooked(receiver, "ok")
    assert len(sending._claim(NOW)) == 1
    assert send_signals(NOW + timedelta(minutes=1)) == 0
    assert send_signals(NOW + timedelta(minutes=2)) == 1


def test_without_the_claim_two_workers_would_send_it(
    gas: Client, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    hooked(receiver, "ok")
    monkeypatch.setattr(sending, "CLAIMED_FOR", timedelta())
    assert (len(sending._claim(NOW)), len(sending._claim(NOW))) == (1, 1)


def test_each_company_hears_of_its_own_feed_alone(gas: Client, receiver: Receiver) -> None:
    number = agreed(company="207", utility="electricity")
    set_hook(actor=EXPERT, at=NOW, agreement=number, url=receiver.at("ok"))
    assert send_signals(NOW) == 1
    with acting(OPERATOR, NOW):
        heard = SignalAttempt.objects.values_list("feed_id", flat=True)
        assert list(heard) == ["behzisti.electricity.07.207"]


def test_all_that_a_receiver_missed_is_given_up_together(gas: Client, receiver: Receiver) -> None:
    number = hooked(receiver, "500")
    with acting(OPERATOR, NOW):
        Agreement.objects.filter(pk=number).update(provinces=["07", "08"])
        Feed.objects.create(
            feed_id="behzisti.gas.08.307",
            **{"publisher": "behzisti", "utility": "gas", "province": "08", "company": "307"},
            epoch="e",
            last_seq=1,
        )
    assert send_signals(NOW) == 2
    with acting(OPERATOR, NOW):
        Hook.objects.update(failures=RESTS_AFTER)
    later = NOW + timedelta(hours=73)
    assert send_signals(later) == 1
    with acting(OPERATOR, NOW):
        assert set(Signal.objects.values_list("dead_at", flat=True)) == {later}


@pytest.mark.parametrize(
    ("skew", "takes"), [(-290, True), (290, True), (-310, False), (310, False)]
)
def test_clocks_may_differ_by_five_minutes(
    gas: Client, receiver: Receiver, skew: int, takes: bool
) -> None:
    hooked(receiver, "ok")
    receiver.tell("clock", str(skew))
    send_signals(NOW)
    assert len(receiver.taken()) == takes
    assert tried() == [(204 if takes else 400, "")]


def test_a_body_that_was_changed_on_its_way_is_not_taken(
    gas: Client, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the signature."""
    hooked(receiver, "ok")

    def changed(method: str, url: str, body: bytes, headers: dict[str, str]) -> object:
        return call(method, url, body.replace(b'"last_seq": 3', b'"last_seq": 9'), headers)

    monkeypatch.setattr(sending, "call", changed)
    send_signals(NOW)
    assert tried() == [(400, "")]
    assert receiver.said("wrong") == ["No matching signature found"]


def test_two_secrets_sign_for_a_week_after_an_address_was_written_anew(
    gas: Client, receiver: Receiver
) -> None:
    number = hooked(receiver, "ok")
    set_hook(actor=EXPERT, at=NOW, agreement=number, url=receiver.at("ok"))
    send_signals(NOW)
    assert tried() == [(204, "")]
    advance()
    later = NOW + timedelta(days=8)
    receiver.tell("now", later.isoformat())
    send_signals(later)
    assert tried()[1] == (400, "")
    assert receiver.said("wrong") == ["No matching signature found"]


def test_what_was_closed_or_ended_is_told_nothing(gas: Client, receiver: Receiver) -> None:
    number = hooked(receiver, "ok")
    close_hook(actor=EXPERT, at=NOW, agreement=number)
    assert send_signals(NOW) == 0
    with pytest.raises(HookUnknown):
        close_hook(actor=EXPERT, at=NOW, agreement=number)
    with pytest.raises(HookUnknown):
        replay_feed(actor=OPERATOR, at=NOW, feed_id=FEED)
    hooked(receiver, "ok")
    end_agreement(actor=EXPERT, at=NOW, agreement=number, reason="پایان")
    assert send_signals(NOW) == 0
    with pytest.raises(HookAgreementOver):
        hooked(receiver, "ok")


@pytest.mark.parametrize(
    "url",
    [
        *("", "gas", "ftp://gas.example/", "http://gas.example/", "https://", "//gas.example"),
        *("https://a:b@gas.example/", "https://gas.example/#a", "https://gas.example/ b"),
        *("http://10.0.0.1/", "https://10.0.0.1/", "https://192.168.1.1/", "https://[::1]/"),
        *("https://169.254.169.254/latest", "https://127.0.0.1/", "https://[::ffff:10.0.0.1]/"),
        *("https://0.0.0.0/", "https://100.64.0.1/", "https://[fe80::1]/", "https://[fd00::1]/"),
        *("https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https://224.0.0.1/"),
        *("https://گاز.example/", "https://gas.example:0/", "https://gas.example:99999/"),
    ],
)
def test_an_address_inside_or_without_tls_is_refused(url: str) -> None:
    number = agreed()
    with pytest.raises(HookAddress):
        set_hook(actor=EXPERT, at=NOW, agreement=number, url=url)


def test_attempts_are_forgotten_after_a_month(gas: Client, receiver: Receiver) -> None:
    hooked(receiver, "ok")
    send_signals(NOW)
    assert forget_signals(actor=SYSTEM, at=NOW + timedelta(days=30)) == 0
    assert forget_signals(actor=SYSTEM, at=NOW + timedelta(days=31)) == 1
