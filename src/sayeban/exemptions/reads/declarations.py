"""Declarations of accuracy of one worklist (A-105, A-112)."""

from dataclasses import dataclass
from datetime import datetime

from sayeban.accounts.public import user_names
from sayeban.exemptions.models import Declaration, Row
from sayeban.exemptions.reads.campaign import campaign_by_code
from sayeban.exemptions.rules import GATHERED_STATES
from sayeban.kit.units import Unit


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """One signature: who, when, for how many rows of his own."""

    by: str
    at: datetime
    rows: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Declarations:
    """`entered`: rows that the reader entered and nobody approved yet; `unsigned`: those of them
    that he entered after his last signature. `gathered`: all such rows of the worklist.
    """

    entered: int
    unsigned: int
    gathered: int
    lines: tuple[DeclarationLine, ...]


def declarations(code: str, unit: Unit, me: int | None) -> Declarations:
    """The declarations of exactly this worklist, newest first."""
    campaign = campaign_by_code(code)
    place = unit.columns
    signed = list(Declaration.objects.filter(campaign=campaign, **place).order_by("-at", "-id"))
    names = user_names({line.by for line in signed})
    gathered = Row.objects.filter(campaign=campaign, state__in=sorted(GATHERED_STATES), **place)
    mine = gathered.filter(collected_by=me)
    last = next((line.at for line in signed if line.by == me), None)
    return Declarations(
        entered=mine.count(),
        unsigned=(mine.filter(collected_at__gt=last) if last else mine).count(),
        gathered=gathered.count(),
        lines=tuple(
            DeclarationLine(names.get(line.by, ""), line.at, line.rows, line.by == me)
            for line in signed
        ),
    )
