"""What waits for one user in the campaigns that are not closed («کار من»)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection

from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.ladder_sql import scope, stays_behind
from sayeban.exemptions.models import Campaign, Candidate, Load, Receipt, RejectedRow, Release
from sayeban.exemptions.reads.batch import (
    BatchQuestion,
    approval_level,
    blocks,
    strata,
    to_be_drawn,
)
from sayeban.exemptions.reads.counter import waiting_at_counter
from sayeban.exemptions.reads.moves import after_delivery
from sayeban.exemptions.reads.trained import is_gated, trained_workers
from sayeban.exemptions.rules import State
from sayeban.exemptions.rules_ladder import Part, part
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor

Kind = Literal[
    "rejected",
    "unfinished",
    "copy",
    "receive",
    "train",
    "collect",
    "returned",
    "sample",
    "approve",
    "finish",
    "sign",
    "mend",
    "violations",
    "release",
    "counter",
    "corrections",
    "moves",
    "move_approve",
    "tenancies",
]

_COUNTS = f"""
SELECT (r.province, r.county, r.centre) = (%(province)s, %(county)s, %(centre)s), r.state,
  sum(r.rows)::bigint
FROM exemptions_statecount r WHERE {scope("r")} GROUP BY 1, 2 HAVING sum(r.rows) <> 0
"""
_States = dict[tuple[bool, State], int]
"""By (on the unit's own worklist, state)."""
_RECEIVERS = rights.HEADS | rights.EXPERTS


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count` things of one kind that wait in one unit of the user: rows, files, lists or 1."""

    kind: Kind
    campaign: str
    title: str
    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class _Place:
    """One unit of the user with the posts that he holds in it."""

    campaign: Campaign
    actor: Actor
    unit: Unit
    posts: frozenset[str]

    @property
    def place(self) -> dict[str, str]:
        """The columns of the unit itself."""
        unit = self.unit
        return unit.columns


def waiting(actor: Actor, at: datetime, code: str = "") -> list[Waiting]:
    """What waits for the actor, by campaign and unit; `code` "" = in every campaign."""
    found = Campaign.objects.order_by("starts", "code")
    if code:
        found = found.filter(code=code)
    return [each for campaign in found for each in waiting_in(campaign, actor, at)]


def waiting_in(campaign: Campaign, actor: Actor, at: datetime) -> list[Waiting]:
    """What waits for the actor in a campaign that is at hand; in a closed one, what comes after
    delivery."""
    is_closed = campaign.closed_at is not None
    return [
        Waiting(kind, campaign.code, campaign.title, place.unit, count)
        for place in _places(campaign, actor)
        for kind, count in (
            *(() if is_closed else _of(place, begun=campaign.starts <= today_of(at))),
            *_after_delivery(place),
        )
        if count
    ]


def _after_delivery(place: _Place) -> Iterator[tuple[Kind, int]]:
    """What companies sent back, and moves and tenancies of the unit's own worklist: who collects
    there, who heads it."""
    if place.unit.level == "hq" or not place.posts & (rights.COLLECTORS | rights.HEADS):
        return
    found = after_delivery(place.campaign, place.place)
    yield "corrections", found["corrections"]
    if place.posts & rights.COLLECTORS:
        yield "moves", found["moves"]
        yield "tenancies", found["tenancies"]
    if place.posts & rights.HEADS:
        yield "move_approve", found["move_approve"]


def _places(campaign: Campaign, actor: Actor) -> Iterator[_Place]:
    """His whole units: nothing of an office waits for who helps in some of its villages."""
    whole = [held for held in actor.appointments if held.parts is None]
    for unit in dict.fromkeys(held.unit for held in whole):
        posts = frozenset(held.post for held in whole if held.unit == unit)
        yield _Place(campaign, actor, unit, posts)


def _of(place: _Place, *, begun: bool) -> Iterator[tuple[Kind, int]]:
    if place.unit.level == "hq":
        yield from _of_headquarters(place)
    else:
        yield from _of_unit(place, begun=begun)
    if place.posts & rights.REVIEWERS:
        yield "violations", _candidates(place)
    if place.posts & rights.CLERKS:
        yield "counter", waiting_at_counter(place.campaign, place.unit)


def _of_headquarters(place: _Place) -> Iterator[tuple[Kind, int]]:
    of = {"campaign": place.campaign}
    if place.posts & rights.HEADQUARTERS:
        yield "rejected", RejectedRow.objects.filter(**of, superseded_at=None).count()
        yield "unfinished", Load.objects.filter(**of, finished_at=None).count()
    if "hq_deputy" in place.posts:
        yield "copy", Release.objects.filter(**of, received_at=None).count()


def _of_unit(place: _Place, *, begun: bool) -> Iterator[tuple[Kind, int]]:
    states, behind = _states(place)
    if not states:
        return
    in_centre = place.unit.level == "centre"
    trained = trained_workers(place.campaign, place.unit) if in_centre else frozenset[int]()
    yield from _before_collection(place, trained)
    if begun:
        yield from _of_the_ladder(place, states, behind, trained)


def _before_collection(place: _Place, trained: frozenset[int]) -> Iterator[tuple[Kind, int]]:
    of = {"campaign": place.campaign, **place.place}
    if place.posts & _RECEIVERS:
        yield "receive", int(not Receipt.objects.filter(**of).exists())
    if place.posts & rights.TRAINERS:
        yield "train", int(not trained)


def _of_the_ladder(
    place: _Place, states: _States, behind: int, trained: frozenset[int]
) -> Iterator[tuple[Kind, int]]:
    if place.posts & rights.COLLECTORS and not is_gated(place.actor, place.unit, trained):
        yield "collect", states.get((True, State.PENDING), 0)
        yield "returned", states.get((True, State.RETURNED), 0)
    ready = _count(place.unit, states, Part.TAKE)
    if ready and place.posts & rights.EXPERTS:
        yield "sample", _to_sample(place)
    if place.posts & rights.HEADS:
        yield from _of_a_batch(place, ready, _count(place.unit, states, Part.BELOW) - behind)
    if place.posts & rights.RELEASERS:
        yield "release", sum(n for (_, s), n in states.items() if s == State.PROVINCE_APPROVED)


def _states(place: _Place) -> tuple[_States, int]:
    """Rows in the unit and below, and how many of them the unit sent back and waits not for."""
    behind = (
        f"UNION ALL SELECT NULL, NULL, n FROM ({stays_behind(approval_level(place.unit))}) b (n)"
    )
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS + behind, {"campaign": place.campaign.pk, **place.place})
        found = cursor.fetchall()
    left = next(count for own, _, count in found if own is None)
    return {(own, State(state)): count for own, state, count in found if own is not None}, left


def _count(unit: Unit, states: _States, wanted: Part) -> int:
    """Rows that are this to an approval of the unit; headquarters approves nothing."""
    if unit.level == "hq":
        return 0
    return sum(
        count
        for (own, state), count in states.items()
        if part(unit.level, state, own=own) == wanted
    )


def _of_a_batch(place: _Place, ready: int, below: int) -> Iterator[tuple[Kind, int]]:
    """The approval where nothing is known to stop it, else what does.

    A province goes on without its late counties. What else stops a county or a province its batch
    says itself: it is dear to ask of many rows, and this is asked at every visit.
    """
    if not ready or place.unit.level == "province":
        yield "approve", ready
    elif below:
        yield "finish", below
    elif place.unit.level != "centre" or not (stopping := blocks(_question(place))):
        yield "approve", ready
    elif all(block.code == "declaration.missing" for block in stopping):
        yield "sign", sum(block.count for block in stopping)
    else:
        yield "mend", len(stopping)


def _question(place: _Place) -> BatchQuestion:
    return BatchQuestion(
        place.campaign, place.unit, place.actor.user_id, eyes=place.actor.eyes(place.unit)
    )


def _to_sample(place: _Place) -> int:
    """Rows to draw and drawn rows to check."""
    return sum(
        stratum.undone + to_be_drawn(place.campaign, stratum.uncovered)
        for stratum in strata(_question(place))
    )


def _candidates(place: _Place) -> int:
    """Open suspicions whose lowest common unit is this one: its head decides."""
    found = Candidate.objects.filter(
        campaign=place.campaign,
        state="open",
        province=place.unit.province,
        county=place.unit.county,
    )
    return found.count()
