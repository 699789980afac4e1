"""The only place that reads the clock; everything below gets the time passed in."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)
