"""A moment in the address of a further page."""

from datetime import datetime

from django.utils.dateparse import parse_datetime


def moment(text: str) -> datetime | None:
    """The moment, None for anything else, also for a day that no calendar has."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None
