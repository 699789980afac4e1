"""When a company is late with its receipts. Pure."""

from datetime import date, timedelta
from typing import Final

ANSWER_DAYS: Final = 7
"""A company's program can answer in minutes; a week leaves room for its own monthly closing and for
holidays, and is short beside a bill period, before which the exemption should be applied."""


def late_since(today: date) -> date:
    """What was told on this day or before is late today."""
    return today - timedelta(days=ANSWER_DAYS)
