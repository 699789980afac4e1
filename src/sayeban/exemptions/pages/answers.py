"""What every page of the campaign answers with: redirects that say what was done, and 404."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.http import Http404
from django.urls import reverse

from sayeban.design.parts import Link
from sayeban.exemptions.reads.campaign_facts import CampaignFacts, campaign_facts
from sayeban.exemptions.refusals import CampaignUnknown
from sayeban.kit.units import Unit
from sayeban.organisations.public import UnknownUnit, resolve_text, unit_labels
from sayeban.runtime.actor import Actor
from sayeban.runtime.answers import SeeOther, attempt, done

__all__ = [
    "DONE",
    "SeeOther",
    "attempt",
    "campaign_or_404",
    "done",
    "own_units",
    "trail",
    "unit_or_404",
]

DONE: Final[Mapping[str, str]] = {
    "campaign_opened": "کارزار باز شد. اکنون فایل‌های ستاد را بارگذاری کنید.",
    "campaign_extended": "مهلت‌های کارزار تمدید شد.",
    "campaign_unreserved": "روزهای ویژه برداشته شد.",
    "campaign_reserved": "روزهای ویژه ثبت شد و در همهٔ صفحه‌های مرکزها و شهرستان‌ها دیده می‌شود.",
    "campaign_closed": "کارزار بسته شد و دیگر تغییر نمی‌کند.",
    "campaign_required": "فیلدهای الزامی شرکت ثبت شد.",
    "load_started": "فایل‌ها پذیرفته شد و خواندن آن‌ها در پس‌زمینه انجام می‌شود.",
    "load_resumed": "بارگذاری از همان جا که مانده بود ادامه می‌یابد.",
    "work_again": "کار دوباره آغاز شد؛ آنچه پیش‌تر ثبت شده است دو بار ثبت نمی‌شود.",
    "receipt_kept": "رسید شما ثبت شد.",
    "copy_received": "رسید نسخهٔ ستاد ثبت شد.",
    "row_collected": "اطلاعات این خانوار ثبت شد.",
    "row_unchanged": "چیزی تغییر نکرده بود؛ همان مقدارها ماند.",
    "document_attached": "مدرک پیوست شد.",
    "document_known": "این مدرک از پیش پیوست بود.",
    "trained": "آموزش ثبت شد و کارتابل برای آن مددکاران باز است.",
    "work_shared": "کار تقسیم شد؛ هر مددکار در «کار امروز» سهم خود را می‌بیند.",
    "sharing_ended": "تقسیم کار برداشته شد؛ همه دوباره همهٔ خانوارها را می‌بینند.",
    "declared": "گواهی شما با تاریخ امروز امضا و ثبت شد.",
    "sample_drawn": "نمونه به قرعه گرفته شد. ردیف‌های آن را با مددجو بسنجید.",
    "sample_recorded": "نتیجهٔ بررسی ثبت شد.",
    "approved": "دسته تأیید شد و ردیف‌های آن قفل است.",
    "approval_withdrawn": "تأیید پس گرفته شد و ردیف‌های آن دوباره در انتظار تصمیم شماست.",
    "rows_returned": "ردیف‌های نشان‌شده به گردآورندگان برگشت.",
    "pattern_written": "نسخهٔ تازهٔ الگو ثبت شد و پس از تأیید کس دیگری به کار می‌رود.",
    "pattern_approved": "الگو تأیید شد و از این پس پیامک‌ها با آن هم خوانده می‌شود.",
    "violation_cleared": "ظن رفع شد.",
    "informed": "پیامک‌ها در صف فرستادن است؛ هر کس فرستاده شد در پایین همین صفحه می‌آید.",
    "counter_on": "بررسی پیشخوان روشن شد؛ شهرستان‌ها و استان‌ها می‌توانند ردیف بسپارند.",
    "counter_off": "بررسی پیشخوان خاموش شد.",
    "counter_given": "ردیف‌ها به پیشخوان سپرده شد.",
    "counter_answered": "پاسخ شما ثبت شد.",
    "known_kept": "برای مددکار فرستاده شد و پس از تأیید او به کار می‌رود.",
    "known_confirmed": "تأیید و در ردیف خانوار ثبت شد.",
    "known_refused": "رد شد و دلیل آن را همیار می‌بیند.",
    "contact_kept": "نتیجهٔ تماس ثبت شد.",
    "duty_done": "انجام وظیفه با تاریخ امروز ثبت شد.",
    "duty_taken_back": "ثبت انجام وظیفه پس گرفته شد.",
    "map_drawn": "نقشهٔ محله ثبت شد.",
    "reminded": "یادآوری به مسئول واحد فرستاده شد.",
    "agreement_proposed": "پیشنهاد توافق‌نامه ثبت شد. کس دیگری در ستاد آن را نافذ می‌کند.",
    "agreement_activated": "توافق‌نامه نافذ شد. با اعلام آمادگی شرکت، خوراک‌های آن باز می‌شود.",
    "agreement_ready": "آمادگی شرکت ثبت شد و خوراک‌های آن باز است.",
    "agreement_ended": "توافق‌نامه پایان یافت و دیگر چیزی به شرکت داده نمی‌شود.",
    "cover_gone": "به آن پوشش هم‌زمان رسیدگی شده است یا از جای دیگری است.",
    "cover_ended": "معافیت این نهاد پایان یافت و شرکت خبردار می‌شود.",
    "cover_kept": "دلیل ثبت شد و هر دو پوشش می‌ماند.",
    "program_closed": "برنامه بسته شد و دیگر پاسخ نمی‌گیرد.",
    "move_reported": "جابه‌جایی ثبت شد و در انتظار گردآوری خانهٔ تازه است.",
    "move_collected": "خانهٔ تازه ثبت شد و در انتظار تأیید مسئول واحد است.",
    "move_approved": "جابه‌جایی تأیید شد و شرکت‌ها از آن باخبر می‌شوند.",
    "move_withdrawn": "جابه‌جایی پس گرفته شد؛ چیزی به شرکت‌ها گفته نشد.",
    "move_handed_over": "جابه‌جایی به واحد محل تازه فرستاده شد.",
    "tenancy_prolonged": "تمدید اجاره ثبت شد و شرکت‌ها از آن باخبر می‌شوند.",
    "program_key": "کلید ثبت شد و از همین دقیقه به کار می‌رود.",
    "hook_closed": "از این پس خبری به شرکت فرستاده نمی‌شود. خوراک‌های آن مانند پیش باز است.",
    "signal_again": "خبر این خوراک تا یک دقیقهٔ دیگر دوباره فرستاده می‌شود.",
    "violation_confirmed": "تخلف ثبت شد و نامهٔ آن آماده است.",
}
"""Sentences of `?done=code`, shown once after a redirect."""


def campaign_or_404(code: str, at: datetime) -> CampaignFacts:
    """The campaign of an address."""
    try:
        return campaign_facts(code, at)
    except CampaignUnknown as unknown:
        raise Http404 from unknown


def unit_or_404(actor: Actor, text: str) -> Unit:
    """The unit of an address (hq, 07, 0701, centre:CODE) if one of the actor's units covers it."""
    try:
        unit = resolve_text(text)
    except UnknownUnit as unknown:
        raise Http404 from unknown
    if not any(held.unit.covers(unit) for held in actor.appointments):
        raise Http404
    return unit


