"""What is done each evening, by the worker's clock or by an operator."""

from datetime import datetime

from sayeban.accounts.public import forget_calls, forget_sources
from sayeban.exemptions.public import follow_tenancies, freeze, tell_heads
from sayeban.runtime.actor import Actor


def evening_of(actor: Actor, at: datetime) -> int:
    """Freeze the day's figures and tell the heads (A-120, A-130); gives the worklists frozen.

    Ends of tenancies are asked about, and moves and tenancies that nobody settled end (A-060).
    Again on the same day it keeps and tells nothing twice.
    """
    forget_sources(actor=actor, at=at)
    forget_calls(actor=actor, at=at)
    frozen = freeze(actor=actor, at=at)
    tell_heads(actor=actor, at=at)
    follow_tenancies(actor=actor, at=at)
    return frozen
