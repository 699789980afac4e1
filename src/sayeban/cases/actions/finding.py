"""The case that a command is about, locked, as far as the actor's places reach."""

from sayeban.cases.models import Case
from sayeban.cases.reads.places import unit_of
from sayeban.cases.refusals_case import CaseUnknown
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


def case_in_reach(case_id: int, actor: Actor, posts: frozenset[str]) -> Case:
    """The locked row of a case; refuses case.unknown, also outside the actor's places.

    Refuses access.denied where he sees the case, but by a post that is none of `posts`.
    """
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown(count=1)
    if actor.kind == "user" and not actor.reaches(posts, unit_of(case)):
        raise AccessDenied
    return case


def place_of(case: Case) -> dict[str, str]:
    """The place of what lies beside a case."""
    return {"province": case.province, "county": case.county, "centre": case.centre}
