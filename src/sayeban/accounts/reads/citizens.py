"""Whose visit a cookie is, and which id a visit wrote. Read with the web role."""

from datetime import datetime

from sayeban.accounts.citizens import VISIT_HOLDS
from sayeban.accounts.credentials import as_web
from sayeban.accounts.machines import hashed
from sayeban.accounts.models import CitizenVisit
from sayeban.country.today import today_of
from sayeban.runtime.actor import Actor


def citizen_of(token: str, at: datetime) -> Actor | None:
    """The client whose visit is under way, None for a stranger and when it is over."""
    found = CitizenVisit.objects.filter(
        token=hashed(token), clerk=None, entered_at__gt=at - VISIT_HOLDS, ended_at=None
    ).first()
    if found is None:
        return None
    return Actor("citizen", "citizen", person_id=found.person_id, household_id=found.household_id)


def waits_for_code(token: str, at: datetime) -> bool:
    """Whether this browser asked for a code; the same for an id that we do not know."""
    own = CitizenVisit.objects.filter(token=hashed(token), entered_at=None, ended_at=None)
    return own.filter(asked_at__gt=at - VISIT_HOLDS).exists()


def asked_id(visit: int) -> str:
    """The national id that was written at the beginning of a visit, inside a command."""
    with as_web():
        found = CitizenVisit.objects.filter(pk=visit).values_list("national_id", flat=True)
        return found.first() or ""


def is_at_desk(visit: int) -> bool:
    """Whether the code of a visit is to be said to a clerk, inside a command."""
    with as_web():
        return CitizenVisit.objects.filter(pk=visit, clerk__isnull=False).exists()


def proven_person(visit: int, clerk: int, at: datetime) -> int | None:
    """Who proved himself to this clerk on the day of `at`; None for everybody else.

    Inside a command or a look.
    """
    with as_web():
        found = CitizenVisit.objects.filter(pk=visit, clerk=clerk, ended_at=None).first()
    if found is None or found.entered_at is None or today_of(found.entered_at) != today_of(at):
        return None
    return found.person_id
