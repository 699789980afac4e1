"""Drafts of rules that wait for a second person."""

from sayeban.eligibility.models import RuleVersion
from sayeban.eligibility.rights import AUTHORS
from sayeban.runtime.actor import Actor


def drafts_to_approve(actor: Actor) -> int:
    """How many drafts the actor may approve or return: none that he wrote at or that went back."""
    if not actor.posts & AUTHORS:
        return 0
    eyes = actor.eyes()
    found = RuleVersion.objects.filter(state="draft", returned_at=None)
    written = found.values_list("editors", "author", "authored_at")
    return sum(not eyes.saw_any((*editors, author), at) for editors, author, at in written)
