"""«صفحهٔ من»: how each bill and request stands, what was said of a move, who saw the file and who
asked registers about its owner.
"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from sayeban.cases.public import cases_of
from sayeban.design.jinja import render
from sayeban.exemptions.public import OwnMove, own_file
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.asked import AskedLine, asked_of_oneself
from sayeban.sites.citizen.finding import MOST_SEEN, looked
from sayeban.sites.citizen.wards import WardLine, requests_of_wards
from sayeban.sites.citizen.words import BillWords, in_words
from sayeban.sites.traces import SeenLine, seen_of_oneself


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`name` and `campaign` are "" where we know of none.

    `cases`: how many requests are under way, `turns` of them wait for him. `wards`: those of the
    minors of his household, where he is its head.
    """

    name: str
    campaign: str
    bills: tuple[BillWords, ...]
    move: OwnMove | None
    cases: int
    turns: int
    wards: tuple[WardLine, ...]
    seen: tuple[SeenLine, ...]
    asked: tuple[AskedLine, ...]


@door("citizen")
def own(request: Visit) -> HttpResponse:
    """صفحهٔ من."""
    at, actor = timezone.now(), request.actor
    person = actor.person_id or 0
    file = own_file(actor, at)
    seen = seen_of_oneself(at, person, actor.household_id, MOST_SEEN)
    asked = asked_of_oneself(person, MOST_SEEN)
    looked(request)
    bills = tuple(map(in_words, file.bills))
    cases = [each for each in cases_of(person) if each.closed_on is None]
    turns = sum(each.turn == "applicant" for each in cases)
    page = OwnPage(
        file.name,
        file.campaign,
        bills,
        file.move,
        len(cases),
        turns,
        requests_of_wards(request),
        tuple(seen),
        asked,
    )
    return render(request, "sites/own.jinja", page)
