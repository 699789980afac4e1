"""Remind the head of a late unit, with one press and once a day (A-120, A-130)."""

from datetime import datetime
from typing import ClassVar

from sayeban.accounts.public import HEAD_POSTS, Holder, holders_of, user_names
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions import rights
from sayeban.exemptions.actions.tell_heads import seed_texts
from sayeban.exemptions.models import Campaign, Reminder
from sayeban.exemptions.reads.campaign import open_campaign_by_code
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.reads.standing import LateUnit, standing
from sayeban.kit.refusals import Refusal
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue
from sayeban.organisations.public import unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


class NotLate(Refusal):
    """A reminder is for who is late."""

    code: ClassVar[str] = "reminder.not_late"
    sentence: ClassVar[str] = (
        "مهلت این واحد نگذشته است یا دیگر کاری در آن نمانده است. یادآوری لازم نیست."
    )
    reference: ClassVar[str] = "A-141"


class NoHead(Refusal):
    """Nobody can be told."""

    code: ClassVar[str] = "reminder.nobody"
    sentence: ClassVar[str] = (
        "این واحد در سامانه مسئولی ندارد تا به او یادآوری شود. نخست سمت مسئول آن را بدهید."
    )
    reference: ClassVar[str] = "A-046"


class RemindedAlready(Refusal):
    """One reminder a day is enough."""

    code: ClassVar[str] = "reminder.given"
    sentence: ClassVar[str] = (
        "امروز به مسئول این واحد یادآوری شده است ({by}). فردا دوباره می‌توانید یادآوری کنید."
    )
    reference: ClassVar[str] = "A-120"


@action("campaign.remind", posts=rights.SUPERVISORS, reach="within", about=("code", "unit"))
def remind(*, actor: Actor, at: datetime, code: str, unit: Unit) -> int:
    """Queue the approved notice to every head of a late unit; how many were told.

    Whoever supervises the unit from above reminds it. Refuses access.denied (of his own unit),
    campaign.not_open, reminder.not_late, reminder.nobody and reminder.given.
    """
    if not actor.reaches(rights.SUPERVISORS, unit.parent) or unit.level == "hq":
        raise AccessDenied
    campaign = open_campaign_by_code(code, at)
    late = _late(campaign, unit, at)
    heads = [head for head in holders_of(HEAD_POSTS, at) if head.unit == unit]
    if not heads:
        raise NoHead
    _record(campaign, late, actor, at)
    seed_texts(at)
    return queue([_notice(campaign, late, head, at) for head in heads], at)


def _late(campaign: Campaign, unit: Unit, at: datetime) -> LateUnit:
    found = standing(campaign, unit, at, Deadlines(campaign)).late
    for late in found:
        if late.unit == unit:
            return late
    raise NotLate


def _record(campaign: Campaign, late: LateUnit, actor: Actor, at: datetime) -> None:
    unit = late.unit
    kept, is_new = Reminder.objects.get_or_create(
        campaign=campaign,
        day=today_of(at),
        **unit.columns,
        defaults={"at": at, "by": actor.user_id, "rows": late.rows},
    )
    if not is_new:
        names = user_names({kept.by} if kept.by else set())
        raise RemindedAlready(by=names.get(kept.by or 0, "سامانه"))


def _notice(campaign: Campaign, late: LateUnit, head: Holder, at: datetime) -> Notice:
    rows, due = jalali.number(late.rows), jalali.long_form(late.due)
    return Notice(
        key=f"campaign.reminder/{campaign.code}/{today_of(at)}/{late.unit}/{head.user_id}",
        template="campaign.reminder",
        values=(campaign.title, due, unit_label(late.unit), rows),
        unit=late.unit,
        user_id=head.user_id,
        mobile=head.mobile,
    )
