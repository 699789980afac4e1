"""Words of the registry standard (DCI 1.0.0) and what each fault is answered with. Pure."""

from collections.abc import Mapping
from typing import Final

VERSION: Final = "1.0.0"
REG_TYPE: Final = "ns:org:RegistryType:Social"
NATIONAL_ID: Final = "UIN"
HOUSEHOLD_ID: Final = "HOUSEHOLD_ID"
FEE_WAIVER: Final = "7"
"""ProgrammeType "Fee waivers and targeted subsidies"."""

ACTIONS: Final = frozenset(
    {
        *("search", "on-search", "subscribe", "on-subscribe", "unsubscribe", "on-unsubscribe"),
        *("notify", "txn-status", "txn-on-status"),
    }
)
PROFILES: Final = ("none", "dci-openspp-ed25519", "jws-detached", "rfc9421")
"""How a partner signs: the standard's own text is followed in several ways."""

EVENTS: Final = ("death", "head_change", "enrollement", "enrollement_status_change")
"""What a partner may be told of; the spelling is the standard's."""
CIVIL_EVENTS: Final = ("live_birth", "death", "marriage", "divorce")
"""What a civil registry may tell."""

_SPELT: Final = {each.replace("_", ""): each for each in (*EVENTS, *CIVIL_EVENTS)}


def event_of(written: str) -> str:
    """The event that "spdci-common:RegistryEventType:LiveBirth" names, "" for a stranger."""
    return _SPELT.get(written.rpartition(":")[2].lower().replace("_", ""), "")


MOST_ITEMS: Final = 100
"""Requests in one message."""
MOST_FAULTS: Final = 20
MOST_RECORDS: Final = 10_000
"""What a search may find at the most; whoever needs more asks by place."""
LARGEST_PAGE: Final = 1_000
PAGE: Final = 50

FAULTS: Final[Mapping[str, tuple[int, str]]] = {
    "err.request.bad": (400, "درخواست با شرح استاندارد سازگار نیست. جای خطا در pointer آمده است."),
    "err.request.unauthorized": (401, "نشانهٔ دسترسی نیست یا نادرست است. نشانهٔ تازه بگیرید."),
    "err.request.forbidden": (403, "این برنامه به این کار دسترسی ندارد. با ستاد هماهنگ کنید."),
    "err.request.not_found": (404, "چنین نشانی یا چنین تراکنشی در این سامانه نیست."),
    "err.request.timeout": (504, "پاسخ به‌هنگام آماده نشد. جستجو را محدودتر کنید."),
    "err.request.too_many_requests": (429, "شمار درخواست‌های این دقیقه از اندازه گذشت."),
    "err.version.not_supported": (400, "این نسخهٔ استاندارد پشتیبانی نمی‌شود؛ نسخهٔ ۱ را بفرستید."),
    "err.sender_id.invalid": (403, "sender_id با برنامه‌ای که نشانه گرفته است یکی نیست."),
    "err.sender_uri.invalid": (400, "sender_uri ثبت نشده است. نشانی پاسخ را با ستاد هماهنگ کنید."),
    "err.receiver_id.invalid": (400, "receiver_id شناسهٔ این سامانه نیست."),
    "err.signature.missing": (401, "امضا لازم است و در پیام نیست."),
    "err.signature.invalid": (401, "امضا درست نیست، کهنه است یا محتوا دگرگون شده است."),
    "err.encryption.invalid": (400, "پیام رمزشده پذیرفته نمی‌شود؛ آن را رمزنشده روی TLS بفرستید."),
    "err.service.unavailable": (503, "سامانه هم‌اکنون پاسخ نمی‌دهد. کمی دیگر دوباره بفرستید."),
    "rjct.version.invalid": (400, "version باید مانند 1.0.0 باشد."),
    "rjct.message_id.duplicate": (409, "این message_id پیش‌تر با محتوای دیگری فرستاده شده است."),
    "rjct.message_ts.invalid": (400, "message_ts باید زمان کنونی با منطقهٔ زمانی باشد."),
    "rjct.action.invalid": (400, "action از واژه‌های استاندارد نیست."),
    "rjct.action.not_supported": (400, "این action از این نشانی پذیرفته نمی‌شود."),
    "rjct.total_count.invalid": (400, "total_count با شمار درخواست‌های پیام یکی نیست."),
    "rjct.total_count.limit_exceeded": (400, "شمار درخواست‌های یک پیام از اندازه گذشت."),
    "rjct.errors.too_many": (400, "خطاهای پیام بیش از آن است که یک‌یک گفته شود."),
    "rjct.reference_id.invalid": (400, "reference_id باید ۱ تا ۹۹ نویسه باشد."),
    "rjct.reference_id.duplicate": (400, "reference_id در همین پیام دو بار آمده است."),
    "rjct.timestamp.invalid": (400, "timestamp باید منطقهٔ زمانی داشته باشد."),
    "rjct.search_criteria.invalid": (400, "شرط جستجو شناخته نیست یا برای این همکار باز نیست."),
    "rjct.filter.invalid": (400, "شرط اشتراک شناخته نیست یا برای این همکار باز نیست."),
    "rjct.sort.invalid": (400, "ترتیب خواسته‌شده شناخته نیست."),
    "rjct.pagination.invalid": (400, "صفحه از ۱ آغاز می‌شود و اندازهٔ آن ۱ تا ۱۰۰۰ است."),
    "rjct.search.too_many_records_found": (400, "پاسخ بیش از اندازه است. شرط را تنگ‌تر کنید."),
    "rjct.notify_types.invalid": (400, "این رویداد یا این نوع رکورد شناخته نیست."),
    "rjct.event.already_subscribed": (400, "همین اشتراک باز است."),
    "rjct.subscription_code.invalid": (400, "چنین اشتراکی باز نیست."),
}
"""By code: the HTTP status where the whole message is refused, and the Persian sentence."""
