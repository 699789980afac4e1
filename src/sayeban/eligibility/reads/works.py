"""Countings of impacts and runs that somebody started from a page (runtime jobs)."""

from dataclasses import dataclass
from typing import Final

from sayeban.runtime.models import Job

IMPACT: Final = "rules.impact"
RUN: Final = "rules.run"
MEANS: Final = "rules.means"
KINDS: Final = {
    IMPACT: "شمردن اثر یک نسخه",
    RUN: "اجرای قاعده در سراسر کشور",
    MEANS: "برآورد دهک خانوارها",
}
_OPEN: Final = (Job.State.QUEUED, Job.State.RUNNING, Job.State.RETRYING)


@dataclass(frozen=True, slots=True)
class Counting:
    """The newest work of its kind. `message` is why it was refused or given up, else ""."""

    running: bool
    state_label: str
    done: int
    total: int
    message: str


def counting_of(code: str, number: int, kind: str = IMPACT) -> Counting | None:
    """None where nobody has started one. Headquarters alone starts and sees them."""
    about = {"arguments__code": code, "arguments__number": number}
    every = Job.objects.filter(kind=kind, **about)
    found = every.filter(state__in=_OPEN).first() or every.order_by("-finished_at").first()
    if found is None:
        return None
    return Counting(
        found.state in _OPEN,
        Job.State(found.state).label,
        found.done,
        found.total,
        str(found.result.get("message", "")),
    )
