"""A request is taken: a case opens on the version that is in force."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from sayeban.cases.actions.ask_papers import ask_papers
from sayeban.cases.actions.finding import place_of
from sayeban.cases.actions.mark_document import write_mark
from sayeban.cases.actions.moving import open_steps
from sayeban.cases.actions.once import refuse_twice
from sayeban.cases.actions.telling import tell
from sayeban.cases.models import Case, CaseDocument, Event
from sayeban.cases.reads.promises import Offered, Promise, offered
from sayeban.cases.reads.turn import missing_papers
from sayeban.cases.refusals_case import NumbersSpent
from sayeban.cases.rules import OPENERS
from sayeban.cases.tracking import draw
from sayeban.country.today import today_of
from sayeban.forms.public import go_along
from sayeban.kit.units import Unit
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.outbox import announce

_MOST_DRAWS: Final = 5
"""Of a million numbers in use one draw in 90,000 meets one."""


@dataclass(frozen=True, slots=True)
class Along:
    """What came with a request: the form that was sent for it, codes of documents."""

    submission: UUID | None = None
    papers: Collection[str] = ()


NOTHING: Final = Along()


@dataclass(frozen=True, slots=True)
class Opened:
    """A new case: what the client is told and takes along."""

    case_id: int
    tracking_no: str
    promise: Promise
    legal_deadline: date | None

    @property
    def promised_on(self) -> date:
        return self.promise.on


@action(
    "cases.open_case",
    posts=OPENERS,
    reach="within",
    operator=True,
    about=("unit", "service", "person_id", "channel"),
)
def open_case(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    service: str,
    person_id: int,
    along: Along = NOTHING,
    channel: str = "desk",
    desk: int | None = None,
) -> Opened:
    """Open a case for a person within the actor's places, with its first step and documents.

    It belongs to the unit that keeps his file, where that lies in `unit`, else to `unit` itself.
    `desk` is the service desk that takes it.
    Announces cases.opened. Refuses service.unknown, service.retired, person.unknown, case.twice,
    case.elsewhere and case.numbers_spent.
    """
    person = person_file(person_id)
    place = unit.narrowed(person.unit)
    taken = Case(person_id=person_id, submission=along.submission, channel=channel, desk=desk)
    return begin(actor, at, place, service, taken, brought=along.papers)


def begin(
    actor: Actor,
    at: datetime,
    place: Unit,
    service: str,
    taken: Case,
    why: str = "",
    brought: Collection[str] = (),
) -> Opened:
    """Open a case of which is known whose it is and how it came; `why` stands in its history.

    Refuses as open_case.
    """
    offer = offered(service, place, today_of(at))
    refuse_twice(taken.person_id, offer.service_id)
    case = _write(actor, at, place, taken, offer, why)
    if case.submission:
        go_along(case.submission, place)
    ask_papers(case, at)
    for paper in CaseDocument.objects.filter(case=case, code__in=set(brought)).order_by("pk"):
        write_mark(actor, at, paper, "received")
    lacks = "_lacking" if missing_papers(case.pk) else ""
    announce("cases.opened", str(case.pk), {"case": str(case.pk), "service": service})
    tell(at, f"cases.opened{lacks}", [(case.pk, str(case.pk), case.promised_on)])
    open_steps(actor, at, [case.pk], [case.version.document["start"]])
    return Opened(case.pk, case.tracking_no, offer.promise, case.legal_deadline)


def _write(
    actor: Actor,
    at: datetime,
    place: Unit,
    case: Case,
    offer: Offered,
    why: str,
) -> Case:
    """Fill in and save a new case of which is known whose it is and how it came."""
    today = today_of(at)
    legal = offer.legal_deadline_days
    case.service_id, case.version_id = offer.service_id, offer.version_id
    case.opened_at, case.opened_on, case.opened_by = at, today, actor.user_id
    case.promised_days, case.promised_on = offer.promise.days, offer.promise.on
    case.legal_deadline = today + timedelta(days=legal) if legal else None
    case.province, case.county, case.centre = place.province, place.county, place.centre
    _number(case)
    Event.objects.create(
        case=case, at=at, actor=actor.user_id, what="opened", reason=why, **place_of(case)
    )
    return case


def _number(case: Case) -> None:
    """Save the case under a number that none has: the unique key sees all places, we do not."""
    for number in islice(iter(draw, ""), _MOST_DRAWS):
        case.tracking_no = number
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError as error:
            # Of another constraint a new number mends nothing.
            if "tracking_no" not in str(error):
                raise
        else:
            return
    raise NumbersSpent
