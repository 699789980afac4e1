"""Drafts of services that wait for a second person."""

from sayeban.cases.models import ServiceVersion
from sayeban.cases.rules import HEADQUARTERS
from sayeban.runtime.actor import Actor


def drafts_to_publish(actor: Actor) -> int:
    """How many drafts of services the actor may publish once they are whole: none of his own."""
    if not actor.posts & HEADQUARTERS:
        return 0
    eyes = actor.eyes()
    found = ServiceVersion.objects.filter(state="draft", service__retired_at=None)
    written = found.values_list("authors", "written_by", "written_at")
    return sum(not eyes.saw_any((*authors, author), at) for authors, author, at in written)
