"""«کار من»: what waits for the visitor, in words and with the page where it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from sayeban.country.jalali import number
from sayeban.design.parts import Tone
from sayeban.exemptions.reads.waiting import Kind, Waiting, waiting
from sayeban.organisations.public import unit_labels
from sayeban.runtime.actor import Actor


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. `hint` says in which campaign and unit."""

    text: str
    href: str
    status: str
    tone: Tone
    hint: str


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    counted: str
    tone: Tone
    url_name: str
    names: int = 2  # how many of campaign and unit its address names
    query: str = ""


_SAID: Final[Mapping[Kind, _Said]] = {
    "rejected": _Said(
        "اصلاح ردیف‌های پذیرفته‌نشدهٔ فایل ستاد", "ردیف", "warn", "campaign_rejected", 1
    ),
    "unfinished": _Said("ادامهٔ بارگذاری ناتمام", "فایل", "warn", "campaign_loads", 1),
    "copy": _Said("رسید فهرست نهایی استان‌ها", "فهرست", "info", "campaign_releases", 1),
    "receive": _Said("ثبت رسید فهرست", "", "info", "campaign_hand_down"),
    "train": _Said("ثبت آموزش مددکاران", "", "warn", "campaign_training"),
    "collect": _Said(
        "گردآوری اطلاعات", "ردیف", "info", "campaign_rows", query="?state=pending&own=on"
    ),
    "returned": _Said(
        "اصلاح ردیف‌های برگشتی", "ردیف", "bad", "campaign_rows", query="?state=returned&own=on"
    ),
    "sample": _Said("بررسی موردی", "ردیف", "info", "campaign_sample"),
    "approve": _Said("تأیید دسته", "ردیف", "info", "campaign_approval"),
    "finish": _Said(
        "دیدن دسته؛ تأیید آن پس از پایان کارهای مانده", "ردیف مانده", "mute", "campaign_approval"
    ),
    "sign": _Said(
        "گواهی درستی اطلاعات، پیش از تأیید دسته", "امضا مانده", "warn", "campaign_declaration"
    ),
    "mend": _Said("برطرف کردن مانع‌های تأیید دسته", "مانع", "warn", "campaign_approval"),
    "violations": _Said("بررسی ظن تخلف", "مورد", "warn", "campaign_violations", 1),
    "release": _Said("امضا و انتشار فهرست استان", "ردیف", "info", "campaign_release"),
    "corrections": _Said("پیگیری برگشتی‌های شرکت‌ها", "ردیف", "warn", "campaign_corrections"),
    "moves": _Said(
        "گردآوری خانهٔ تازهٔ جابه‌جاشدگان",
        "خانوار",
        "warn",
        "campaign_moves",
        query="?what=move.reported",
    ),
    "move_approve": _Said(
        "تأیید جابه‌جایی", "خانوار", "info", "campaign_moves", query="?what=move.collected"
    ),
    "tenancies": _Said(
        "پرسیدن تمدید اجاره", "خانوار", "warn", "campaign_moves", query="?what=tenancy.asked"
    ),
    "counter": _Said("بررسی پیشخوان", "ردیف", "info", "counter", 0),
}


def duties(actor: Actor, at: datetime, code: str = "") -> list[Duty]:
    """What waits for the actor; `code` "" = in every running campaign."""
    found = waiting(actor, at, code)
    labels = unit_labels({each.unit for each in found})
    return [duty_of(each, labels[each.unit]) for each in found]


def duty_of(each: Waiting, label: str) -> Duty:
    """One of them in words; `label` is its unit's."""
    said = _SAID[each.kind]
    args = [each.campaign, str(each.unit)][: said.names]
    status = f"{number(each.count)} {said.counted}" if said.counted else "انجام نشده"
    href = reverse(said.url_name, args=args) + said.query
    return Duty(said.text, href, status, said.tone, f"{each.title}، {label}")
