"""A client counts as informed when his text has gone or somebody reached him, and not before."""

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from itertools import count

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from sayeban.exemptions import reactions as _reactions  # noqa: F401 - registers what is tested
from sayeban.exemptions.actions.inform import Informed, NobodyToTell, inform
from sayeban.exemptions.actions.log_contact import log_contact
from sayeban.exemptions.actions.mark_informed import mark_informed
from sayeban.exemptions.models import Campaign, Row
from sayeban.exemptions.reads import texts_gone
from sayeban.exemptions.reads.calls import calls_of
from sayeban.exemptions.reads.informing import contacts_of, people_of, reach_of, sendings
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.counts import counted, kept
from sayeban.exemptions.tests.ladder import CENTRE, NOW, SECOND, world
from sayeban.exemptions.tests.test_collect_properties import undone
from sayeban.kit.units import Unit
from sayeban.notices.models import Message
from sayeban.notices.ports import Sent, Sms, SmsUnavailable
from sayeban.notices.public import deliver_batch, seed_templates
from sayeban.runtime import outbox
from sayeban.runtime.actor import OPERATOR, SYSTEM
from sayeban.runtime.context import acting, looking
from sayeban.runtime.outbox import deliver_next
from sayeban.runtime.refusals import AccessDenied

pytestmark = pytest.mark.django_db

TEXTS = ("inform.x", "inform.y")
STATUSES = ("sent_to_operator", "delivered", "failed", "blocked", "unknown", "down")
_numbers = count(1)


@dataclass(frozen=True)
class Provider:
    """Answers every message with one status; "down" is no answer at all."""

    status: str

    def send(self, batch: Sequence[Sms]) -> list[Sent]:
        if self.status == "down":
            raise SmsUnavailable
        return [Sent(sms.local_id, "1", self.status, 0) for sms in batch]


@pytest.fixture
def campaign() -> Campaign:
    return opened()


def opened() -> Campaign:
    made = world()
    with acting(OPERATOR, NOW):
        seed_templates(dict.fromkeys(TEXTS, "آماده باشید."), NOW)
    return made


def mobile() -> str:
    return f"+98912{next(_numbers):07d}"


def send(unit: Unit = CENTRE, text: str = "inform.x") -> Informed:
    head = makers.actor("centre_head", unit)
    return inform(actor=head, at=NOW, code="c1405", unit=unit, text=text, group="all")


def deliver(status: str) -> None:
    with acting(OPERATOR, NOW):
        Message.objects.filter(status="queued").update(next_try_at=NOW)
    deliver_batch(Provider(status), NOW)
    while deliver_next(NOW):
        pass


def informed(campaign: Campaign, unit: Unit = CENTRE) -> int:
    with looking(makers.actor("centre_head", unit)):
        return people_of(campaign, unit).informed


@pytest.mark.parametrize("status", STATUSES)
def test_only_a_text_that_has_gone_informs(campaign: Campaign, status: str) -> None:
    makers.row(campaign, CENTRE, mobile=mobile())
    send()
    assert informed(campaign) == 0
    deliver(status)
    gone = status in ("sent_to_operator", "delivered")
    assert informed(campaign) == gone
    assert sum(told for _, told in kept().values()) == gone
    with looking(makers.actor("centre_head", CENTRE)):
        (line,) = sendings(campaign, CENTRE)
        to_call = people_of(campaign, CENTRE).to_call
    waits = status == "down"
    failed = not gone and not waits
    assert (line.waiting, line.failed, to_call) == (waits, failed, failed)


@pytest.mark.parametrize("status", STATUSES)
def test_what_reached_nobody_goes_again_and_nothing_else(campaign: Campaign, status: str) -> None:
    makers.row(campaign, CENTRE, mobile=mobile())
    send()
    deliver(status)
    makers.row(campaign, CENTRE, mobile=mobile())
    missed = status == "failed"
    with looking(makers.actor("centre_head", CENTRE)):
        reach = reach_of(campaign, CENTRE, "inform.x", "all")
    assert (reach.clients, reach.again, reach.had_it) == (1 + missed, missed, 1 - missed)
    assert send() == Informed(1 + missed, 1 + missed)
    deliver("delivered")
    with pytest.raises(NobodyToTell):
        send()
    assert informed(campaign) == 1 + (status in ("failed", "down", "sent_to_operator", "delivered"))


