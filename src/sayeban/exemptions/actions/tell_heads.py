"""Notices of the campaign: the evening's figures to heads, a released list to headquarters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sayeban.accounts.public import Holder, Post, holders_of
from sayeban.country import jalali
from sayeban.country.today import today_of
from sayeban.exemptions.models import Campaign, Freeze
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.reads.deadlines import Deadlines
from sayeban.exemptions.rules import STANDING_ASIDE, State
from sayeban.kit.units import Unit
from sayeban.notices.public import Notice, queue, seed_templates
from sayeban.organisations.public import unit_label
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor

TEMPLATES: Mapping[str, str] = {
    "campaign.daily": (
        "کارزار {0}، روز {1} از {2}: {3} ردیف از {4} گردآوری شده و {5} ردیف مانده است."
    ),
    "campaign.released": "فهرست شمارهٔ {0} {1} در کارزار {2} منتشر شد.",
    "campaign.reminder": (
        "کارزار {0}: مهلت {2} {1} بود و هنوز {3} ردیف آن مانده است. لطفاً امروز پیگیری کنید."
    ),
    "inform.first": (
        "{0}: ویژهٔ مددجویان کم‌مصرف، در دامنه‌های اعلامی شرکت‌های آب، برق و گاز. لطفاً تا {2} آخرین"
        " قبض یا پیامک قبض هر سه را آماده کنید؛ {1} با شما تماس می‌گیرد. هیچ‌کس برای این کار از شما"
        " پول یا رمز نمی‌خواهد."
    ),
    "inform.reminder": (
        "هنوز شناسهٔ قبض‌های شما به {1} نرسیده است. لطفاً تا {2} آخرین پیامک قبض آب، برق و گاز را"
        " برای مددکار خود بفرستید یا به او تلفن کنید."
    ),
    "companies.unanswered": (
        "{0}: {1} رکورد معافیت که از راه وب‌سرویس به شرکت شما رسیده، بیش از {2} روز بی‌پاسخ است."
        " لطفاً رسید آن‌ها را بفرستید."
    ),
    "tenancy.ends": (
        "{0}: اجارهٔ خانهٔ شما {1} پایان می‌یابد. تمدید شد؟ با یک عدد پاسخ دهید: ۱ = بله، یک سال"
        " دیگر؛ ۲ = نه، جابه‌جا شدیم."
    ),
    "campaign.released_without": "فهرست شمارهٔ {0} {1} در کارزار {2} بدون {3} منتشر شد.",
}
_OPEN = (State.PENDING, State.RETURNED)
_HEADS = (Post.CENTRE_HEAD, Post.COUNTY_HEAD, Post.DIRECTOR_GENERAL, Post.HQ_DEPUTY)

Counts = Counter[str]


def seed_texts(at: datetime) -> None:
    """The campaign's texts, so that headquarters can change them before the first is sent."""
    seed_templates(TEMPLATES, at)


@action("campaign.tell_heads", operator=True)
def tell_heads(*, actor: Actor, at: datetime) -> int:
    """Queue the figures of the evening freeze for every head whose unit has rows (A-120, A-130).

    Once a day and head: the same notice again is not a second one.
    """
    del actor
    seed_texts(at)
    heads = holders_of(_HEADS, at)
    today = today_of(at)
    told = 0
    for campaign in Campaign.objects.filter(closed_at=None, starts__lte=today).order_by("id"):
        figures = _by_unit(Freeze.objects.filter(campaign=campaign, day=today))
        told += queue(
            [
                _daily(campaign, head, figures[head.unit], at)
                for head in heads
                if head.unit in figures
            ],
            at,
        )
    return told


@action("campaign.tell_released", operator=True, about=("code", "province", "number"))
def tell_released(
    *, actor: Actor, at: datetime, code: str, province: str, number: str, without: str
) -> int:
    """Tell headquarters of a list and of the counties that it leaves out (issue 2.8)."""
    del actor
    seed_texts(at)
    title = campaign_by_code(code).title
    place = unit_label(Unit.of_province(province))
    values = [jalali.persian_digits(number), place, title]
    if without:
        counties = without.split(",")
        values.append("، ".join(unit_label(Unit.of_county(county)) for county in counties))
    template = "campaign.released_without" if without else "campaign.released"
    key = f"campaign.released/{code}/{province}/{number}"
    deputies = holders_of((Post.HQ_DEPUTY,), at)
    return queue(
        [
            Notice(f"{key}/{d.user_id}", template, tuple(values), d.unit, d.user_id, d.mobile)
            for d in deputies
        ],
        at,
    )


def _by_unit(frozen: Iterable[Freeze]) -> dict[Unit, Counts]:
    """The states of each unit: its own worklist and those below it."""
    figures: dict[Unit, Counts] = {}
    for freeze in frozen:
        if not freeze.province:  # the sum of them all
            continue
        states = Counter(freeze.figures["by_state"])
        for unit in _line_of(freeze):
            figures.setdefault(unit, Counter()).update(states)
    return figures


def _line_of(freeze: Freeze) -> list[Unit]:
    units = [Unit.hq(), Unit.of_province(freeze.province)]
    if freeze.county:
        units.append(Unit.of_county(freeze.county))
    if freeze.centre:
        units.append(Unit.of_centre(freeze.county, freeze.centre))
    return units


def _daily(campaign: Campaign, head: Holder, counts: Counts, at: datetime) -> Notice:
    today = today_of(at)
    remaining = sum(counts[state] for state in _OPEN)
    whole = counts.total() - sum(counts[state] for state in STANDING_ASIDE)
    day = Deadlines(campaign).day(today, head.unit.province)
    numbers = (day, campaign.days, whole - remaining, whole, remaining)
    return Notice(
        key=f"campaign.daily/{campaign.code}/{today}/{head.unit}/{head.user_id}",
        template="campaign.daily",
        values=(campaign.title, *(jalali.number(n) for n in numbers)),
        unit=head.unit,
        user_id=head.user_id,
        mobile=head.mobile,
    )
