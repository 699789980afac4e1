"""Tables of support."""

from sayeban.support.models.waiting import PriorityRule, Waiting

__all__ = ["PriorityRule", "Waiting"]
