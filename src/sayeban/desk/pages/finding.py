"""What pages of one desk begin with: the desk, as far as the visitor's places reach, or 404."""

from django.http import Http404
from django.urls import reverse

from sayeban.audit.events import look
from sayeban.design.parts import Link
from sayeban.desk.reads.desks import DeskFacts, desk_named
from sayeban.desk.refusals import DeskUnknown
from sayeban.people.public import KeptElsewhere, kept_elsewhere
from sayeban.runtime.actor import Actor
from sayeban.runtime.context import looking


def desk_or_404(code: str) -> DeskFacts:
    """The desk inside a look that runs already."""
    try:
        return desk_named(code)
    except DeskUnknown as unknown:
        raise Http404 from unknown


def desk_of(actor: Actor, code: str) -> DeskFacts:
    """The same in a look of its own, for what is sent."""
    with looking(actor):
        return desk_or_404(code)


def way(desk: DeskFacts) -> tuple[Link, ...]:
    """The links above a page of this desk."""
    return (
        Link("میزهای خدمت", reverse("desks")),
        Link(desk.title, reverse("desk", args=[desk.code])),
    )


def look_elsewhere(actor: Actor, typed: str) -> KeptElsewhere | None:
    """Whose file is kept out of sight, in the running look, which is kept; None for nobody."""
    found = kept_elsewhere(typed)
    if found is not None:
        look(
            user_id=actor.user_id,
            purpose="serve",
            subject="people.person",
            subject_id=str(found.person_id),
            rows=1,
        )
    return found
