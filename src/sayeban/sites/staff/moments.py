"""Moments as addresses of pages carry them."""

from datetime import datetime

from django.utils.dateparse import parse_datetime


def moment_in(text: str) -> datetime | None:
    """The moment that a pager wrote; None for anything else, also for a day that does not exist."""
    try:
        return parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
