"""What only a person can do: sign, approve, check."""

from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


def person(actor: Actor) -> int:
    """The user id of whoever signs; the operator and the system sign nothing (access.denied)."""
    if actor.user_id is None:
        raise AccessDenied
    return actor.user_id
