"""How many things the pages of a village helper and of a counter clerk hold for him."""

from datetime import datetime

from sayeban.exemptions.reads.counter import at_counter
from sayeban.exemptions.reads.field_day import begun_campaigns
from sayeban.exemptions.reads.villages import neighbours
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking


def in_his_villages(actor: Actor, at: datetime) -> int:
    """People of his villages in the newest campaign."""
    with looking(actor):
        return neighbours(begun_campaigns(at)[-1].pk)[1]


def at_his_counter(actor: Actor) -> int:
    """Rows that wait for his answer."""
    with looking(actor):
        return len(at_counter(actor))
