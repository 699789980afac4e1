"""Names of fields as pages say them."""

from collections.abc import Mapping
from typing import Final

from sayeban.exemptions import rules

UTILITY_LABELS: Final = {"gas": "گاز", "electricity": "برق", "water": "آب"}
COMPANY_LABELS: Final = {
    "gas": "شرکت گاز",
    "electricity": "شرکت توزیع برق",
    "water": "شرکت آب و فاضلاب",
}
"""As clients call them, whichever province they are of."""
NUMBER_LABELS: Final = {
    "gas": "شمارهٔ اشتراک گاز",
    "electricity": "شمارهٔ بدنهٔ کنتور برق",
    "water": "شمارهٔ اشتراک آب",
}
FIELD_LABELS: Final = {
    "location": "موقعیت مکانی",
    "tenure": "وضعیت مالکیت",
    "tenancy_end": "پایان اجاره",
    "postal_code": "کد پستی",
    "mobile": "شمارهٔ همراه",
    "status": "وضعیت مددجو",
    "channel": "راه تماس",
    "source": "منبع",
    "remarks": "توضیحات",
    "no_data_reason": "دلیل نبود اطلاعات",
    "state": "وضعیت ردیف",
    "full_name": "نام",
    "address": "نشانی",
    "province": "استان",
    "county": "شهرستان",
    "centre": "مرکز",
    "type": "نوع انشعاب",
    "connection_type": "نوع انشعاب",
    "bill": "شناسهٔ قبض",
    "bill_id": "شناسهٔ قبض",
    "number": "شماره",
    "method": "روش ورود",
    "entry_method": "روش ورود",
}
_MISSING: Final = {
    "location.connected": "موقعیت مکانی: «بدون انشعاب رسمی» است، ولی انشعاب هم نوشته شده است",
    "tenancy_end.missing": "تاریخ پایان اجاره نیامده است",
    "tenancy_end.past": "تاریخ پایان اجاره گذشته است",
}
_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "location": rules.LOCATIONS,
    "tenure": rules.TENURES,
    "status": rules.STATUSES,
    "no_data_reason": rules.NO_DATA_REASONS,
    "connection_type": rules.CONNECTION_TYPES,
    "channel": rules.CHANNELS,
    "source": rules.SOURCES,
    "entry_method": rules.ENTRY_METHODS,
    "state": {state.value: text for state, text in rules.STATE_LABELS.items()},
}


def locked_sentence(state: str) -> str:
    """Why a row cannot be changed, and what to do; "" for one that can."""
    if state not in rules.LOCKED_STATES:
        return ""
    if state == rules.State.RELEASED:
        return "این ردیف در فهرست امضاشدهٔ شرکت‌هاست و تغییر نمی‌کند؛ اصلاح آن در فهرست بعدی می‌آید."
    return "این ردیف تأیید شده و قفل است. برای اصلاح، تأییدکننده باید آن را برگرداند."


def value_label(field: str, value: str) -> str:
    """A stored value in words; what has no words, such as a bill id, as it is."""
    return _VALUES.get(field, {}).get(value, value)


def field_label(field: str, utility: str = "") -> str:
    """«شناسهٔ قبض گاز»; an unknown field as it is."""
    if utility and field == "number":
        return NUMBER_LABELS[utility]
    label = FIELD_LABELS.get(field, field)
    return f"{label} {UTILITY_LABELS[utility]}" if utility else label


def missing_label(missing: str) -> str:
    """What rules.missing_fields names, in words: «شناسهٔ قبض گاز»."""
    if missing in _MISSING:
        return _MISSING[missing]
    utility, dot, field = missing.partition(".")
    if field == "number_pattern":
        return f"{NUMBER_LABELS[utility]} به شکلی که شرکت می‌خواهد"
    return field_label(field, utility) if dot else field_label(missing)


def continued(title: str) -> str:
    """What a later phase uses again of the campaign `title` (A-042, A-149)."""
    return (
        f"این کارزار مرحلهٔ بعدی «{title}» است. موقعیت مکانی، مالکیت، کد پستی و انشعاب‌هایی که در"
        " آن برای همان خانوار گردآوری و تأیید شده است دوباره به کار می‌رود. آنچه تأیید نشده است،"
        " داده‌ای ندارد یا ظن تخلف دارد از نو گردآوری می‌شود. انشعابی که آنجا به شرکت معرفی شده"
        " است دوباره معرفی نمی‌شود."
    )
