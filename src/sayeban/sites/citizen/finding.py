"""What several of a client's own pages need: who he is, and what is only his."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.http import Http404

from sayeban.audit.events import look
from sayeban.cases.public import Tracked, cases_of
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit
from sayeban.sites.traces import OWN

MOST_SEEN: Final = 20


def person_of(request: Visit) -> int:
    """The number of his file; 0, which nobody has, for none."""
    return request.actor.person_id or 0


def looked(request: Visit) -> None:
    """Keep that he looked at his own file."""
    person = str(person_of(request))
    look(user_id=None, purpose=OWN, subject="people.person", subject_id=person, rows=1)


def own_case_of(request: Visit, case_id: int) -> Tracked:
    """One case of his own in the running look; 404 for anybody else's, as for none."""
    for each in cases_of(person_of(request)):
        if each.case_id == case_id:
            return each
    raise Http404


@contextmanager
def names_of_offices(request: Visit) -> Iterator[None]:
    """Names of offices are read with the eyes of the system; of persons nothing is."""
    with looking(Actor("system", "citizen", person_id=request.actor.person_id)):
        yield
