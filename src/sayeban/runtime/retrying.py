"""How long to wait before something that failed is tried again (promises.md R7)."""

import random
from datetime import timedelta
from typing import Final

_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES: Final = 33
"""What has failed so often was tried for at least 72 hours."""


def wait_after(attempts: int) -> timedelta:
    """The longest wait after the n-th failed try: doubling from a minute up to six hours."""
    return min(_FIRST * (1 << min(attempts - 1, 20)), _LONGEST)


def jittered(attempts: int) -> timedelta:
    """Between half of that wait and all of it, so that not everything returns at once."""
    return wait_after(attempts) * random.uniform(0.5, 1)  # noqa: S311 - guards nothing
