"""What every page of one unit begins with: the campaign, the unit in words, the way back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.actions.collecting import may_collect
from sayeban.exemptions.pages.answers import campaign_or_404, trail, unit_or_404
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.kit.units import Unit
from sayeban.organisations.public import unit_label, unit_labels, units_by_text
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied

_WORKS: Final = {
    "campaign_rows": ("ردیف‌ها", "جستجو، وضعیت هر خانوار و ثبت اطلاعات"),
    "campaign_table": ("جدول کارتابل", "نوشتن در جدول، چسباندن از اکسل"),
    "campaign_training": ("آموزش مددکاران", "پیش از آموزش، کارتابل مرکز باز نمی‌شود"),
    "campaign_sharing": ("تقسیم کار", "سهم هر مددکار از خانوارهای مرکز"),
    "campaign_inform": ("اطلاع‌رسانی به مددجویان", "پیامک با متن تأییدشده، پیش از گردآوری"),
    "campaign_calls": ("فهرست تماس", "آنان که آگاه نشده‌اند یا پاسخ نداده‌اند"),
    "campaign_known": ("دانسته‌های همیاران روستا", "شناسه و نشانی از دهیار یا شورا، برای تأیید"),
    "campaign_collect": ("فرستادن کاربرگ و مدرک", "فایل اکسل پرشده و ZIP مدرک‌ها"),
    "campaign_corrections": ("برگشتی‌های شرکت‌ها", "آنچه شرکت‌ها نپذیرفته‌اند یا خبر داده‌اند"),
    "campaign_moves": ("جابه‌جایی و پایان اجاره", "پس از تحویل: خانهٔ تازه، تمدید اجاره"),
    "campaign_duties": ("وظیفه‌های مرکز", "اطلاع‌رسانی، گردآوری و نقشهٔ محله، برای پرداخت"),
    "campaign_declaration": ("گواهی درستی", "امضای گردآورندگان و مسئول واحد"),
    "campaign_sample": ("بررسی موردی", "قرعه، بررسی با مددجو، درصد خطا"),
    "campaign_counter": ("بررسی پیشخوان", "پاسخ پیشخوان برای ردیف‌هایی که سپرده شد"),
    "campaign_approval": ("تأیید و برگشت", "آنچه تأیید می‌شود و آنچه جلوی آن را می‌گیرد"),
    "campaign_release": ("امضا و انتشار فهرست", "تصمیم مدیرکل و بستهٔ امضاشده"),
}
_CASES: Final = "قبض یا تصویری که برای دو خانوار آمده است"


@dataclass(frozen=True, slots=True)
class UnitHead:
    """One unit of one campaign, within the visitor's places. `links` lead back to its rows."""

    campaign: CampaignFacts
    unit: Unit
    label: str
    links: tuple[Link, ...]

    @property
    def code(self) -> str:
        """The campaign's code."""
        return self.campaign.code

    @property
    def text(self) -> str:
        """The unit as addresses name it."""
        return str(self.unit)


def unit_head(actor: Actor, code: str, text: str, at: datetime) -> UnitHead:
    """The head of a page; 404 for a campaign or a unit that the visitor does not see."""
    campaign = campaign_or_404(code, at)
    unit = unit_or_404(actor, text)
    label = unit_label(unit)
    rows = Link(f"ردیف‌های {label}", reverse("campaign_rows", args=[code, str(unit)]))
    return UnitHead(campaign, unit, label, (*trail(actor, campaign, unit), rows))


def head_to_collect(actor: Actor, code: str, text: str, at: datetime) -> UnitHead:
    """The same for who collects in exactly this worklist; refuses everybody else."""
    head = unit_head(actor, code, text, at)
    if not may_collect(actor, head.unit):
        raise AccessDenied
    return head


def works_of(actor: Actor, code: str, unit: Unit) -> tuple[tuple[Link, str], ...]:
    """What this visitor does in this unit, in the order of the procedure, with a hint each."""
    own, reached = actor.holds, actor.reaches
    signers = rights.COLLECTORS | rights.HEADS
    offered = (
        ("campaign_rows", True),
        ("campaign_table", own(rights.COLLECTORS, unit)),
        ("campaign_training", own(rights.TRAINERS, unit)),
        ("campaign_sharing", own(rights.CENTRE_HEAD, unit)),
        ("campaign_inform", own(rights.INFORMERS, unit)),
        ("campaign_calls", own(rights.COLLECTORS, unit)),
        ("campaign_known", own(rights.COLLECTORS, unit)),
        ("campaign_collect", own(rights.COLLECTORS, unit)),
        ("campaign_corrections", True),
        ("campaign_duties", True),
        ("campaign_declaration", own(signers, unit)),
        ("campaign_sample", samples(unit) and reached(rights.SAMPLE_READERS, unit)),
        ("campaign_counter", samples(unit) and reached(rights.SAMPLE_READERS, unit)),
        ("campaign_approval", approves(unit) and reached(rights.HEADS, unit)),
        ("campaign_moves", True),
        ("campaign_release", own(rights.RELEASERS, unit)),
    )
    works = [
        (Link(_WORKS[name][0], reverse(name, args=[code, str(unit)])), _WORKS[name][1])
        for name, may in offered
        if may
    ]
    if reached(rights.REVIEWERS, unit):
        cases = Link("ظن تخلف", reverse("campaign_violations", args=[code]))
        works.insert(-1 if own(rights.RELEASERS, unit) else len(works), (cases, _CASES))
    return tuple(works)


def samples(unit: Unit) -> bool:
    """Whether an office of this level checks samples."""
    return unit.level in ("county", "province")


def approves(unit: Unit) -> bool:
    """Whether a head of this level approves."""
    return unit.level != "hq"


def texts_labelled(texts: Iterable[str]) -> Mapping[str, str]:
    """Names of units that are given as text."""
    wanted = set(texts)
    if not wanted:
        return {}
    units = {text: unit for text, unit in units_by_text().items() if text in wanted}
    labels = unit_labels(set(units.values()))
    return {text: labels[units[text]] if text in units else text for text in wanted}