def own_units(actor: Actor) -> list[Unit]:
    """The units of the actor's posts, the widest first, each once."""
    order = ("hq", "province", "county", "centre")
    held = dict.fromkeys(held.unit for held in actor.appointments)
    return sorted(held, key=lambda unit: (order.index(unit.level), str(unit)))


def trail(
    actor: Actor,
    campaign: CampaignFacts,
    unit: Unit | None = None,
    labels: Mapping[Unit, str] | None = None,
) -> tuple[Link, ...]:
    """Breadcrumbs: campaigns, this campaign, and the boards from the actor's unit to `unit`.

    `labels` of these units, where the page has asked for them already.
    """
    first = Link("کارزارها", reverse("campaigns"))
    home = Link(campaign.title, reverse("campaign", args=[campaign.code]))
    above = units_above(actor, unit) if unit else []
    named = unit_labels(above) if labels is None else labels
    boards = (
        Link(named[each], reverse("campaign_board", args=[campaign.code, str(each)]))
        for each in above
    )
    return (first, home, *boards)


def units_above(actor: Actor, unit: Unit) -> list[Unit]:
    """The units from the actor's own down to `unit`."""
    chain = [unit]
    while chain[0].level != "hq":
        chain.insert(0, chain[0].parent)
    return [each for each in chain if any(h.unit.covers(each) for h in actor.appointments)]