def test_a_number_of_two_centres_gets_it_again_once(campaign: Campaign) -> None:
    number = mobile()
    for unit in (CENTRE, SECOND):
        makers.row(campaign, unit, mobile=number)
    send(CENTRE)
    send(SECOND)
    deliver("failed")
    assert send(CENTRE) == Informed(1, 1)
    deliver("failed")
    assert send(CENTRE) == Informed(1, 1), "as often as it reached nobody"
    deliver("delivered")
    assert send(SECOND) == Informed(1, 0), "it has come there already"
    assert (informed(campaign), informed(campaign, SECOND)) == (1, 1)
    with acting(OPERATOR, NOW):
        assert Message.objects.filter(status="delivered").count() == 1


def test_people_of_one_number_are_informed_by_its_one_message(campaign: Campaign) -> None:
    number = mobile()
    for unit in (CENTRE, CENTRE, SECOND, SECOND):
        makers.row(campaign, unit, mobile=number)
    send(CENTRE)
    assert send(SECOND) == Informed(clients=2, messages=0)
    deliver("delivered")
    assert (informed(campaign), informed(campaign, SECOND)) == (2, 2)


@pytest.mark.parametrize(
    ("status", "said"), [("down", "queued"), ("failed", "undelivered"), ("delivered", "sent")]
)
def test_each_of_two_centres_knows_what_became_of_their_one_message(
    campaign: Campaign, status: str, said: str
) -> None:
    number = mobile()
    rows = [makers.row(campaign, unit, mobile=number) for unit in (CENTRE, SECOND)]
    send(CENTRE)
    send(SECOND)
    deliver(status)
    waits, failed = status == "down", status == "failed"
    for unit, row in zip((CENTRE, SECOND), rows, strict=True):
        with looking(makers.actor("centre_head", unit)):
            (line,) = sendings(campaign, unit)
            (logged,) = contacts_of(row.pk)
            called = people_of(campaign, unit).to_call
            listed = [call.standing for call in calls_of(campaign, unit)[0]]
            assert not Message.objects.exclude(centre=unit.centre).exists()
        assert (line.messages, line.waiting, line.failed) == (1, waits, failed)
        assert (called, listed) == (failed, ["undelivered"] * failed)
        assert logged.outcome == said


