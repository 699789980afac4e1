"""A client says himself that his household has moved, and takes it back on the same day (A-028)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from sayeban.country import text
from sayeban.country.formats import postal_code as postal_codes
from sayeban.country.today import today_of
from sayeban.exemptions.models import MoveSaid
from sayeban.exemptions.refusals_moved import (
    AddressMissing,
    AlreadySaid,
    NothingToMove,
    NotTakenBack,
    TenancyEndMissing,
    TenancyEndPast,
)
from sayeban.exemptions.rules import TENURES
from sayeban.people.public import DateInFuture, PostalCodeInvalid, TenureUnknown
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.runtime.outbox import announce

_TENANT: Final = "tenant"
_REFERENCE_DIGITS: Final = 8

# The place is that of the household's newest row: its own worker follows it up.
_SAID = """
INSERT INTO exemptions_movesaid (reference, household_id, person_id, said_at, moved_on,
  postal_code, address, tenure, tenancy_end, province, county, centre)
SELECT %(reference)s, %(household)s, %(person)s, %(at)s, %(moved_on)s, %(postal_code)s,
  %(address)s, %(tenure)s, %(tenancy_end)s, r.province, r.county, r.centre
FROM exemptions_row r WHERE r.household_id = %(household)s
ORDER BY r.campaign_id DESC, r.is_head DESC, r.id LIMIT 1
ON CONFLICT (household_id) WHERE withdrawn_at IS NULL AND taken_at IS NULL DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a household says that it lives since when. `tenancy_end` is asked of tenants alone."""

    moved_on: date
    address: str
    tenure: str
    postal_code: str = ""
    tenancy_end: date | None = None


@action("exemptions.say_moved", citizens=True)
def say_moved(*, actor: Actor, at: datetime, moved: Moved) -> str:
    """The number by which the client asks what became of it; his worker begins the move.

    Refuses date.in_future, moved.address_missing, postal_code.invalid, tenure.unknown,
    moved.tenancy_end_missing, moved.tenancy_end_past, moved.no_row and moved.already_said.
    """
    _check(moved, today_of(at))
    if actor.household_id is None:
        raise NothingToMove
    reference = "".join(secrets.choice("123456789") for _ in range(_REFERENCE_DIGITS))
    values: dict[str, Any] = {
        "reference": reference,
        "household": actor.household_id,
        "person": actor.person_id,
        "at": at,
        "moved_on": moved.moved_on,
        "postal_code": text.identifier(moved.postal_code),
        "address": text.normalize(moved.address),
        "tenure": moved.tenure,
        "tenancy_end": moved.tenancy_end if moved.tenure == _TENANT else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SAID, values)
        said = bool(cursor.rowcount)
    if said:
        _tell("moved_said", reference)
        return reference
    if MoveSaid.objects.filter(withdrawn_at=None, taken_at=None).exists():
        raise AlreadySaid
    raise NothingToMove


def _check(moved: Moved, today: date) -> None:
    postal_code = text.identifier(moved.postal_code)
    if moved.moved_on > today:
        raise DateInFuture
    if not text.normalize(moved.address):
        raise AddressMissing
    if postal_code and not postal_codes.valid(postal_code):
        raise PostalCodeInvalid
    if moved.tenure not in TENURES:
        raise TenureUnknown
    if moved.tenure == _TENANT:
        if moved.tenancy_end is None:
            raise TenancyEndMissing
        if moved.tenancy_end < today:
            raise TenancyEndPast


@action("exemptions.unsay_moved", citizens=True, about=("reference",))
def unsay_moved(*, actor: Actor, at: datetime, reference: str) -> None:
    """Take back what was said on the same day. Refuses moved.not_taken_back."""
    own = MoveSaid.objects.filter(
        reference=reference,
        household_id=actor.household_id or 0,
        withdrawn_at=None,
        taken_at=None,
    )
    said = own.values_list("said_at", flat=True).first()
    if said is None or today_of(said) != today_of(at):
        raise NotTakenBack
    own.update(withdrawn_at=at)
    _tell("moved_unsaid", reference)


def _tell(event: str, reference: str) -> None:
    """The worker hears of it; a client's own role reaches no events."""
    with nationwide():
        announce(f"exemptions.{event}", reference, {"reference": reference})
