"""«درخواست‌های فرزندان و تحت سرپرستی»: what the head of a household sees of its minors' requests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.utils import timezone

from sayeban.audit.events import look
from sayeban.cases.public import InWords, Tracked, cases_of, hidden_from_guardians, in_words
from sayeban.country.today import today_of
from sayeban.design.jinja import render
from sayeban.facts.public import said_of_persons
from sayeban.people.public import minors_of
from sayeban.runtime.context import seeing_wards
from sayeban.runtime.doors import Visit, door
from sayeban.sites.citizen.finding import names_of_offices, person_of
from sayeban.sites.traces import OWN

_NO_WARDS: Final = frozenset(
    {
        ("relation_to_head", "spouse"),
        ("guardian_lost", "True"),
        *(("marital_status", each) for each in ("married", "widowed", "divorced")),
    }
)
"""What any source says of a minor whose requests are no matter of the head of the household."""


@dataclass(frozen=True, slots=True)
class WardLine:
    """One request of a minor. `name` is his."""

    number: int
    name: str
    case: InWords


@dataclass(frozen=True, slots=True)
class WardCasePage:
    """One request of a minor as the holder of its tracking number reads it."""

    name: str
    case: InWords


def requests_of_wards(request: Visit) -> tuple[WardLine, ...]:
    """Requests of the minors of whose household he is the head, the open ones of each first."""
    today = today_of(timezone.now())
    with _wards(request) as names:
        return tuple(
            WardLine(each.case_id, name, in_words(each, today))
            for person, name in names.items()
            for each in cases_of(person)
        )


@door("citizen")
def own_ward_case(request: Visit, case_id: int) -> HttpResponse:
    """یک درخواست فرزند من."""
    with _wards(request) as names:
        person, found = _find(names, case_id)
    look(user_id=None, purpose=OWN, subject="people.person", subject_id=str(person), rows=1)
    page = WardCasePage(names[person], in_words(found, today_of(timezone.now())))
    return render(request, "sites/own_ward_case.jinja", page)


def _find(names: Mapping[int, str], case_id: int) -> tuple[int, Tracked]:
    for person in names:
        for each in cases_of(person):
            if each.case_id == case_id:
                return person, each
    raise Http404


@contextmanager
def _wards(request: Visit) -> Iterator[dict[int, str]]:
    """Names of the wards by id; within, row-level security shows him the requests that are his to
    see.

    Who is a ward is asked with the eyes of the system, since what makes one no ward is not his to
    read.
    """
    with names_of_offices(request):
        today, household = today_of(timezone.now()), request.actor.household_id
        names = minors_of(person_of(request), household, today) if household else {}
        kept = hidden_from_guardians(names) | _no_wards(names)
    wards = {person: name or "بدون نام" for person, name in names.items() if person not in kept}
    with seeing_wards(wards):
        yield wards


def _no_wards(names: Mapping[int, str]) -> set[int]:
    facts = {fact for fact, _ in _NO_WARDS}
    said = said_of_persons(facts, names) if names else set()
    return {person for person, fact, value in said if (fact, value) in _NO_WARDS}
