"""Persian words of what the audit keeps of support."""

from collections.abc import Mapping
from typing import Final

ACTIONS: Final[Mapping[str, str]] = {
    "support.follow_person": "فهرست انتظار پس از جابه‌جایی یا فوت",
    "support.leave_list": "رفتن از فهرست انتظار",
    "support.put_on_list": "گذاشتن در فهرست انتظار",
    "support.recount_lists": "شمارش دوبارهٔ امتیازهای انتظار",
    "support.serve_waiting": "رسیدن نوبت انتظار",
    "support.set_priority": "قاعدهٔ اولویت انتظار",
}
PURPOSES: Final[Mapping[str, str]] = {"list": "دیدن فهرست"}
SUBJECTS: Final[Mapping[str, str]] = {"support.waiting": "فهرست انتظار"}
DETAILS: Final[Mapping[str, str]] = {"waiting_id": "نوبت انتظار"}
