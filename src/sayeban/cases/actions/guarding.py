"""Guards of transitions: conditions over what is known of the person of a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from sayeban.cases.actions.choosing import Chosen


def refuse_guarded(guarded: Sequence[tuple[Chosen, Mapping[str, Any]]]) -> None:
    """Refuse step.guard where a guard says no, step.guard_unknown where it cannot say."""
    del guarded
