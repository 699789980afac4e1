"""Phones that keep cases: known by a key of their own, taken out by their owner or his heads."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from sayeban.accounts.actions.appoint import appoint
from sayeban.accounts.actions.keep_device import keep_device, revoke_device
from sayeban.accounts.models import Device, User
from sayeban.accounts.reads.devices import devices, is_revoked
from sayeban.accounts.refusals import DeviceRevoked, DeviceUnknown
from sayeban.accounts.rules import Post, device_label
from sayeban.accounts.tests.makers import ABADEH, ESTAHBAN, NOW, enrolled, later, make_user
from sayeban.kit.units import Unit
from sayeban.runtime.actor import OPERATOR, Actor
from sayeban.runtime.context import looking

pytestmark = pytest.mark.django_db
CENTRE = Unit.of_centre("0701", "7011")
ANDROID = "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari"


@pytest.fixture
def worker(places: None) -> Actor:
    return make_user("worker", Post.SOCIAL_WORKER, CENTRE)


def keep(actor: Actor, device: UUID | None = None) -> UUID:
    return keep_device(actor=actor, at=NOW, device=device, label=ANDROID)


def id_of(device: UUID) -> int:
    return Device.objects.get(device=device).pk


def revoke(actor: Actor, device: UUID, *, lost: bool = True) -> None:
    revoke_device(actor=actor, at=NOW, device_id=id_of(device), lost=lost)


def seen_by(actor: Actor) -> list[str]:
    with looking(actor):
        return [each.user for each in devices(actor, NOW)]


@pytest.mark.parametrize(
    ("says", "label"), [(ANDROID, "Android، Chrome"), ("Firefox", "Firefox"), ("", "")]
)
def test_a_phone_is_told_by_what_its_browser_says(says: str, label: str) -> None:
    assert device_label(says) == label


def test_a_phone_is_known_once_and_its_contacts_are_kept(worker: Actor) -> None:
    key = keep(worker)
    assert keep_device(actor=worker, at=later(hours=2), device=key, label="") == key
    assert [(d.label, d.seen_at) for d in Device.objects.all()] == [
        ("Android، Chrome", later(hours=2))
    ]


def test_his_phones_are_seen_by_himself_and_by_heads_of_his_units(worker: Actor) -> None:
    keep(worker)
    head = make_user("head", Post.CENTRE_HEAD, CENTRE)
    county = make_user("county", Post.COUNTY_HEAD, ABADEH)
    beside = make_user("beside", Post.COUNTY_HEAD, ESTAHBAN)
    colleague = make_user("colleague", Post.SOCIAL_WORKER, CENTRE)
    assert [seen_by(each) for each in (worker, head, county)] == [["کاربر worker"]] * 3
    assert [seen_by(each) for each in (beside, colleague)] == [[], []]


def test_a_head_takes_out_a_lost_phone_and_its_owners_sessions_end(worker: Actor) -> None:
    key = keep(worker)
    revoke(make_user("head", Post.CENTRE_HEAD, CENTRE), key)
    assert is_revoked(key)
    assert User.objects.get(username="worker").session_epoch == 1
    with pytest.raises(DeviceRevoked):
        keep(worker, key)


def test_the_sessions_of_somebody_who_also_works_elsewhere_go_on(worker: Actor) -> None:
    fars = Unit.of_province("07")
    appoint(actor=OPERATOR, at=NOW, username="worker", post=Post.PROVINCE_EXPERT, unit=fars)
    key = keep(worker)
    revoke(make_user("head", Post.CENTRE_HEAD, CENTRE), key)
    assert is_revoked(key)
    assert User.objects.get(username="worker").session_epoch == 0


def test_who_signs_out_of_his_phone_stays_signed_in_elsewhere(worker: Actor) -> None:
    key = keep(worker)
    revoke(worker, key, lost=False)
    assert is_revoked(key)
    assert User.objects.get(username="worker").session_epoch == 0


def test_nobody_takes_out_the_phone_of_a_colleague(worker: Actor) -> None:
    key = keep(worker)
    with pytest.raises(DeviceUnknown):
        revoke(make_user("colleague", Post.SOCIAL_WORKER, CENTRE), key)
    assert not is_revoked(key)


def client_of(actor: Actor, device: UUID) -> Client:
    signed_in = enrolled(actor)
    client = Client()
    session = client.session
    session.update({"user_id": signed_in.user_id, "epoch": signed_in.epoch})
    session.save()
    client.cookies["sayeban_session"] = session.session_key or ""
    client.cookies["sayeban_device"] = str(device)
    return client


@pytest.fixture
def client(worker: Actor) -> Client:
    return client_of(worker, keep(worker))


def device_of(client: Client) -> UUID:
    return UUID(client.cookies["sayeban_device"].value)


def test_the_next_contact_of_a_lost_phone_wipes_it_signed_in_or_not(
    worker: Actor, client: Client
) -> None:
    key = device_of(client)
    revoke(worker, key)
    stranger = Client()
    stranger.cookies["sayeban_device"] = str(key)
    for visitor in (client, stranger):
        answer = visitor.get("/field/")
        assert answer.status_code == 410
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert visitor.cookies["sayeban_device"].value == ""
    assert client.get("/")["Location"].startswith("/enter/")


def test_a_phone_that_nobody_knows_is_let_in(client: Client) -> None:
    client.cookies["sayeban_device"] = str(uuid4())
    assert client.get("/devices/").status_code == 200
    client.cookies["sayeban_device"] = "x"
    assert client.get("/devices/").status_code == 200


def test_signing_out_of_a_phone_asks_first_and_then_wipes_it(client: Client) -> None:
    key = device_of(client)
    asked = client.post("/leave/")
    assert asked["Location"] == "/field/queue/?leaving=1"
    assert "هنوز بیرون نرفته‌اید" in client.get(asked["Location"]).content.decode()
    left = client.post("/leave/", {"sure": "1"})
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert is_revoked(key)
    assert client.get("/")["Location"].startswith("/enter/")


def test_the_page_of_phones_takes_one_out(client: Client) -> None:
    key = device_of(client)
    assert "Android، Chrome" in client.get("/devices/").content.decode()
    assert client.post("/devices/9999/revoke/").status_code == 404
    asking = client.post(f"/devices/{id_of(key)}/revoke/").content.decode()
    assert "Android، Chrome" in asking
    assert "از دست می‌رود" in asking
    assert "جدا شده" not in client.get("/devices/").content.decode()
    done = client.post(f"/devices/{id_of(key)}/revoke/", {"sure": "on"})
    assert done["Location"] == "/devices/?done=device_revoked"
    assert is_revoked(key)
