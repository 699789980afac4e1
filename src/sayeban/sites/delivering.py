"""Hand announced events to the slices above, after a command or by the worker."""

from django.utils.timezone import now

from sayeban.exemptions import reactions as _exemptions  # noqa: F401 - registers its reactions
from sayeban.interop import reactions as _interop  # noqa: F401 - the same
from sayeban.runtime.outbox import deliver_next

MOST = 10_000


def deliver_events() -> int:
    """Deliver what waits; how many. Bounded, so that a stream of events cannot hold a command."""
    return next((count for count in range(MOST) if not deliver_next(now())), MOST)
