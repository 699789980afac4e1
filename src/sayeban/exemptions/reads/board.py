"""The board of one unit in one answer: standing, course, forecast, reminders, what waits.

Everything asks one campaign that was read once, so that the page costs few questions however many
rows and units there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sayeban.accounts.public import count_helpers
from sayeban.country.today import today_of
from sayeban.exemptions import progress_sql as sql
from sayeban.exemptions.models import Campaign
from sayeban.exemptions.reads.campaign_facts import (
    CampaignFacts,
    campaign_and_publisher,
    facts_of,
)
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.frozen import FrozenDay, evenings
from sayeban.exemptions.reads.standing import Standing, ask, level_of, standing
from sayeban.exemptions.reads.waiting import Waiting, waiting_in
from sayeban.exemptions.rules_course import Point, finishing, point
from sayeban.exemptions.rules_ladder import LEVELS, ApprovalLevel
from sayeban.exemptions.worklist_sql import place_of
from sayeban.kit.units import Unit
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Reminded:
    """The last reminder to a unit: on which day, when, by whom ("" = the installation)."""

    day: date
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Finish:
    """When collection will be done: days of the campaign, 1 the first, and the same as dates.

    `due` is the day on which it has to be; `is_open`: nobody can see the end.
    """

    low: int
    middle: int
    high: int
    first: date
    last: date
    is_open: bool
    due: int


@dataclass(frozen=True, slots=True)
class Board:
    """`frozen` are the evenings as they were kept; `course` ends with this moment."""

    facts: CampaignFacts
    standing: Standing
    frozen: tuple[FrozenDay, ...]
    course: tuple[Point, ...]
    deadlines: Mapping[ApprovalLevel, date]
    finish: Finish | None
    reminded: Mapping[Unit, Reminded]
    waiting: tuple[Waiting, ...]
    helpers: int


def board(actor: Actor, code: str, where: Unit, at: datetime) -> Board:
    """The board of `where` as the actor sees it at the moment `at`. Refuses campaign.unknown."""
    campaign, publisher = campaign_and_publisher(code)
    deadlines = Deadlines(campaign)
    stands = standing(campaign, where, at, deadlines)
    frozen = evenings(campaign, where)
    level, today = level_of(where), today_of(at)
    kept = [point(each.day, each.by_state, level) for each in frozen]
    now = point(today, stands.by_state, level)
    return Board(
        facts=facts_of(campaign, publisher, deadlines, at),
        standing=stands,
        frozen=tuple(frozen),
        course=(*(each for each in kept if each.day < today), now),
        deadlines={level: deadlines.due(level, where.province) for level in LEVELS},
        finish=_finish(campaign, deadlines, where, kept, now),
        reminded=_reminded(campaign, where) if stands.late else {},
        waiting=tuple(waiting_in(campaign, actor, at)),
        helpers=count_helpers(where, at),
    )


def _finish(
    campaign: Campaign, deadlines: Deadlines, where: Unit, kept: list[Point], now: Point
) -> Finish | None:
    if campaign.closed_at:
        return None
    found = finishing(
        campaign.starts,
        kept,
        now,
        deadlines.rests(where.province),
        from_nothing=campaign.continues_id is None,
    )
    if found is None:
        return None

    low, middle, high = (
        campaign.starts + timedelta(days=number - 1)
        for number in (found.low, found.middle, found.high)
    )
    return Finish(
        low=deadlines.day(low, where.province),
        middle=deadlines.day(middle, where.province),
        high=deadlines.day(high, where.province),
        first=low,
        last=high,
        is_open=found.is_open,
        due=campaign.centre_days,
    )


def _reminded(campaign: Campaign, where: Unit) -> dict[Unit, Reminded]:
    return {
        Unit.of_place(province, county, centre): Reminded(day, at, by)
        for province, county, centre, day, at, by in ask(sql.REMINDED, place_of(campaign.pk, where))
    }
