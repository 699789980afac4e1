"""A client proves himself at a service desk: he says the code of his mobile to the clerk.

The codes are those of his own page with all their limits, counted for the clerk instead of for an
address. Nobody gets a token, so that a clerk who hears a code cannot open the client's page.
"""

from datetime import datetime

from sayeban.accounts.actions.citizens import begin_visit, tried, use_code
from sayeban.accounts.actions.count_source import ASKS, TRIES, clear_source, count_source
from sayeban.accounts.credentials import as_web
from sayeban.accounts.machines import drawn
from sayeban.accounts.models import CitizenVisit
from sayeban.country import text
from sayeban.runtime.actions import action
from sayeban.runtime.actor import SYSTEM, Actor


def ask_proof(*, at: datetime, national_id: str, clerk: int) -> int:
    """The number of a visit whose code is to be said to this clerk.

    Refuses sign_in.too_many, citizen.national_id and citizen.codes_spent.
    """
    count_source(actor=SYSTEM, at=at, source=_source(clerk), tries_of=ASKS)
    typed = text.identifier(national_id)
    return begin_visit(actor=SYSTEM, at=at, national_id=typed, token=drawn(), clerk=clerk)


def enter_proof(*, at: datetime, visit: int, clerk: int, code: str) -> None:
    """From now on the visit proves its person to this clerk, for the rest of the day.

    Outside of any command, so that a wrong try stays counted. Refuses sign_in.too_many, and
    citizen.code as enter_own_code does, also of the visit at another clerk.
    """
    source = _source(clerk)
    count_source(actor=SYSTEM, at=at, source=source, tries_of=TRIES)
    counted = _count(actor=SYSTEM, at=at, visit=visit, clerk=clerk)
    _accept(actor=SYSTEM, at=at, visit=counted, code=text.identifier(code))
    for tries in (ASKS, TRIES):
        clear_source(actor=SYSTEM, at=at, source=source, signed_in=False, tries_of=tries)


@action("accounts.count_proof", about=("visit",))
def _count(*, actor: Actor, at: datetime, visit: int, clerk: int) -> int:
    """The visit whose try was counted, before it is judged; 0 for none that may try."""
    with as_web():
        return tried(CitizenVisit.objects.filter(pk=visit, clerk=clerk), at)


@action("accounts.enter_proof", about=("visit",))
def _accept(*, actor: Actor, at: datetime, visit: int, code: str) -> None:
    with as_web():
        use_code(visit, code, at)


@action("accounts.end_proof", about=("visit",))
def end_proof(*, actor: Actor, at: datetime, visit: int, clerk: int) -> None:
    """He left: the visit proves nothing any more."""
    with as_web():
        CitizenVisit.objects.filter(pk=visit, clerk=clerk, ended_at=None).update(
            ended_at=at, code=""
        )


def _source(clerk: int) -> str:
    """What tries of a desk are counted by: many clerks of one office have one address."""
    return f"desk {clerk}"
