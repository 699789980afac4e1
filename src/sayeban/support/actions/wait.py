"""Somebody is put on a waiting list, is served, or leaves it (D-023)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from sayeban.country import jalali, text
from sayeban.country.today import today_of
from sayeban.facts.public import ConditionInvalid, catalogue, parse
from sayeban.kit.units import Unit
from sayeban.people.public import person_file
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import nationwide
from sayeban.support.actions.pointing import give_points
from sayeban.support.models import PriorityRule, Waiting
from sayeban.support.reads.lists import place_of
from sayeban.support.refusals import (
    LeaveReasonMissing,
    NotFirst,
    PriorityInvalid,
    SinceInFuture,
    WaitingOver,
    WaitingUnknown,
    WaitsAlready,
)
from sayeban.support.rules import EXPERTS, HEADQUARTERS, HEADS, KEEPERS


@action("support.put_on_list", posts=KEEPERS, reach="within", about=("unit", "service"))
def put_on_list(
    *,
    actor: Actor,
    at: datetime,
    unit: Unit,
    person_id: int,
    service: str,
    since: date | None = None,
) -> int:
    """The key of his place on the list of a service, in the line of his province.

    `since`: from when it counts, today if nothing is said. Refuses person.unknown, waiting.twice,
    waiting.since_future.
    """
    today = today_of(at)
    if since and since > today:
        raise SinceInFuture
    person = person_file(person_id)
    place = unit.narrowed(person.unit)
    _refuse_twice(person_id, service)
    made = Waiting(
        person_id=person_id,
        service=service,
        since=since or today,
        at=at,
        by=actor.user_id,
        province=place.province,
        county=place.county,
        centre=place.centre,
    )
    _keep(made)
    give_points([service], [made.pk])
    return made.pk


def _refuse_twice(person_id: int, service: str) -> None:
    """He waits once in the country: a place that this actor does not see counts as well."""
    with nationwide():
        found = Waiting.objects.filter(person_id=person_id, service=service, state="waiting")
        since = found.values_list("since", flat=True).first()
    if since:
        raise WaitsAlready(since=jalali.long_form(since))


def _keep(made: Waiting) -> None:
    """Of two who put him on the list at once the second is told."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        if "support_waiting_once" not in str(error):
            raise
        raise WaitsAlready(since=jalali.long_form(made.since)) from error


@action("support.serve_waiting", posts=EXPERTS, about=("waiting_id",))
def serve_waiting(*, actor: Actor, at: datetime, waiting_id: int, reason: str = "") -> None:
    """His turn came: he is the first of his province's line, or a head says why he comes before.

    The reason is kept. Refuses waiting.unknown, waiting.over, waiting.not_first.
    """
    said = text.normalize(reason)
    found = _standing(waiting_id)
    line = place_of(waiting_id, today_of(at))
    unit = Unit.of_place(found.province, found.county, found.centre)
    if line and line.place > 1 and not (said and actor.reaches(HEADS, unit)):
        raise NotFirst(place=line.place)
    _end(found, Waiting.State.SERVED, at, said)


@action("support.leave_list", posts=KEEPERS, about=("waiting_id",))
def leave_list(*, actor: Actor, at: datetime, waiting_id: int, reason: str) -> None:
    """He leaves the list. Refuses waiting.reason_missing, waiting.unknown, waiting.over."""
    del actor
    said = text.normalize(reason)
    if not said:
        raise LeaveReasonMissing
    _end(_standing(waiting_id), Waiting.State.LEFT, at, said)


@action("support.set_priority", posts=HEADQUARTERS, operator=True, about=("service",))
def set_priority(
    *,
    actor: Actor,
    at: datetime,
    service: str,
    terms: Sequence[dict[str, Any]],
    per_month: int = 1,
) -> None:
    """Order the list of a service ("" for all without a rule) by these terms, from now on.

    Refuses priority.invalid.
    """
    facts = catalogue()
    for number, term in enumerate(terms, 1):
        if set(term) != {"points", "label", "tree"} or not isinstance(term["points"], int):
            raise PriorityInvalid(number=number)
        try:
            parse(term["tree"], facts, bounded=True)
        except ConditionInvalid as invalid:
            raise PriorityInvalid(number=number) from invalid
    PriorityRule.objects.update_or_create(
        service=service,
        defaults={"terms": list(terms), "per_month": per_month, "at": at, "by": actor.user_id},
    )
    with nationwide():
        _recount(service)


@action("support.recount_lists", operator=True)
def recount_lists(*, actor: Actor, at: datetime) -> None:
    """Look at everybody's facts anew, as each evening does."""
    del actor, at
    _recount("")


def _recount(service: str) -> None:
    waiting = Waiting.objects.filter(state=Waiting.State.WAITING)
    kept = waiting.filter(service=service) if service else waiting
    if services := sorted(set(kept.values_list("service", flat=True).distinct())):
        give_points(services)


def _standing(waiting_id: int) -> Waiting:
    """The locked place; refuses waiting.unknown, waiting.over."""
    found = Waiting.objects.select_for_update().filter(pk=waiting_id).first()
    if found is None:
        raise WaitingUnknown
    if found.state != Waiting.State.WAITING:
        raise WaitingOver
    return found


def _end(found: Waiting, state: str, at: datetime, reason: str) -> None:
    found.state, found.ended_on, found.reason = state, today_of(at), reason
    found.save()
