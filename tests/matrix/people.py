"""Everybody who asks: each post in each unit, and those whose right is about to begin or over."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.test import Client

from sayeban.accounts import passwords
from sayeban.accounts.models import Appointment, Credential, User
from sayeban.exemptions.tests.makers import NOW
from sayeban.kit.units import Unit
from tests.matrix.places import ABOVE, LEVELS, Person, level

PASSWORD = "one long password 7"
_DAY = timedelta(days=1)
ANONYMOUS = Person("anonymous", signed_in=False)
OPERATOR = Person("operator", operator=True)


def unit_of(text: str) -> Unit:
    """The product's unit of a unit of the matrix."""
    match level(text):
        case "hq":
            return Unit.hq()
        case "province":
            return Unit.of_province(text)
        case "county":
            return Unit.of_county(text)
        case _:
            return Unit.of_centre(ABOVE[text], text.removeprefix("centre:"))


def everybody() -> dict[str, Person]:
    """By name; made with accounts, their appointments, and a password of their own."""
    made = [
        _person(f"{post}@{unit}", (post, unit))
        for post, levels in LEVELS.items()
        for unit in ABOVE
        if level(unit) in levels
    ]
    made += _borderline()
    return {person.name: person for person in [ANONYMOUS, OPERATOR, *made]}


def _borderline() -> list[Person]:
    """Rights that come from a temporary post, from two posts, or that are over."""
    head, worker = ("county_head", "0701"), ("social_worker", "centre:7011")
    return [
        _person("helper", worker, helper=True, ends=2 * _DAY),
        _person("helper above a post", ("village_helper", "0701"), ("observer", "centre:7021")),
        _person("head beside, observer above", ("county_head", "0702"), ("observer", "07")),
        _person("expert beside, observer here", ("county_expert", "0702"), ("observer", "0701")),
        _person("worker beside, observer hq", ("social_worker", "centre:7012"), ("observer", "hq")),
        _person("without a post"),
        _without_right("former head", head, ends=-_DAY),
        _without_right("helper until yesterday", worker, helper=True, ends=-_DAY),
        _without_right("head from tomorrow", head, starts=_DAY),
        Person("deputy of a head", (head,), _stand_in("deputy of a head", head, _DAY)),
        Person("deputy until yesterday", (), _stand_in("deputy until yesterday", head, -_DAY)),
        _stranger("disabled head", head, disabled=True),
        _stranger("head whose sessions were ended", head, epoch=1),
    ]


def _without_right(name: str, held: tuple[str, str], **span: Any) -> Person:
    return Person(name, (), account(name, [held], **span))


def _stand_in(name: str, held: tuple[str, str], ends: timedelta) -> int:
    """Somebody who holds a post for its absent holder alone."""
    number = account(name, [held], ends=ends)
    own = Appointment.objects.filter(post=held[0], county=held[1], ends=None)
    Appointment.objects.filter(user_id=number).update(deputy_of=own.order_by("id")[0])
    return number


def _stranger(name: str, held: tuple[str, str], **state: Any) -> Person:
    return Person(name, (), account(name, [held], **state), signed_in=False)


def _person(name: str, *held: tuple[str, str], **span: Any) -> Person:
    return Person(name, held, account(name, held, **span))


def account(
    name: str,
    held: Iterable[tuple[str, str]],
    *,
    starts: timedelta = -2 * _DAY,
    ends: timedelta | None = None,
    helper: bool = False,
    disabled: bool = False,
    epoch: int = 0,
) -> int:
    """The id of a new user with these posts."""
    user = User.objects.create(
        username=f"u{User.objects.count()}",
        full_name=f"کاربر {name}",
        created_at=NOW - 3 * _DAY,
        disabled_at=NOW if disabled else None,
        session_epoch=epoch,
    )
    for post, text in held:
        unit = unit_of(text)
        Appointment.objects.create(
            user=user,
            post=post,
            level=unit.level,
            province=unit.province,
            county=unit.county,
            centre=unit.centre,
            helper=helper,
            starts=NOW + starts,
            ends=NOW + ends if ends else None,
        )
    Credential.objects.create(
        user=user, password=passwords.encode_one_time(PASSWORD), must_change_password=False
    )
    return user.id


def client_of(person: Person) -> Client:
    """His browser; a disabled user and an ended session still hold their cookie."""
    client = Client(raise_request_exception=False)
    if person.user_id:
        session = client.session
        session.update({"user_id": person.user_id, "epoch": 0})
        session.save()
        client.cookies["sayeban_session"] = session.session_key or ""
    return client
