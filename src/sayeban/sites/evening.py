"""What is done each evening, by the worker's clock or by an operator."""

from datetime import datetime

from sayeban.accounts.public import forget_calls, forget_sources, forget_visits
from sayeban.cases.public import measure, redate, tell_late, tell_questions
from sayeban.desk.public import keep_outcomes
from sayeban.exemptions.public import (
    follow_tenancies,
    freeze,
    open_corrections,
    remind_companies,
    tell_heads,
)
from sayeban.facts.public import ask_deaths, refresh_all
from sayeban.interop.public import forget_exchanges
from sayeban.runtime.actor import Actor
from sayeban.support.public import recount_lists


def evening_of(actor: Actor, at: datetime) -> int:
    """Freeze the day's figures, tell the heads (A-120, A-130) and remind companies that are late.

    Gives the worklists frozen.

    Ends of tenancies are asked about, and moves and tenancies that nobody settled end (A-060).
    What grew too old to count becomes unknown in the rows that rules read.
    Steps and questions that are late are told, clients get new days in time, and durations are
    measured; what ended is kept for the reports of the desks;
    waiting lists are ordered by what is known now.
    The civil registry is to be asked who died, where headquarters lets it.
    Again on the same day it keeps and tells nothing twice.
    """
    forget_sources(actor=actor, at=at)
    forget_visits(actor=actor, at=at)
    forget_calls(actor=actor, at=at)
    open_corrections(actor=actor, at=at)
    forget_exchanges(actor=actor, at=at)
    frozen = freeze(actor=actor, at=at)
    tell_heads(actor=actor, at=at)
    remind_companies(actor=actor, at=at)
    follow_tenancies(actor=actor, at=at)
    redate(actor=actor, at=at)
    tell_late(actor=actor, at=at)
    tell_questions(actor=actor, at=at)
    measure(actor=actor, at=at)
    keep_outcomes(actor=actor, at=at)
    refresh_all(actor=actor, at=at)
    recount_lists(actor=actor, at=at)
    ask_deaths(actor=actor, at=at)
    return frozen
