"""A client comes to his own page: national id, a code on his mobile, a short visit (S6).

What a page does is the same whether we know the id or not: the code is drawn and sent later, by
the worker, so that neither words nor time tell a stranger whose file we keep.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest

from django.db import connection
from django.db.models import F, QuerySet

from sayeban.accounts.actions.count_source import ASKS, TRIES, clear_source, count_source
from sayeban.accounts.citizens import (
    CODE_HOLDS,
    CODES_A_DAY,
    MAX_CODE_TRIES,
    VISIT_HOLDS,
    VISITS_KEPT,
    drawn_code,
    kept_code,
)
from sayeban.accounts.credentials import as_web
from sayeban.accounts.machines import drawn, hashed
from sayeban.accounts.models import CitizenVisit
from sayeban.accounts.refusals_citizen import CodesSpent, NationalIdInvalid, OwnCodeFailed
from sayeban.country import text
from sayeban.country.formats import national_id as national_ids
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('accounts.citizen/' || %s, 0))"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A visit that waits for its code. `token` is for the cookie of this browser alone."""

    visit: int
    token: str


def ask_code(*, at: datetime, national_id: str, source: str) -> Asked:
    """Begin a visit; `source` is the address that asks.

    Refuses sign_in.too_many, citizen.national_id and citizen.codes_spent.
    """
    count_source(actor=SYSTEM, at=at, source=source, tries_of=ASKS)
    token = drawn()
    visit = begin_visit(actor=SYSTEM, at=at, national_id=text.identifier(national_id), token=token)
    return Asked(visit, token)


@action("accounts.ask_code")
def begin_visit(
    *, actor: Actor, at: datetime, national_id: str, token: str, clerk: int | None = None
) -> int:
    """The number of a new visit. `clerk`: at whose counter he stands, where he is at a desk.

    Refuses citizen.national_id and citizen.codes_spent.
    """
    if not national_ids.valid(national_id):
        raise NationalIdInvalid
    with as_web():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [national_id])
        asked = CitizenVisit.objects.filter(national_id=national_id, asked_at__gt=at - _DAY)
        if asked.count() >= CODES_A_DAY:
            raise CodesSpent
        return CitizenVisit.objects.create(
            token=hashed(token), national_id=national_id, asked_at=at, clerk=clerk
        ).pk


@action("accounts.draw_code", about=("visit",))
def draw_code(
    *, actor: Actor, at: datetime, visit: int, person_id: int, household_id: int | None
) -> str | None:
    """The code for a visit, drawn once; None when there was one already or it is too late."""
    code = drawn_code()
    with as_web():
        waiting = CitizenVisit.objects.filter(
            pk=visit, code_until=None, ended_at=None, asked_at__gt=at - VISIT_HOLDS
        )
        found = waiting.update(
            person_id=person_id,
            household_id=household_id,
            code=kept_code(visit, code),
            code_until=at + CODE_HOLDS,
        )
    return code if found else None


def enter_own_code(*, at: datetime, token: str, code: str, source: str) -> str:
    """The new token of a visit whose code was right; each code counts once.

    Refuses sign_in.too_many, and citizen.code in the same words and the same time for a wrong, a
    late and a used code, after five tries, and where none was sent.
    """
    count_source(actor=SYSTEM, at=at, source=source, tries_of=TRIES)
    visit = _count_code(actor=SYSTEM, at=at, token=token)
    entered = _accept(actor=SYSTEM, at=at, visit=visit, code=text.identifier(code))
    for tries in (ASKS, TRIES):
        clear_source(actor=SYSTEM, at=at, source=source, signed_in=False, tries_of=tries)
    return entered


@action("accounts.count_code")
def _count_code(*, actor: Actor, at: datetime, token: str) -> int:
    """The visit whose try was counted, before it is judged; 0 for none that may try."""
    with as_web():
        return tried(CitizenVisit.objects.filter(token=hashed(token), clerk=None), at)


def tried(own: QuerySet[CitizenVisit], at: datetime) -> int:
    """Count a try of the one visit of `own` that may still try; its number, 0 for none."""
    own = own.filter(
        tries__lt=MAX_CODE_TRIES,
        entered_at=None,
        ended_at=None,
        asked_at__gt=at - VISIT_HOLDS,
    )
    number = own.values_list("pk", flat=True).first() or 0
    return number if own.filter(pk=number).update(tries=F("tries") + 1) else 0


@action("accounts.enter_own_code", about=("visit",))
def _accept(*, actor: Actor, at: datetime, visit: int, code: str) -> str:
    token = drawn()
    with as_web():
        use_code(visit, code, at, token=hashed(token))
    return token


def use_code(visit: int, code: str, at: datetime, **also: str) -> None:
    """Judge a code and use it up, `also` changing what is given; refuses citizen.code."""
    found = CitizenVisit.objects.filter(pk=visit, code_until__gt=at).first()
    kept = found.code if found else ""
    # Of two at once only one finds the code unused.
    if not compare_digest(kept_code(visit, code), kept) or not CitizenVisit.objects.filter(
        pk=visit, code=kept
    ).update(code="", entered_at=at, **also):
        raise OwnCodeFailed


@action("accounts.end_visit")
def end_visit(*, actor: Actor, at: datetime, token: str) -> None:
    """Nobody who comes to this browser afterwards sees the page."""
    with as_web():
        CitizenVisit.objects.filter(token=hashed(token), ended_at=None).update(ended_at=at, code="")


@action("accounts.forget_visits")
def forget_visits(*, actor: Actor, at: datetime) -> int:
    """Remove visits that count for nothing any more; how many."""
    with as_web():
        return CitizenVisit.objects.filter(asked_at__lte=at - VISITS_KEPT).delete()[0]
