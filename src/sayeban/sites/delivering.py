"""Hand announced events to the slices above, after a command or by the worker."""

import time

from django.utils.timezone import now

from sayeban.cases import reactions as _cases  # noqa: F401 - registers its reactions
from sayeban.desk import reactions as _desk  # noqa: F401 - the same
from sayeban.eligibility import reactions as _eligibility  # noqa: F401 - the same
from sayeban.exemptions import reactions as _exemptions  # noqa: F401 - the same
from sayeban.facts import reactions as _facts  # noqa: F401 - the same
from sayeban.interop import reactions as _interop  # noqa: F401 - the same
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import looking
from sayeban.runtime.outbox import deliver_next, is_delivering
from sayeban.support import reactions as _support  # noqa: F401 - the same

MOST = 10_000
_PATIENCE_SECONDS = 120


def deliver_events() -> int:
    """Deliver what waits; how many. Bounded, so that a stream of events cannot hold a command."""
    return next((count for count in range(MOST) if not deliver_next(now())), MOST)


def deliver_all() -> None:
    """The same, and wait until the worker has done what it has taken meanwhile."""
    until = time.monotonic() + _PATIENCE_SECONDS
    deliver_events()
    while _is_delivering() and time.monotonic() < until:
        time.sleep(0.2)
        deliver_events()


def _is_delivering() -> bool:
    with looking(SYSTEM):
        return is_delivering()
