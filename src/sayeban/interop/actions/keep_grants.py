"""Headquarters agrees with an institution in two steps, by two persons, and closes it by one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sayeban.accounts.public import (
    HQ_POSTS,
    ClientTerms,
    add_client,
    disable_client,
    program_number,
)
from sayeban.country.divisions import provinces
from sayeban.facts.public import catalogue, purposes
from sayeban.interop.models import Grant
from sayeban.interop.refusals import GrantInForce, GrantInvalid, GrantSecondPerson, GrantUnknown
from sayeban.organisations.public import AGREEMENT_ACTIVATORS
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """What the agreement with an institution opens to its program, as Grant has it."""

    client_id: str
    title: str
    provinces: Collection[str]
    purposes: Collection[str] = ()
    facts: Collection[str] = ()
    forms: Collection[str] = ()
    services: Collection[str] = ()
    addresses: Collection[str] = ()
    per_minute: int = 600

    @property
    def scopes(self) -> tuple[str, ...]:
        """What its tokens open."""
        opened = (
            ("facts.read", self.facts),
            ("forms.fill", self.forms),
            ("cases.open", self.services),
        )
        return tuple(scope for scope, named in opened if named)


@action("interop.add_grant", posts=HQ_POSTS, operator=True)
def add_grant(*, actor: Actor, at: datetime, terms: GrantTerms) -> str:
    """The secret of the institution's program, which nobody sees again.

    The agreement opens nothing until somebody else put it in force.
    Refuses grant.invalid, client.invalid and client.exists.
    """
    if faults := "؛ ".join(_faults(terms)):
        raise GrantInvalid(faults=faults)
    client = ClientTerms(
        terms.client_id,
        utility="",
        company="",
        title=terms.title,
        scopes=terms.scopes,
        addresses=terms.addresses,
        per_minute=terms.per_minute,
    )
    secret = add_client(actor=actor, at=at, terms=client)
    program = program_number(terms.client_id)
    assert program is not None
    named = ("provinces", "purposes", "facts", "forms", "services")
    with nationwide():
        Grant.objects.create(
            client_id=terms.client_id,
            program=program,
            title=terms.title.strip(),
            opened_at=at,
            opened_by=actor.user_id,
            **{name: sorted(set(getattr(terms, name))) for name in named},
        )
    return secret


def _faults(terms: GrantTerms) -> Iterator[str]:
    """What is wrong with the terms, each by its name and value."""
    if not terms.title.strip():
        yield "نام نهاد نوشته نشده است"
    if not terms.provinces:
        yield "استانی نام برده نشده است"
    if not terms.scopes:
        yield "هیچ داده، فرم یا خدمتی باز نمی‌شود"
    if terms.facts and not terms.purposes:
        yield "داده‌ها بی هدف آمده‌اند"
    if terms.purposes and not terms.facts:
        yield "هدف‌ها بی داده آمده‌اند"
    known = (
        ("استان با کد", terms.provinces, {each.code for each in provinces()}),
        ("دادهٔ", terms.facts, set(catalogue())),
        ("هدف", terms.purposes, {each.key for each in purposes()}),
    )
    for kind, named, there in known:
        for each in sorted(set(named) - there):
            yield f"{kind} «{each}» در فهرست نیست"


@action("interop.activate_grant", posts=AGREEMENT_ACTIVATORS, about=("client_id",))
def activate_grant(*, actor: Actor, at: datetime, client_id: str) -> None:
    """A second person puts it in force; from now on its program is answered.

    Refuses grant.unknown, grant.in_force and grant.second_person.
    """
    with nationwide():
        row = _locked(client_id)
        if row.activated_at is not None:
            raise GrantInForce
        if actor.eyes().saw(row.opened_by, row.opened_at):
            raise GrantSecondPerson
        row.activated_at, row.activated_by = at, actor.user_id
        row.save(update_fields=["activated_at", "activated_by"])


@action("interop.close_grant", posts=HQ_POSTS, operator=True, about=("client_id",))
def close_grant(*, actor: Actor, at: datetime, client_id: str) -> None:
    """Its program is answered no more; a proposal ends the same way. Refuses grant.unknown."""
    with nationwide():
        row = _locked(client_id)
        row.closed_at, row.closed_by = at, actor.user_id
        row.save(update_fields=["closed_at", "closed_by"])
    disable_client(actor=actor, at=at, client_id=client_id)


def _locked(client_id: str) -> Grant:
    found = Grant.objects.select_for_update().filter(client_id=client_id, closed_at=None).first()
    if found is None:
        raise GrantUnknown
    return found
