"""Short messages: approved words only, no national id, nobody told twice, a provider that fails."""

import json
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from sayeban.kit.units import Unit
from sayeban.notices import rules
from sayeban.notices.actions.deliver import deliver_batch
from sayeban.notices.actions.queue import Notice, queue
from sayeban.notices.actions.templates import (
    approve_template,
    seed_templates,
    write_template,
)
from sayeban.notices.adapters.kavenegar import Kavenegar
from sayeban.notices.adapters.local import Local
from sayeban.notices.models import Message
from sayeban.notices.ports import Sent, Sms, SmsUnavailable
from sayeban.notices.reads.outbox import notices_of, outbox
from sayeban.notices.refusals import (
    PersonalData,
    SameEyes,
    TemplateNotApproved,
    TemplateUnknown,
    TextEmpty,
    ValuesWrong,
)
from sayeban.runtime.actor import OPERATOR, Actor, Appointment
from sayeban.runtime.context import acting, looking
from sayeban.runtime.refusals import AccessDenied

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ABADEH, ESTAHBAN, HQ = Unit.of_county("0701"), Unit.of_county("0702"), Unit.hq()
NATIONAL_ID = "9990000018"


def user(number: int, post: str, unit: Unit) -> Actor:
    return Actor("user", f"user{number}", number, (Appointment(post, unit),))


WRITER, APPROVER = user(1, "hq_deputy", HQ), user(2, "hq_deputy", HQ)


def notice(
    key: str, unit: Unit = ABADEH, mobile: str = "+989120000000", values: Sequence[str] = ("۳",)
) -> Notice:
    return Notice(key, "daily", tuple(values), unit, user_id=7, mobile=mobile)


def test_the_line_of_an_address_is_left_out_where_there_is_none() -> None:
    words = "درخواست {0}\nصفحهٔ پیگیری: {address}"
    assert rules.addressed(words, "https://s.ir/track/").endswith(": https://s.ir/track/")
    assert rules.addressed(words, "") == "درخواست {0}"
    assert rules.addressed("بی نشانی\nدو سطر", "") == "بی نشانی\nدو سطر"


@pytest.mark.django_db
def test_a_text_that_nobody_changed_follows_the_product_once() -> None:
    for words in ("یک {0}", "دو {0}", "دو {0}", "یک {0}"):
        with acting(OPERATOR, NOW):
            seed_templates({"daily": words}, NOW)
    send(notice("first"))
    number = write_template(actor=WRITER, at=NOW, code="daily", text="از ستاد {0}")
    approve_template(actor=APPROVER, at=NOW, code="daily", version=number)
    with acting(OPERATOR, NOW):
        seed_templates({"daily": "سه {0}"}, NOW)
    send(notice("second"))
    with acting(OPERATOR, NOW):
        assert [row.text for row in outbox()] == ["از ستاد ۳", "دو ۳"]


@pytest.mark.django_db
def test_a_text_of_an_address_alone_is_empty() -> None:
    with pytest.raises(TextEmpty):
        write_template(actor=WRITER, at=NOW, code="daily", text="نشانی: {address}")


def send(*notices: Notice, at: datetime = NOW) -> int:
    with acting(OPERATOR, at):
        return queue(notices, at)


@pytest.fixture
def daily(db: None) -> None:
    with acting(OPERATOR, NOW):
        seed_templates({"daily": "روز {0} کارزار"}, NOW)


@pytest.mark.parametrize(("length", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3)])
def test_persian_parts_hold_70_characters_or_67_of_many(length: int, parts: int) -> None:
    assert rules.segments("س" * length) == parts


def test_variables_are_positional_and_exactly_as_many() -> None:
    assert rules.fill("{1} و {0}", ("a", "b")) == "b و a"
    assert rules.fill("{0}", ("a", "b")) is None


@pytest.mark.parametrize("text", [NATIONAL_ID, "کد ۹۹۹۰۰۰۰۰۱۸ شما"])
def test_a_national_id_is_seen_in_any_digits(text: str) -> None:
    assert rules.names_a_person(text)


def test_other_numbers_are_not_taken_for_one() -> None:
    assert not rules.names_a_person("9990000011 و 1234567890123")


def test_one_event_is_told_once(daily: None) -> None:
    assert send(notice("day-3"), notice("day-4")) == 2
    assert send(notice("day-3")) == 0
    with looking(OPERATOR):
        assert [row.text for row in outbox()] == ["روز ۳ کارزار", "روز ۳ کارزار"]


