"""Headquarters opens the registry to partners and closes it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sayeban.accounts.public import (
    HQ_POSTS,
    ClientTerms,
    add_client,
    disable_client,
    program_number,
)
from sayeban.country.divisions import provinces
from sayeban.exemptions.package.signing import public_key
from sayeban.interop.attributes import ATTRIBUTES
from sayeban.interop.models import Partner, Subscription
from sayeban.interop.rules import CIVIL_EVENTS, PROFILES
from sayeban.kit.refusals import Refusal
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.outside import well_formed


class PartnerInvalid(Refusal):
    """A partner cannot be opened so."""

    code: ClassVar[str] = "partner.invalid"
    sentence: ClassVar[str] = (
        "همکار ثبت نشد: هدف لازم است؛ ویژگی‌ها و رویدادها از فهرست، استان‌ها با کد دورقمی، نشانی‌ها با"
        " https آغاز می‌شود و شیوهٔ امضا جز none کلید عمومی Ed25519 می‌خواهد. همکار یا ویژگی‌ها و"
        " استان‌ها را می‌بیند یا رویدادی می‌گوید."
    )


class PartnerUnknown(Refusal):
    """No partner has this name, or it is closed."""

    code: ClassVar[str] = "partner.unknown"
    sentence: ClassVar[str] = "همکاری با این شناسه نیست یا بسته شده است."


@dataclass(frozen=True, slots=True)
class PartnerTerms:
    """What a partner may: see `attributes` in `provinces`, be answered at `addresses`, and tell
    events. `public_key` is PEM, needed where it signs.
    """

    client_id: str
    title: str
    purpose: str
    provinces: Collection[str] = ()
    attributes: Collection[str] = ()
    tells: Collection[str] = ()
    addresses: Collection[str] = ()
    profile: str = "none"
    public_key: str = ""
    per_minute: int = 600


@action("interop.add_partner", posts=HQ_POSTS, operator=True)
def add_partner(*, actor: Actor, at: datetime, terms: PartnerTerms) -> str:
    """The secret of the partner's program, which nobody sees again.

    Refuses partner.invalid, client.invalid and client.exists.
    """
    if not _valid(terms):
        raise PartnerInvalid
    scopes = ("dci.search", "dci.subscribe") if terms.attributes else ()
    client = ClientTerms(
        terms.client_id,
        utility="",
        company="",
        title=terms.title,
        scopes=(*scopes, *(("dci.notify",) if terms.tells else ())),
        per_minute=terms.per_minute,
    )
    secret = add_client(actor=actor, at=at, terms=client)
    program = program_number(terms.client_id)
    assert program is not None
    with nationwide():
        Partner.objects.create(
            client_id=terms.client_id,
            program=program,
            title=terms.title.strip() or terms.client_id,
            purpose=terms.purpose.strip(),
            provinces=sorted(set(terms.provinces)),
            attributes=[name for name in ATTRIBUTES if name in terms.attributes],
            tells=[name for name in CIVIL_EVENTS if name in terms.tells],
            addresses=list(terms.addresses),
            profile=terms.profile,
            public_key=terms.public_key if terms.profile != "none" else "",
            opened_at=at,
            opened_by=actor.user_id,
        )
    return secret


def _valid(terms: PartnerTerms) -> bool:
    key = terms.profile == "none" or public_key(terms.public_key.encode())
    return bool(
        terms.purpose.strip()
        and set(terms.attributes) <= set(ATTRIBUTES)
        and set(terms.tells) <= set(CIVIL_EVENTS)
        and set(terms.provinces) <= {each.code for each in provinces()}
        and bool(terms.attributes) == bool(terms.provinces)
        and (terms.attributes or terms.tells)
        and all("?" not in u and well_formed(u, own_machine=True) for u in terms.addresses)
        and terms.profile in PROFILES
        and key
    )


@action("interop.close_partner", posts=HQ_POSTS, operator=True, about=("partner",))
def close_partner(*, actor: Actor, at: datetime, partner: str) -> None:
    """Nothing is answered or told from now on. Refuses partner.unknown."""
    with nationwide():
        found = Partner.objects.select_for_update().filter(client_id=partner, closed_at=None)
        row = found.first()
        if row is None:
            raise PartnerUnknown
        row.closed_at, row.closed_by = at, actor.user_id
        row.save(update_fields=["closed_at", "closed_by"])
        Subscription.objects.filter(partner=row, ended_at=None).update(ended_at=at)
    disable_client(actor=actor, at=at, client_id=partner)
