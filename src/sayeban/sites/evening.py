"""What is done each evening, by the worker's clock or by an operator."""

from datetime import datetime

from sayeban.accounts.public import forget_calls, forget_sources
from sayeban.exemptions.public import freeze, tell_heads
from sayeban.interop.public import forget_exchanges
from sayeban.runtime.actor import Actor


def evening_of(actor: Actor, at: datetime) -> int:
    """Freeze the day's figures and tell the heads (A-120, A-130); gives the worklists frozen.

    Again on the same day it keeps and tells nothing twice.
    """
    forget_sources(actor=actor, at=at)
    forget_calls(actor=actor, at=at)
    forget_exchanges(actor=actor, at=at)
    frozen = freeze(actor=actor, at=at)
    tell_heads(actor=actor, at=at)
    return frozen