def test_without_a_mobile_a_notice_is_shown_and_never_sent(daily: None) -> None:
    send(notice("day-3", mobile=""))
    assert deliver_batch(Local(), NOW) == 0
    with looking(user(7, "county_head", ABADEH)):
        assert [row.status for row in notices_of(7)] == ["shown"]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (Notice("k", "unapproved", (), ABADEH, user_id=1), TemplateNotApproved),
        (notice("k", values=()), ValuesWrong),
        (notice("k", values=(NATIONAL_ID,)), PersonalData),
    ],
)
def test_what_is_never_queued(daily: None, given: Notice, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        send(given)


def test_a_county_sees_its_own_messages_and_no_context_sees_none(daily: None) -> None:
    send(notice("a", ABADEH), notice("b", ESTAHBAN))
    with looking(user(7, "county_head", ABADEH)):
        assert [row.id for row in outbox()] == [Message.objects.get(key="a").id]
    nobody = Actor("user", "nobody", 9, ())
    with looking(nobody):
        assert outbox() == []
    with looking(OPERATOR):
        assert len(outbox()) == 2


@pytest.mark.django_db
def test_a_new_text_waits_for_another_persons_approval() -> None:
    version = write_template(actor=WRITER, at=NOW, code="late", text="دیر شد {0}")
    with acting(OPERATOR, NOW), pytest.raises(TemplateNotApproved):
        queue([Notice("k", "late", ("۱",), HQ, user_id=1)], NOW)
    with pytest.raises(SameEyes):
        approve_template(actor=WRITER, at=NOW, code="late", version=version)
    approve_template(actor=APPROVER, at=NOW, code="late", version=version)
    assert send(Notice("k", "late", ("۱",), HQ, user_id=1)) == 1


@pytest.mark.django_db
def test_refusals_of_texts() -> None:
    with pytest.raises(TextEmpty):
        write_template(actor=WRITER, at=NOW, code="late", text=" ")
    with pytest.raises(PersonalData):
        write_template(actor=WRITER, at=NOW, code="late", text=NATIONAL_ID)
    first = write_template(actor=WRITER, at=NOW, code="early", text="زود {0} و {1}")
    approve_template(actor=APPROVER, at=NOW, code="early", version=first)
    with pytest.raises(ValuesWrong):
        write_template(actor=WRITER, at=NOW, code="early", text="زود {0}")
    with pytest.raises(TemplateUnknown):
        approve_template(actor=WRITER, at=NOW, code="late", version=1)
    with pytest.raises(AccessDenied):
        write_template(actor=user(3, "county_head", ABADEH), at=NOW, code="late", text="x")
    with pytest.raises(AccessDenied):
        approve_template(actor=OPERATOR, at=NOW, code="late", version=1)


def test_the_local_provider_delivers_once(daily: None) -> None:
    send(notice("a"))
    assert deliver_batch(Local(), NOW) == 1
    assert deliver_batch(Local(), NOW) == 0
    with looking(OPERATOR):
        assert [(row.status, row.attempts) for row in outbox()] == [("delivered", 1)]


class Down:
    """A provider that is out of reach."""

    def send(self, batch: Sequence[Sms]) -> list[Sent]:  # noqa: ARG002 - the port's shape
        raise SmsUnavailable


def test_while_the_provider_is_down_messages_wait_and_none_is_lost(daily: None) -> None:
    send(notice("a"))
    assert deliver_batch(Down(), NOW) == 1
    assert deliver_batch(Down(), NOW) == 0
    soon = NOW + timedelta(minutes=1)
    assert deliver_batch(Local(), soon) == 1
    with looking(OPERATOR):
        assert [row.attempts for row in outbox()] == [2]


class Provider(BaseHTTPRequestHandler):
    """Answers as Kavenegar does; sender 500 gives an error inside HTTP 200."""

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        receivers = json.loads(fields["receptor"][0])
        status = 418 if "500" in fields["sender"][0] else 200
        entries = [
            {"messageid": 900 + place, "status": 5, "cost": 120} for place in range(len(receivers))
        ]
        body = json.dumps({"return": {"status": status}, "entries": entries}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def provider() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


BATCH = [Sms(1, "+989120000000", "سلام", 1), Sms(2, "+989120000001", "سلام", 1)]


def test_kavenegar_is_spoken_over_http(provider: str) -> None:
    assert Kavenegar(provider, "key", "1000").send(BATCH) == [
        Sent(1, "900", "sent_to_operator", 120),
        Sent(2, "901", "sent_to_operator", 120),
    ]


def test_an_error_inside_http_200_is_an_error(provider: str) -> None:
    with pytest.raises(SmsUnavailable):
        Kavenegar(provider, "key", "500").send(BATCH)


def test_a_closed_port_is_an_error() -> None:
    with pytest.raises(SmsUnavailable):
        Kavenegar("http://127.0.0.1:9", "key", "1000").send(BATCH)
