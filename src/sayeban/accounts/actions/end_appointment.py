"""End one post of a user, at once."""

from datetime import datetime

from django.db.models import Q

from sayeban.accounts.actions.name_deputy import end, end_stand_ins
from sayeban.accounts.models import Appointment
from sayeban.accounts.refusals import AppointmentEnded
from sayeban.accounts.rules import APPOINTING_POSTS, ASSIGNING_POSTS, may_appoint
from sayeban.runtime.actions import action
from sayeban.runtime.actor import Actor
from sayeban.runtime.refusals import AccessDenied


@action(
    "accounts.end_appointment",
    posts=APPOINTING_POSTS | ASSIGNING_POSTS,
    operator=True,
    about=("appointment_id",),
)
def end_appointment(*, actor: Actor, at: datetime, appointment_id: int) -> None:
    """The user's next request finds the post gone, and so does that of his deputy.

    Refuses appointment.ended and access.denied; a head may end a helper's post in his units.
    """
    standing = Appointment.objects.select_for_update().filter(Q(ends=None) | Q(ends__gt=at))
    held = standing.filter(id=appointment_id).first()
    if held is None:
        raise AppointmentEnded
    helps_him = held.helper and actor.reaches(ASSIGNING_POSTS, held.unit)
    if not helps_him and not may_appoint(actor, held.post, held.unit):
        raise AccessDenied
    own = Appointment.objects.filter(id=held.id)
    end_stand_ins(own, at)
    end(own, at)
