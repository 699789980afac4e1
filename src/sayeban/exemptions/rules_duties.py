"""The paid duties of a centre in a campaign, as its contract names them (A-082, A-090).

Pure decisions, no Django.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Duty(StrEnum):
    """One duty that the centre is paid for."""

    INFORM = "inform"
    COLLECT = "collect"
    MAP = "map"


DUTY_LABELS: Final[Mapping[str, str]] = {
    Duty.INFORM: "اطلاع‌رسانی به مددجویان",
    Duty.COLLECT: "گردآوری داده‌های مددجویان",
    Duty.MAP: "تهیهٔ نقشهٔ محله",
}
LONGEST_NOTE: Final = 200