def test_asked_within_the_own_place_alone_a_text_that_waits_counts_as_gone(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: row-level security hides the other centre's message."""
    number = mobile()
    for unit in (CENTRE, SECOND):
        makers.row(campaign, unit, mobile=number)
        send(unit)
    monkeypatch.setattr(texts_gone, "nationwide", nullcontext)
    with looking(makers.actor("centre_head", SECOND)):
        assert people_of(campaign, SECOND).to_call == 1
    with looking(makers.actor("centre_head", CENTRE)):
        assert people_of(campaign, CENTRE).to_call == 0


def test_whose_number_has_the_text_already_is_informed_at_once(campaign: Campaign) -> None:
    number = mobile()
    makers.row(campaign, CENTRE, mobile=number)
    send(CENTRE)
    deliver("delivered")
    makers.row(campaign, SECOND, mobile=number)
    assert send(SECOND) == Informed(clients=1, messages=0)
    assert informed(campaign, SECOND) == 1


def test_who_was_spoken_with_stays_that_and_marking_twice_changes_nothing(
    campaign: Campaign,
) -> None:
    spoken = makers.row(campaign, CENTRE, mobile=mobile(), contacted="refuses")
    makers.row(campaign, CENTRE, mobile=mobile())
    send()
    with acting(OPERATOR, NOW):
        messages = list(Message.objects.values_list("pk", flat=True))
    assert mark_informed(actor=SYSTEM, at=NOW, messages=messages) == 1
    assert mark_informed(actor=SYSTEM, at=NOW, messages=messages) == 0
    with acting(OPERATOR, NOW):
        assert Row.objects.get(pk=spoken.pk).contacted == "refuses"
    with pytest.raises(AccessDenied):
        mark_informed(actor=makers.actor("centre_head", CENTRE), at=NOW, messages=messages)


@pytest.mark.parametrize("status", ["failed", "delivered"])
def test_the_update_gives_back_what_callers_found_where_a_text_told_nobody(
    campaign: Campaign, status: str
) -> None:
    """Formerly a text that was only queued overwrote «شماره نادرست است»."""
    called, silent = (makers.row(campaign, CENTRE, mobile=mobile()) for _ in range(2))
    worker = makers.actor("social_worker", CENTRE)
    for minutes, outcome in enumerate(("not_reached", "wrong_number")):
        log_contact(
            actor=worker, at=NOW + timedelta(minutes=minutes), code="c1405", key=called.key,
            channel="phone", outcome=outcome,
        )  # fmt: skip
    send()
    deliver(status)
    with acting(OPERATOR, NOW):
        Row.objects.update(contacted="sent")
    update = import_module("sayeban.exemptions.migrations.0041_informed_when_sent").Migration
    with connection.cursor() as cursor:
        cursor.execute(update.operations[-1].sql)
    with acting(OPERATOR, NOW):
        standing = [Row.objects.get(pk=row.pk).contacted for row in (called, silent)]
    assert standing == (["wrong_number", ""] if status == "failed" else ["sent", "sent"])


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("row"), st.sampled_from((CENTRE, SECOND)), st.sampled_from("ab")),
        st.tuples(st.just("text"), st.sampled_from((CENTRE, SECOND)), st.sampled_from(TEXTS)),
        st.tuples(st.just("deliver"), st.just(CENTRE), st.sampled_from(STATUSES)),
        st.tuples(st.just("call"), st.sampled_from((CENTRE, SECOND)), st.just("will_send")),
    ),
    min_size=4,
    max_size=14,
)


def take(campaign: Campaign, step: str, unit: Unit, how: str) -> None:
    if step == "row":
        number = f"+98912{ord(how):07d}"
        makers.row(campaign, unit, mobile=number)
    elif step == "text":
        with suppress(NobodyToTell):
            send(unit, how)
    elif step == "deliver":
        deliver(how)
    else:
        with acting(OPERATOR, NOW):
            row = Row.objects.filter(campaign=campaign, centre=unit.centre).order_by("pk").first()
        if row is not None:
            worker = makers.actor("social_worker", unit)
            log_contact(
                actor=worker, at=NOW, code="c1405", key=row.key, channel="phone", outcome=how
            )


def by_their_contacts() -> int:
    """Who was reached or has a text that went, asked of the log and the outbox alone."""
    with acting(OPERATOR, NOW), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT t.row_id) FROM exemptions_contact t"
            " LEFT JOIN notices_message m ON m.id = t.message_id WHERE t.outcome = 'will_send'"
            " OR m.status IN ('sent_to_operator', 'delivered')"
        )
        return int(cursor.fetchone()[0])


@settings(max_examples=25)
@given(_STEPS)
def test_whatever_is_sent_delivered_and_called_the_kept_counts_say_who_was_told(
    walk: list[tuple[str, Unit, str]],
) -> None:
    with undone():
        campaign = opened()
        for step, unit, how in walk:
            take(campaign, step, unit, how)
            assert kept() == counted()
            assert sum(told for _, told in kept().values()) == by_their_contacts()


def test_without_the_reaction_the_counts_stay_behind(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the announced sending that informs."""
    monkeypatch.setitem(outbox._reactions, "notices.sent", [])
    makers.row(campaign, CENTRE, mobile=mobile())
    send()
    deliver("delivered")
    assert sum(told for _, told in kept().values()) != by_their_contacts() == 1
