"""Programs of companies get and lose their access."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import ClassVar

from django.db.models import Q

from sayeban.accounts.credentials import as_web
from sayeban.accounts.keys import KeyInvalidError, read_key
from sayeban.accounts.machines import (
    CALLS_KEPT,
    KEYS_KEPT,
    MINUTES_KEPT,
    OVERLAP,
    PER_MINUTE,
    drawn,
    hashed,
)
from sayeban.accounts.models import (
    PARTNER_SCOPES,
    SCOPES,
    MachineBusCall,
    MachineCall,
    MachineClient,
    MachineKey,
    MachineMinute,
    MachineSecret,
    MachineToken,
)
from sayeban.accounts.rules import HQ_POSTS, is_machine_id
from sayeban.kit.refusals import Refusal
from sayeban.organisations.public import companies
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

_V6, _SUBSCRIBER = 6, 64


class ClientInvalid(Refusal):
    """A program cannot be called, limited or allowed so."""

    code: ClassVar[str] = "client.invalid"
    sentence: ClassVar[str] = (
        "برنامه پذیرفته نشد: شناسه ۳ تا ۴۰ حرف کوچک لاتین، رقم و خط تیره است؛ نشانی‌ها مانند"
        " 10.0.0.0/8؛ دسترسی‌ها از فهرست؛ و شمار درخواست در دقیقه دست‌کم یک."
    )


class ClientKey(Refusal):
    """The key is no Ed25519 public key."""

    code: ClassVar[str] = "client.key"
    sentence: ClassVar[str] = (
        "کلید پذیرفته نشد. کلید عمومی Ed25519 برنامه را به شکل PEM یا base64 بدهید؛ کلید خصوصی را"
        " به کسی ندهید."
    )


class ClientExists(Refusal):
    """The name is taken, also by one that is closed: logs name it."""

    code: ClassVar[str] = "client.exists"
    sentence: ClassVar[str] = "برنامه‌ای با این شناسه از پیش هست. شناسهٔ دیگری برگزینید."


class ClientCompanyUnknown(Refusal):
    """No company has this code."""

    code: ClassVar[str] = "client.company_unknown"
    sentence: ClassVar[str] = "این شرکت ثبت نشده است. کد سه‌رقمی و نوع آن را بررسی کنید."


class ClientUnknown(Refusal):
    """No program has this name, or it is closed."""

    code: ClassVar[str] = "client.unknown"
    sentence: ClassVar[str] = "برنامه‌ای با این شناسه نیست یا بسته شده است."


@dataclass(frozen=True, slots=True)
class ClientTerms:
    """What a program may. `addresses` are networks, empty: it may come from anywhere.

    A partner of the registry interface has neither utility nor company.
    """

    client_id: str
    utility: str
    company: str
    title: str
    scopes: Collection[str] = SCOPES
    addresses: Collection[str] = ()
    per_minute: int = PER_MINUTE
    certificate: str = ""


@action("accounts.add_client", posts=HQ_POSTS, operator=True)
def add_client(*, actor: Actor, at: datetime, terms: ClientTerms) -> str:
    """The secret of the new program, which nobody sees again.

    Refuses client.invalid, client.exists and client.company_unknown.
    """
    _refuse_bad(terms)
    addresses = _networks(terms.addresses)
    with as_web():
        if MachineClient.objects.filter(client_id=terms.client_id).exists():
            raise ClientExists
        made = MachineClient.objects.create(
            client_id=terms.client_id,
            utility=terms.utility,
            company=terms.company,
            title=terms.title.strip() or terms.client_id,
            scopes=[name for name in (*SCOPES, *PARTNER_SCOPES) if name in terms.scopes],
            addresses=addresses,
            per_minute=terms.per_minute,
            certificate=terms.certificate,
            created_at=at,
            created_by=actor.user_id,
        )
        return _secret(made, at)


def _refuse_bad(terms: ClientTerms) -> None:
    partner = not terms.company
    scopes = PARTNER_SCOPES if partner else SCOPES
    known = set(terms.scopes) <= set(scopes) and bool(terms.scopes)
    if not (is_machine_id(terms.client_id) and known and terms.per_minute >= 1):
        raise ClientInvalid
    if partner:
        return
    if not any((each.utility, each.code) == (terms.utility, terms.company) for each in companies()):
        raise ClientCompanyUnknown


def _networks(written: Collection[str]) -> list[str]:
    """The networks as PostgreSQL reads them. Of version 6 a subscriber is told by his /64 alone."""
    try:
        found = [ip_network(network) for network in written]
    except ValueError:
        raise ClientInvalid from None
    if any(each.version == _V6 and each.prefixlen > _SUBSCRIBER for each in found):
        raise ClientInvalid
    return sorted({str(each) for each in found})


def _secret(client: MachineClient, at: datetime) -> str:
    secret = drawn()
    MachineSecret.objects.create(client=client, sha256=hashed(secret), created_at=at)
    return secret


@action("accounts.rotate_client", posts=HQ_POSTS, operator=True, about=("client_id",))
def rotate_client(
    *, actor: Actor, at: datetime, client_id: str, overlap: timedelta = OVERLAP
) -> str:
    """A new secret; those before hold for `overlap` longer and no more than they did.

    With no overlap, as after a leak, tokens of the old ones end as well. Refuses client.unknown.
    """
    with as_web():
        client = _open(client_id)
        ends = at + overlap
        standing = client.secrets.filter(Q(expires=None) | Q(expires__gt=ends))
        standing.update(expires=ends)
        if not overlap:
            MachineToken.objects.filter(client=client).delete()
        return _secret(client, at)


@action("accounts.set_client_key", posts=HQ_POSTS, operator=True, about=("client_id",))
def set_client_key(*, actor: Actor, at: datetime, client_id: str, public_key: str) -> None:
    """From now on what the program sends must be signed by this key; "" asks for none.

    Refuses client.key and client.unknown.
    """
    try:
        key = read_key(public_key) if public_key.strip() else ""
    except KeyInvalidError:
        raise ClientKey from None
    with as_web():
        client = _open(client_id)
        client.public_key = key
        client.save(update_fields=["public_key"])


@action("accounts.disable_client", posts=HQ_POSTS, operator=True, about=("client_id",))
def disable_client(*, actor: Actor, at: datetime, client_id: str) -> None:
    """Close a program: its tokens end with this. Refuses client.unknown."""
    with as_web():
        client = _open(client_id)
        client.disabled_at, client.disabled_by = at, actor.user_id
        client.save(update_fields=["disabled_at", "disabled_by"])
        MachineToken.objects.filter(client=client).delete()


def _open(client_id: str) -> MachineClient:
    found = (
        MachineClient.objects.select_for_update()
        .filter(client_id=client_id, disabled_at=None)
        .first()
    )
    if found is None:
        raise ClientUnknown
    return found


@action("accounts.forget_calls", operator=True)
def forget_calls(*, actor: Actor, at: datetime) -> int:
    """Remove tokens that are over, counts of minutes and calls that are old; how many calls."""
    with as_web():
        MachineToken.objects.filter(expires__lte=at).delete()
        MachineMinute.objects.filter(minute__lt=at - MINUTES_KEPT).delete()
        MachineKey.objects.filter(at__lt=at - KEYS_KEPT).delete()
        MachineBusCall.objects.filter(at__lt=at - CALLS_KEPT).delete()
        return MachineCall.objects.filter(at__lt=at - CALLS_KEPT).delete()[0]
