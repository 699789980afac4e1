"""«صفحهٔ من»: how each bill and request stands, what was said of a move, who saw the file."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.pages.track.shown import InWords
from sayeban.cases.pages.track.shown import in_words as case_in_words
from sayeban.cases.public import cases_of
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.exemptions.public import OwnMove, own_file
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.words import BillWords, in_words
from sayeban.sites.traces import OWN, SeenLine, seen_of_oneself

_MOST_SEEN: Final = 20


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`name` and `campaign` are "" where we know of none."""

    name: str
    campaign: str
    bills: tuple[BillWords, ...]
    move: OwnMove | None
    cases: tuple[InWords, ...]
    seen: tuple[SeenLine, ...]


@door("citizen")
def own(request: Visit) -> HttpResponse:
    """صفحهٔ من."""
    at, actor = timezone.now(), request.actor
    person = actor.person_id or 0
    file = own_file(actor, at)
    seen = seen_of_oneself(at, person, actor.household_id, _MOST_SEEN)
    look(user_id=None, purpose=OWN, subject="people.person", subject_id=str(person), rows=1)
    bills = tuple(map(in_words, file.bills))
    cases = tuple(case_in_words(each, today_of(at)) for each in cases_of(person))
    page = OwnPage(file.name, file.campaign, bills, file.move, cases, tuple(seen))
    return render(request, "sites/own.jinja", page)
